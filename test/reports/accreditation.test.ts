import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { SmallDraft } from '../factories/small-draft.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PAGE = '/studio/courses/small/accreditation';

describe('the accreditation pack', () => {
  let app: TestApp;
  let small: SmallDraft;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    small = await SmallDraft.in(app);
  });
  afterAll(() => app.close());

  const page = () => small.page(PAGE);
  const day = (name: string, [d = '', m = '', y = '']: string[]) => ({
    [`${name}-day`]: d,
    [`${name}-month`]: m,
    [`${name}-year`]: y,
  });
  const declare = (fields: Record<string, string>) =>
    small.author.submit(
      '/studio/courses/small/declarations',
      { ...day('declaredOn', ['3', '11', '2026']), ...fields },
      PAGE,
    );
  const pilot = (fields: Record<string, string>) =>
    small.author.submit(
      '/studio/courses/small/pilots',
      {
        version: '1',
        people: '6',
        shortestMinutes: '15',
        medianMinutes: '22',
        longestMinutes: '40',
        ...day('heldOn', ['20', '11', '2026']),
        ...fields,
      },
      PAGE,
    );
  const bytes = async (address: string) => {
    const answer = await small.author
      .get(address)
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          done(null, Buffer.concat(chunks));
        });
      })
      .expect(200);
    return answer.body as Buffer;
  };
  const unzipped = async () => {
    const zip = await fromBufferPromise(await bytes('/studio/courses/small/accreditation.zip'), { lazyEntries: true });
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      const stream = await zip.openReadStreamPromise(entry);
      files.set(entry.fileName, Buffer.concat(await stream.toArray()));
    }
    return files;
  };
  const table = async (name: string) => (await unzipped()).get(`tables/${name}.csv`)?.toString() ?? '';

  it('names what is missing', async () => {
    const html = await page();
    for (const gap of [
      'does not say what its aims are',
      'No author has given credentials',
      'The clinical review is awaited',
      'No pilot of this version is recorded',
    ])
      expect(html).toContain(gap);
  });

  it('says what is wrong with a declaration or a pilot, and keeps what was typed', async () => {
    for (const [given, message] of [
      [declare({ part: 'author', name: 'Ann Author', credentials: 'RN' }), 'the interests that they declare, or None'],
      [
        declare({ part: 'boss', name: 'Ann Author', credentials: 'RN', interests: 'None' }),
        'Choose what they had to do',
      ],
      [
        declare({
          part: 'author',
          name: 'Ann Author',
          credentials: 'RN',
          interests: 'None',
          'declaredOn-year': '2027',
        }),
        'not still to come',
      ],
      [pilot({ medianMinutes: '50', note: 'Ann Author' }), 'between the shortest and the longest'],
      [pilot({ version: '2', note: 'Ann Author' }), 'The newest version is 1'],
    ] as const) {
      const { status, text } = await given;
      expect(status).toBe(422);
      expect(text).toContain(message);
      expect(text).toContain('Ann Author');
    }
  });

  it('holds declarations and pilots, and lets go of those that are taken out', async () => {
    await declare({ part: 'author', name: '=Ann Author', credentials: 'RN, MSc', interests: 'None' });
    await declare({ part: 'clinical', name: 'Somebody Else', credentials: 'RN', interests: 'None' });
    await pilot({});
    const html = await page();
    expect(html).toContain('6 people took 22 minutes in the median, from 15 to 40.');
    expect(html).not.toContain('No author has given');
    const wrong = /value="([^"]+)">Take out<span class="nhsuk-u-visually-hidden">: Somebody Else/.exec(html)?.[1] ?? '';
    await small.author.submit('/studio/courses/small/declaration-ends', { entry: wrong }, PAGE);
    expect(await page()).not.toContain('Somebody Else');
    const again = await small.author.submit('/studio/courses/small/declaration-ends', { entry: wrong }, PAGE);
    expect(again.status).toBe(404);
    const actions = await app.db.query<{ action: string }>(
      `select action from audit_entry where action like 'course_declarations.%' or action like 'course_pilots.%' order by id`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'course_declarations.made',
      'course_declarations.made',
      'course_pilots.made',
      'course_declarations.ended',
    ]);
  });

  it('holds its tables as files that are no formulas, and the files of the course', async () => {
    const files = await unzipped();
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'accreditation-small-v1.pdf',
        'tables/outcomes.csv',
        'tables/lessons.csv',
        'tables/pilots.csv',
        'tables/declarations.csv',
        'tables/evaluations.csv',
        'course/course.md',
        'course/sources.yaml',
      ]),
    );
    expect(await table('declarations')).toContain('\'=Ann Author,Author,"RN, MSc",None,3 November 2026');
    expect(await table('outcomes')).toContain('1. Pass a test');
    expect(await table('course')).toContain('Aims,Not recorded');
  });

  it('records what reviewers said of the draft on the way to the version', async () => {
    await small.write('The Act asks for no original. It never did. [@mca2005 s25]');
    await small.say(small.reviewer, 'clinical', 'changes', 'Say it more plainly.');
    await small.approve();
    expect((await small.author.submit(`${small.address}/publications`, {}, small.review)).status).toBe(303);
    const rows = (await table('reviews')).trim().split('\n');
    expect(rows.slice(1).map((row) => row.split(',').slice(1, 2).concat(row.split(',').slice(4)).join())).toEqual([
      'Clinical,Asked for changes,Say it more plainly.',
      'Clinical,Approved,',
      'Legal,Approved,',
    ]);
    const html = await page();
    expect(html).toContain('the clinical reviewer, has not declared interests');
    expect(html).toContain('No pilot of this version is recorded');
  });

  it('is a document that says it is PDF/UA, for authors alone', async () => {
    const pdf = (await bytes('/studio/courses/small/accreditation.pdf')).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('pdfuaid');
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    for (const address of [PAGE, `${PAGE}.pdf`, `${PAGE}.zip`]) await learner.get(address).expect(403);
    await small.author.get('/studio/courses/no-such/accreditation.pdf').expect(404);
  });
});
