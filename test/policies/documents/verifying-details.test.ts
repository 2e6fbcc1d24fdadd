import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../../src/accounts/sample/sample-people.js';
import { DocumentsService } from '../../../src/policies/documents.service.js';
import { policyDetails } from '../../factories/documents.js';
import { startBrowser } from '../../support/browser.js';
import { problemsAt } from '../../support/page-problems.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import type { TestBrowser } from '../../support/test-browser.js';

describe('what a document says of itself', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let admin: TestBrowser;
  let id: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    [trainer, admin] = [app.browser(), app.browser()];
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    const [ids] = await app.db.query<{ trust: string; person: string }>(
      `select (select id from organisation where code = 'ZZ1') as trust,
         (select id from person where email = 'trainer@beforehand.example') as person`,
    );
    const details = policyDetails(ids?.trust ?? '', { attributes: { version: '4', reviewOn: '2029-03' } });
    const file = { name: 'policy.txt', bytes: Buffer.from('A made-up policy, version 4.') };
    ({ id } = await app.get<DocumentsService>(DocumentsService).add(file, details, ids?.person ?? ''));
  });
  afterAll(() => app.close());

  const unverified = async () => {
    const [row] = await app.db.query<{ unverified: string[] }>(
      `select d.unverified from policy_document d where d.superseded_at is null
         and d.lineage = (select lineage from policy_document where id = $1)`,
      [id],
    );
    return row?.unverified.toSorted();
  };
  const page = () => `/documents/${id}/verifications/new`;
  const readingOn = (html: string) => /name="reading" value="([^"]+)"/.exec(html)?.[1] ?? '';

  it('waits in a queue, and is not for whoever recorded it', async () => {
    expect(await unverified()).toEqual(['reviewOn', 'version']);
    expect((await admin.get('/facts')).text).toContain('Details of documents');
    expect((await admin.get('/documents?copy=one_reader')).text).toContain('Fictional policy on advance decisions');
    const own = (await trainer.get(page()).expect(200)).text;
    expect(own).toContain('You recorded it yourself');
    expect(readingOn(own)).toBe('');
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    await learner.get(page()).expect(403);
  });

  it('is compared on a page for everybody', async () => {
    const real = await startBrowser();
    const looking = await real.newPage();
    await looking.goto(`${app.url}/sign-in`);
    await looking.getByLabel('Email address').fill('admin@beforehand.example');
    await looking.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await looking.getByRole('button', { name: 'Sign in' }).click();
    await looking.waitForURL((url) => url.pathname !== '/sign-in');
    expect(await problemsAt(looking, `${app.url}${page()}`)).toEqual([]);
    await real.close();
  });

  it('is verified piece by piece by a second person, who opened the document', async () => {
    const { text } = await admin.get(page()).expect(200);
    expect(text).toContain('To be reviewed: March 2029');
    const reading = readingOn(text);
    const send = (fields: Record<string, string | string[]>, browser = admin) =>
      browser.submit(`/documents/${id}/verifications`, { reading, ...fields }, page());
    expect((await send({ agrees: 'version' })).text).toContain('Tick that you opened the document');
    expect((await send({ seen: 'yes' })).text).toContain('Tick what agrees');
    const own = await trainer.token('/documents/new');
    const refused = await trainer.post(`/documents/${id}/verifications`, {
      _csrf: own,
      reading,
      seen: 'yes',
      agrees: 'version',
    });
    expect([refused.status, refused.text.includes('you recorded it yourself')]).toEqual([422, true]);
    expect((await send({ seen: 'yes', agrees: 'version' })).status).toBe(303);
    expect(await unverified()).toEqual(['reviewOn']);
    // The page that was open before shows an earlier reading.
    expect((await send({ seen: 'yes', agrees: 'reviewOn' })).text).toContain('changed while this page was open');
    const again = readingOn((await admin.get(page())).text);
    expect((await send({ seen: 'yes', agrees: 'reviewOn', reading: again })).status).toBe(303);
    expect(await unverified()).toEqual([]);
    expect((await admin.get('/documents?copy=one_reader')).text).not.toContain('Fictional policy on advance decisions');
    const audit = await app.db.query<{ details: unknown }>(
      `select details from audit_entry where action = 'documents.verified' order by id`,
    );
    expect(audit.map(({ details }) => details)).toEqual([{ attributes: ['version'] }, { attributes: ['reviewOn'] }]);
  });
});
