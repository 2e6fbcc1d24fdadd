import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fromBufferPromise } from 'yauzl';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Storage } from '../../src/platform/storage/storage.js';
import { ActivitiesService } from '../../src/portfolio/activities/activities.service.js';
import { EvidenceFiles } from '../../src/portfolio/evidence/evidence-files.js';
import { PortfolioCollection } from '../../src/portfolio/export/portfolio-collection.js';
import type { ActivityDetails } from '../../src/portfolio/portfolio.types.js';
import { ReflectionsService } from '../../src/portfolio/reflections/reflections.service.js';
import { RegistersService } from '../../src/portfolio/registers/registers.service.js';
import { Completions } from '../certificates/completions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const WORKSHOP: ActivityDetails = {
  title: '=HYPERLINK("x") Dying: matters / a 王 workshop',
  kind: 'session',
  provider: 'Fictional Hospice',
  startedOn: '2026-11-01',
  endedOn: '2026-11-02',
  hours: 7,
  participatory: 4,
  setting: 'external',
  themes: ['prioritise'],
  relevance: 'First paragraph.\n\nSecond paragraph.',
  benefit: 'My patients are heard.',
};
const ACCOUNT = {
  title: 'Listening',
  ground: 'feedback' as const,
  nature: 'A relative wrote to us.',
  learned: 'To ask first.',
  changed: 'I ask first.',
  relevance: 'Listening.',
  themes: ['preserve' as const],
};

describe('what a learner takes along', () => {
  let app: TestApp;
  let learner: TestBrowser;
  let learnerId: string;
  let number: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    const completions = await Completions.in(app);
    learnerId = await completions.idOf('learner');
    await completions.review();
    number = await completions.numberOf(await completions.complete(learnerId));
    const activities = app.get<ActivitiesService>(ActivitiesService);
    const files = app.get<EvidenceFiles>(EvidenceFiles);
    const [id, old] = [newId(), newId()];
    await activities.add(learnerId, id, WORKSHOP);
    await activities.add(learnerId, old, {
      ...WORKSHOP,
      title: 'Long ago',
      startedOn: '2020-01-01',
      endedOn: '2020-01-01',
    });
    for (const name of ['proof.pdf', 'PROOF.pdf']) await files.add(learnerId, id, { name, bytes: PDF });
    const reflections = app.get<ReflectionsService>(ReflectionsService);
    for (const complete of [true, false]) {
      const account = await reflections.start(learnerId, null);
      const title = complete ? ACCOUNT.title : 'Half written';
      await reflections.save(learnerId, account, { ...ACCOUNT, title }, { complete, page: null, revision: 0 });
    }
    await app
      .get<RegistersService>(RegistersService)
      .explain(learnerId, { from: '2025-02-01', to: '2025-09-30' }, 'Parental leave');
    learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(() => app.close());

  const download = async (browser: TestBrowser, file: string) => {
    const answer = await browser.get(`/portfolio/export/${file}`).responseType('blob').expect(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z-]+2026-11-25\.\w+"$/);
    return answer.body as Buffer;
  };
  const wordsOf = async (pdf: Buffer) => {
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    const words: string[] = [];
    for (let n = 1; n <= document.numPages; n += 1) {
      const { items } = await (await document.getPage(n)).getTextContent();
      words.push(...items.map((item) => ('str' in item ? item.str : '')));
    }
    return { text: words.join(' ').replaceAll(/\s+/g, ' '), pages: document.numPages };
  };
  const filesIn = async (bytes: Buffer) => {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    const found = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry())
      found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    return found;
  };

  it('is for the NMC a PDF/UA with the fields of its record, and the complete accounts', async () => {
    const pdf = await download(learner, 'portfolio.pdf?for=nmc');
    expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const { text } = await wordsOf(pdf);
    for (const words of [
      'Record of CPD and reflective accounts for NMC revalidation',
      'Robin Hale (sample)',
      '26 November 2023 to 25 November 2026',
      'Topic, and how it links to practice',
      '1 November 2026 to 2 November 2026',
      'Course, workshop or webinar with others',
      'Second paragraph.',
      'Part of the Code: Prioritise people',
      `Evidence: certificate ${number}`,
      'Evidence: proof.pdf; PROOF.pdf',
      '8.5 hours',
      'CPD (35 hours asked)',
      'What did you learn from it?',
      'To ask first.',
      'Preserve safety',
      'Revalidation also needs practice hours',
      'stands for a character that this document cannot show',
    ])
      expect(text).toContain(words);
    for (const words of ['Long ago', 'Half written', 'My patients are heard']) expect(text).not.toContain(words);
  });

  it('is laid out for each of the others, with what they ask for', async () => {
    const hcpc = (await wordsOf(await download(learner, 'portfolio.pdf?for=hcpc'))).text;
    for (const words of ['for HCPC', 'Benefit: My patients are heard.', 'Parental leave', 'Held by: Somebody else'])
      expect(hcpc).toContain(words);
    expect(hcpc).not.toContain('Participatory');
    const rcp = (await wordsOf(await download(learner, 'portfolio.pdf?for=rcp'))).text;
    for (const words of ['Credits (50 credits asked)', 'External, of these (25 credits asked)', '8 credits'])
      expect(rcp).toContain(words);
    const all = (await wordsOf(await download(learner, 'portfolio.pdf?for=all'))).text;
    for (const words of ['Long ago', 'Half written', 'Draft', 'All entries']) expect(all).toContain(words);
  });

  it('is CSV that a spreadsheet takes for text', async () => {
    const csv = await download(learner, 'activities.csv?for=all');
    const rows = parse(csv, { bom: true, columns: true }) as unknown as Record<string, string>[];
    expect(rows.map((row) => row['Title'])).toEqual([
      'Long ago',
      `'${WORKSHOP.title}`,
      'Advance decisions in practice',
    ]);
    expect(rows[1]).toMatchObject({
      Began: '2026-11-01',
      Ended: '2026-11-02',
      Hours: '7',
      'Participatory hours': '4',
      Counts: 'Yes',
      'Themes of the NMC’s Code': 'Prioritise people',
      Evidence: 'proof.pdf; PROOF.pdf',
    });
    expect((parse(await download(learner, 'activities.csv?for=nmc'), { bom: true }) as unknown[]).length).toBe(3);
    const accounts = parse(await download(learner, 'reflective-accounts.csv?for=all'), {
      bom: true,
      columns: true,
    }) as unknown as Record<string, string>[];
    expect(accounts.map((row) => [row['Completed'], row['Title']])).toEqual([
      ['2026-11-25', 'Listening'],
      ['Draft', 'Half written'],
    ]);
  });

  it('is a zip of all evidence with a list of it, the certificate among it', async () => {
    const found = await filesIn(await download(learner, 'evidence.zip?for=nmc'));
    const folder = '2026-11-02 =HYPERLINK( x ) Dying matters a 王 workshop';
    expect([...found.keys()]).toEqual([
      'contents.csv',
      `${folder}/proof.pdf`,
      `${folder}/PROOF (2).pdf`,
      `2026-11-25 Advance decisions in practice/certificate ${number}.pdf`,
    ]);
    expect(found.get(`${folder}/proof.pdf`)?.equals(PDF)).toBe(true);
    expect(
      found.get(`2026-11-25 Advance decisions in practice/certificate ${number}.pdf`)?.subarray(0, 5).toString(),
    ).toBe('%PDF-');
  });

  it('says in the list which file is lost, and gives all others', async () => {
    const [row] = await app.db.query<{ stored: string }>(
      `select stored from portfolio_evidence where name = 'PROOF.pdf'`,
    );
    const storage = app.get<Storage>(Storage);
    await storage.remove(row?.stored ?? '');
    const found = await filesIn(await download(learner, 'evidence.zip?for=nmc'));
    expect(found.size).toBe(3);
    expect(found.get('contents.csv')?.toString()).toContain('no: the file is lost');
  });

  it('holds nobody else’s, and is an empty record for who has none', async () => {
    const admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    for (const audience of ['nmc', 'gmc', 'hcpc', 'all']) {
      const { text } = await wordsOf(await download(admin, `portfolio.pdf?for=${audience}`));
      expect([text.includes('No entry of this time'), text.includes('Listening')]).toEqual([true, false]);
    }
    expect([...(await filesIn(await download(admin, 'evidence.zip?for=all'))).keys()]).toEqual(['contents.csv']);
    for (const file of ['portfolio.pdf', 'activities.csv', 'evidence.zip'])
      expect((await app.browser().get(`/portfolio/export/${file}`)).headers['location']).toContain('/sign-in');
  });

  it('of 1,200 entries is listed whole, in a fixed number of statements', async () => {
    const personId = await (await Completions.in(app)).person('Learned Much');
    await app.db.query(
      `insert into portfolio_activity (id, person_id, title, kind, provider, started_on, ended_on, hours, participatory,
         themes, relevance, benefit, added_at, changed_at)
       select gen_random_uuid(), $1, 'Session ' || n, 'session', 'Provider', date '2026-11-25' - n / 3, date '2026-11-25' - n / 3,
         1, 1, '{preserve}', 'It links. ' || repeat('Words of practice. ', 20), '', now(), now() from generate_series(1, 1200) n`,
      [personId],
    );
    const collection = app.get<PortfolioCollection>(PortfolioCollection);
    const statements = await app.statementsOf(() => collection.onPaper(personId, 'nmc'));
    expect(statements.length).toBeLessThan(10);
    const titles: string[] = [];
    for await (const { title } of collection.activitiesOf(personId, null)) titles.push(title);
    expect(new Set(titles).size).toBe(1200);
  });
});
