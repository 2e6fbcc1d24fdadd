import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { PublishingService } from '../../src/courses/publishing.service.js';
import { LinkChecks } from '../../src/courses/register/link-checks.js';
import { LinkProbe } from '../../src/courses/register/link-probe.js';
import { readConfig } from '../../src/platform/config/config.js';
import { Completions } from '../certificates/completions.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { changed, smallestCourse } from './course-files.js';
import { startLinkServer } from './link-server.js';

type LinkServer = Awaited<ReturnType<typeof startLinkServer>>;

describe('the legal register', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let act: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    act = await entry('mca2005');
  });
  afterAll(() => app.close());

  const entry = async (key: string) => {
    const [row] = await app.db.query<{ id: string }>('select id from legal_source where key = $1', [key]);
    return `/legal-register/${row?.id ?? ''}`;
  };
  const page = async (address: string) => (await trainer.get(address).expect(200)).text;
  const fields = {
    title: 'Mental Capacity Act 2005',
    short: 'MCA 2005',
    kind: 'law',
    nation: 'england_wales',
    provision: '',
    commencement: 'In force since 1 October 2007',
    publisher: 'legislation.gov.uk',
    url: 'https://www.legislation.gov.uk/ukpga/2005/9',
    'checkedOn-day': '25',
    'checkedOn-month': '11',
    'checkedOn-year': '2026',
    ownerId: '',
    note: 'Looked up again.',
  };
  const base = async () => /name="base" value="(\d+)"/.exec(await page(`${act}/edit`))?.[1] ?? '';

  it('holds what the course that ships names, with what is known and nothing else', async () => {
    const yaml = await readFile(path.resolve('content/advance-decisions/sources.yaml'), 'utf8');
    const named = yaml.match(/^- id: /gm)?.length ?? 0;
    const [counts] = await app.db.query(
      `select count(*)::int as all, count(owner_id)::int as owned, count(link_state)::int as asked from legal_source`,
    );
    expect(counts).toEqual({ all: named, owned: 0, asked: 0 });
    const shown = await page(act);
    expect(shown).toMatch(/Commencement<\/dt>\s*<dd[^>]*><span class="bh-unknown">Not known/);
    expect(shown).toMatch(/Owner<\/dt>\s*<dd[^>]*><span class="bh-unknown">Not known/);
    expect(shown).toContain('Not checked yet');
    expect(shown).toContain('as a course brought it');
    expect(shown).toContain('Advance decisions in practice, version 1: says the same.');
  });

  it('is for those who write courses', async () => {
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    for (const address of ['/legal-register', act, `${act}/uses`]) await learner.get(address).expect(403);
    await app.browser().get('/legal-register').expect(303);
    await trainer.get('/legal-register/no-id').expect(404);
    await trainer.get('/legal-register/no-id/uses').expect(404);
  });

  it('is searched and narrowed, with few statements', async () => {
    expect(await page('/legal-register?q=MENTAL+capacity+act+2005')).toContain('Showing 1 to ');
    expect(await page('/legal-register?nation=scotland&kind=law')).not.toContain('>Mental Capacity Act 2005<');
    expect(await page('/legal-register?q=100%25')).toContain('No source here');
    expect(await page('/legal-register?show=mine')).toContain('No source here');
    const asked = await app.statementsOf(() => trainer.get('/legal-register').expect(200));
    expect(asked.length).toBeLessThan(5);
  });

  it('says what rests on an entry: blocks, questions and certificates', async () => {
    const completions = await Completions.in(app);
    const number = await completions.numberOf(await completions.complete(await completions.person('A learner')));
    const uses = await page(`${act}/uses`);
    expect(uses).toContain('Is it valid?');
    expect(uses).toContain('Law, by nation: law-validity');
    expect(uses).toContain('Questions of the knowledge check');
    expect(uses).toContain('<strong>1</strong> certificate that counts');
    expect(uses).not.toContain(number);
    const admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    expect((await admin.get(`${act}/uses`).expect(200)).text).toContain(number);
    const scottish = await page(`${await entry('awia2000')}/uses`);
    expect(scottish).toContain('effect-scotland');
    const asked = await app.statementsOf(() => trainer.get(`${act}/uses`).expect(200));
    expect(asked.length).toBeLessThan(6);
  });

  it('keeps what an entry said before, shows what rests on it, and does not undo what another did meanwhile', async () => {
    const before = await base();
    const [person] = await app.db.query<{ id: string }>(
      `select id from person where email = 'trainer@beforehand.example'`,
    );
    const mine = { ...fields, base: before, ownerId: person?.id ?? '' };
    const saved = await trainer.submit(`${act}/changes`, mine, `${act}/edit`);
    expect([saved.status, saved.headers['location']]).toEqual([303, `${act}/uses`]);
    const shown = await page(act);
    expect(shown).toContain('In force since 1 October 2007');
    expect(shown).toMatch(/Commencement: <del>Not known<\/del> <ins>In force since 1 October 2007/);
    expect(shown).toContain('says otherwise');
    expect(await page('/legal-register?show=mine')).toContain('Mental Capacity Act 2005');
    const late = await trainer.submit(`${act}/changes`, { ...mine, commencement: 'Never' }, `${act}/edit`);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody changed this entry while you were writing');
    expect(late.text).toMatch(/<del>In force since 1 October 2007<\/del> <ins>Never/);
    const audit = await app.db.query(`select details from audit_entry where action = 'legal_sources.changed'`);
    expect(audit).toEqual([{ details: { key: 'mca2005', changed: ['commencement', 'checkedOn', 'ownerId'] } }]);
    await expect(app.db.query(`update legal_source_change set note = 'x'`)).rejects.toThrow('kept as it was');
  });

  it('says what is wrong with what was typed, and gives it back', async () => {
    const wrong = {
      ...fields,
      base: await base(),
      title: '',
      url: 'javascript:alert(1)',
      'checkedOn-year': '2027',
      publisher: 'Kept',
    };
    const answer = await trainer.submit(`${act}/changes`, wrong, `${act}/edit`);
    expect(answer.status).toBe(422);
    for (const said of ['Enter the title', 'Enter a whole address', 'value="Kept"'])
      expect(answer.text).toContain(said);
    const future = { ...fields, base: await base(), 'checkedOn-year': '2027' };
    expect((await trainer.submit(`${act}/changes`, future, `${act}/edit`)).text).toContain('not in the future');
    const stranger = { ...fields, base: await base(), ownerId: '018f0000-0000-7000-8000-000000000000' };
    expect((await trainer.submit(`${act}/changes`, stranger, `${act}/edit`)).text).toContain('who may write courses');
    expect((await trainer.post(`${act}/changes`, fields)).status).toBe(403);
  });

  it('takes a new source, and a reading of today', async () => {
    const added = { ...fields, key: 'a-study', title: 'A study', kind: 'study', note: '' };
    const sent = await trainer.submit('/legal-register', added, '/legal-register/new');
    expect(sent.status).toBe(303);
    expect((await trainer.submit('/legal-register', added, '/legal-register/new')).text).toContain('called a-study');
    const odd = await trainer.submit('/legal-register', { ...added, key: 'A study!' }, '/legal-register/new');
    expect(odd.text).toContain('small letters, digits and hyphens');
    app.clock.set('2026-11-26T10:00:00Z');
    const place = sent.headers['location'] ?? '';
    await trainer.submit(`${place}/readings`, {}, place);
    expect(await page(place)).toContain('26 November 2026');
    expect(await page(place)).toContain('Looked up: it says the same.');
  });

  it('gives a draft what it says, and gets from a published course what it lacks', async () => {
    const begun = await trainer.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio');
    const sources = `${begun.headers['location'] ?? ''}/sources`;
    expect(await page(sources)).toContain('Differs');
    await trainer.submit(sources, { source: act.split('/').at(-1) ?? '' });
    expect(await page(sources)).not.toContain('Differs');
    const study = (await entry('a-study')).split('/').at(-1) ?? '';
    await trainer.submit(sources, { source: study }, `${sources}?q=a+study`);
    const [file] = await app.db.query<{ text: string }>(
      `select r.text from course_draft_file f join course_draft_revision r on r.file_id = f.id and r.number = f.current_number
       where f.name = 'sources.yaml'`,
    );
    expect(file?.text).toContain('commencement: In force since 1 October 2007');
    expect(file?.text).toContain('- id: a-study');
    expect(file?.text).toMatch(/^# Every source/);

    const other = { ...smallestCourse, ...changed('sources.yaml', 'mca2005', 'another-act') };
    const renamed = Object.entries(other).map(([name, text]): [string, string] => [
      name,
      text.replaceAll('@mca2005', '@another-act'),
    ]);
    await app.get<PublishingService>(PublishingService).publishFiles('test', new Map(renamed));
    const uses = await page(`${await entry('another-act')}/uses`);
    for (const found of ['The first lesson', 'Text: The Act says so.', 'Law, by nation: law', 'Which is right?'])
      expect(uses).toContain(found);
    expect(uses).toContain('<strong>2</strong> blocks of the newest versions');
    expect(uses).toContain('<strong>1</strong> question of the newest versions');
  });

  it('refuses an address in a course that could act', async () => {
    const files = new Map(
      Object.entries({
        ...smallestCourse,
        ...changed('sources.yaml', 'https://www.legislation.gov.uk/ukpga/2005/9', 'javascript:alert(1)'),
      }),
    );
    const problems = await app.get<PublishingService>(PublishingService).problemsIn(files);
    expect(problems.map(({ message }) => message).join()).toContain('begins with https:// or http://');
  });

  it('has pages that anyone can read', async () => {
    const browser: Browser = await startBrowser();
    const context = await browser.newContext();
    const open = await context.newPage();
    await open.goto(`${app.url}/sign-in`);
    await open.getByLabel('Email address').fill('trainer@beforehand.example');
    await open.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await open.getByRole('button', { name: 'Sign in' }).click();
    await open.waitForURL((url) => url.pathname !== '/sign-in');
    const begun = await trainer.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio');
    const paths = [
      '/legal-register',
      '/legal-register?q=nothing',
      '/legal-register/new',
      act,
      `${act}/edit`,
      `${act}/uses`,
      `${begun.headers['location'] ?? ''}/sources`,
    ];
    const problems: string[] = [];
    for (const place of paths) problems.push(...(await problemsAt(open, app.url + place, 60_000)));
    await browser.close();
    expect(problems).toEqual([]);
  });
});

describe('the addresses of the register', () => {
  let app: TestApp;
  let server: LinkServer;

  beforeAll(async () => {
    server = await startLinkServer();
    app = await startTestApp({ now: '2026-11-25T10:00:00Z', config: { linkAddressesAllowed: ['127.0.0.1'] } });
  });
  afterAll(async () => {
    await app.close();
    await server.close();
  });

  it.each([
    ['/here', 'answers', 200],
    ['/get-only', 'answers', 200],
    ['/elsewhere', 'answers', 200],
    ['/moved', 'moved', 200],
    ['/gone', 'dead', 404],
    ['/status/410', 'dead', 410],
    ['/status/403', 'closed', 403],
    ['/status/500', 'unreachable', 500],
    ['/round', 'unreachable', null],
    ['/inside', 'unreachable', null],
    ['/file', 'unreachable', null],
  ])('%s %s', async (place, state, status) => {
    const answer = await app.get<LinkProbe>(LinkProbe).ask(server.url + place);
    expect([answer.state, answer.status]).toEqual([state, status]);
    if (state === 'moved') expect(answer.leadsTo).toBe(`${server.url}/here`);
  });

  it('are never asked inside a network, whatever they are called', async () => {
    const probe = new LinkProbe({ ...readConfig({}), linkAddressesAllowed: [] });
    const { port } = new URL(server.url);
    server.asked.length = 0;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f.1'])
      expect(await probe.ask(`http://${host}:${port}/here`)).toEqual({
        state: 'unreachable',
        status: null,
        leadsTo: null,
      });
    for (const odd of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1/'])
      expect((await probe.ask(odd)).state).toBe('unreachable');
    expect(server.asked).toEqual([]);
  });

  it('are asked by a job each, and what they answered stands in the register since when', async () => {
    const checks = app.get<LinkChecks>(LinkChecks);
    await app.db.query(
      `insert into legal_source (id, key, kind, title, short, publisher, url, nation, checked_on, number, search_key)
       select gen_random_uuid(), 'k' || n, 'data', 'T', 'T', 'P', $1 || path, 'uk', '2026-11-01', 1, ''
       from unnest($2::text[]) with ordinality as p(path, n)`,
      [server.url, ['/here', '/gone']],
    );
    expect(await checks.begin()).toBe(2);
    const jobs = await app.db.query<{ gap: number }>(
      `select round(extract(epoch from max(run_at) - min(run_at)))::int as gap from graphile_worker.jobs where task_identifier = 'legal-register.check-link'`,
    );
    expect(jobs[0]?.gap).toBe(3);
    const rows = await app.db.query<{ id: string; url: string }>('select id, url from legal_source');
    for (const { id, url } of rows) await checks.check(id, url);
    app.clock.set('2026-11-26T10:00:00Z');
    for (const { id, url } of rows) await checks.check(id, url);
    await checks.check(rows[0]?.id ?? '', `${server.url}/changed-meanwhile`);
    const states = await app.db.query(
      `select link_state as state, link_status as status, link_since as since, link_checked_at as at from legal_source order by key`,
    );
    const since = new Date('2026-11-25T10:00:00Z');
    const at = new Date('2026-11-26T10:00:00Z');
    expect(states).toEqual([
      { state: 'answers', status: 200, since, at },
      { state: 'dead', status: 404, since, at },
    ]);
    expect(await checks.begin()).toBe(0);
  });

  it('are asked again and again where that is wanted', async () => {
    const working = await startTestApp({ jobs: true, config: { linkChecks: true } });
    const crontabs = await working.db.query<{ identifier: string }>(
      `select identifier from graphile_worker._private_known_crontabs where identifier like 'legal-register.%'`,
    );
    expect(crontabs.map(({ identifier }) => identifier)).toEqual(['legal-register.find-links']);
    // As one that recurs is added: by nobody.
    await working.db.query(`select graphile_worker.add_job('legal-register.find-links', '{}')`);
    const waiting = async () => (await working.db.query('select 1 from graphile_worker.jobs')).length;
    for (let tries = 0; tries < 100 && (await waiting()) > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await waiting()).toBe(0);
    await working.close();
  });
});
