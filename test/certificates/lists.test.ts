import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CertificateListsService } from '../../src/certificates/certificate-lists.service.js';
import { type Database } from '../../src/platform/database/database.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';
import { Completions } from './completions.js';

const COURSE = 'advance-decisions';
const root = path.resolve(import.meta.dirname, '../..');

async function people(db: Pick<Database, 'query'>, count: number, domain: string): Promise<void> {
  await db.query(
    `insert into person (id, email, name, profession, created_at, search_key, confirmed_at)
     select gen_random_uuid(), 'p' || n || '@' || $2, 'Person ' || n, 'nurse', now(), 'person ' || n, now()
       from generate_series(1, $1) n`,
    [count, domain],
  );
}
const csv = (header: string, lines: string[]) => Buffer.from([header, ...lines].join('\n'));

describe('certificates for those on a list', () => {
  let app: TestApp;
  let lists: CertificateListsService;
  let completions: Completions;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    lists = app.get(CertificateListsService);
    completions = await Completions.in(app);
    await completions.review();
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(() => app.close());

  const count = async (condition: string, ...params: unknown[]) =>
    (await app.db.query<{ n: number }>(`select count(*)::int as n from certificate c where ${condition}`, params))[0]
      ?.n;

  it('are seen first, line by line, and nothing is written', async () => {
    await people(app.db, 3, 'seen.example');
    const file = csv('Email;Date;Hours;Participatory hours;Attendance;Ward', [
      'p1@seen.example;24/11/2026;2,5;2;present;Ward 4',
      'P2@SEEN.EXAMPLE;2026-11-23;1;;late;',
      'p1@seen.example;2026-11-24;1;;present;',
      'nobody@seen.example;;;;;',
      ';;;;;',
      'p3@seen.example;;;;absent;',
    ]);
    const before = await count('true');
    const { report, ignored, sample } = await lists.compare(file, COURSE);
    expect([report.new, report.alreadyIssued, ignored, sample]).toEqual([2, 0, ['ward'], false]);
    expect(report.rejected.map(({ line, reason }) => [line, reason.split(' ').slice(0, 3).join(' ')])).toEqual([
      [4, 'The same person'],
      [5, 'Nobody has an'],
      [7, 'They were absent,'],
    ]);
    expect(await count('true')).toBe(before);
  });

  it('come from a page: chosen, seen, issued by the worker, with what is wrong said', async () => {
    await people(app.db, 2, 'page.example');
    const form = '/certificates/lists/new';
    const send = (bytes: Buffer | null, course = COURSE) =>
      admin.upload('/certificates/lists', 'file', bytes && { name: 'session.csv', bytes }, form, { course });
    for (const [bytes, course, words] of [
      [null, COURSE, 'Choose the CSV or XLSX file'],
      [csv('mail', ['a@b.example']), COURSE, 'no column “email”'],
      [csv('email', ['"a@b.example']), COURSE, 'a quotation mark is not closed'],
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), COURSE, 'cut off or damaged'],
      [csv('email', ['p1@page.example']), 'none', 'Choose the course'],
      [Buffer.alloc(6_000_000, 'a'), COURSE, 'at most 5 MB'],
    ] as const) {
      const refused = await send(bytes, course);
      expect([refused.status, refused.text.includes(words)]).toEqual([422, true]);
    }
    const sent = await send(csv('email,attendance', ['p1@page.example,present', 'p2@page.example,maybe']));
    const address = sent.headers['location'] ?? '';
    const seen = await admin.get(address).expect(200);
    for (const words of ['Issue 1 certificate', '“maybe” is no attendance']) expect(seen.text).toContain(words);
    await admin.submit(`${address}/applications`, {}, address);
    await app.get<Jobs>(Jobs).start();
    for (let tried = 0; tried < 200; tried += 1) {
      if ((await admin.get(address)).text.includes('The certificates are issued')) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await app.get<Jobs>(Jobs).stop();
    expect(await count(`person_id = (select id from person where email = 'p1@page.example')`)).toBe(1);
    expect((await admin.get('/certificates/lists').expect(200)).text).toContain('session.csv');
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    for (const closed of [form, address, '/certificates/lists']) await learner.get(closed).expect(403);
    for (const none of ['x', '0197a000-0000-7000-8000-000000000000'])
      await admin.get(`/certificates/lists/${none}`).expect(404);
  });

  it('are each issued once, whoever works on it and however often it stops', async () => {
    await people(app.db, 700, 'many.example');
    const lines = Array.from({ length: 700 }, (_, i) => `p${String(i + 1)}@many.example,2026-11-20,3,2,present`);
    const file = csv('email,date,hours,participatory_hours,attendance', lines);
    const compared = await lists.compare(file, COURSE);
    const id = await lists.keep(compared, 'many.csv');
    await expect(lists.issueNow(id)).resolves.toBeUndefined();
    expect(await count(`session_on = '2026-11-20'`)).toBe(0);
    expect([await lists.apply(id, { mailed: true }), await lists.apply(id, { mailed: true })]).toEqual([true, false]);

    // A process that dies in the middle of a chunk leaves nothing of that chunk behind.
    const query = app.db.query.bind(app.db);
    let audits = 0;
    app.db.query = (sql, params) => {
      if (sql.includes('insert into audit_entry') && ++audits === 2)
        return Promise.reject(new Error('the process dies'));
      return query(sql, params);
    };
    await expect(lists.issueNow(id)).rejects.toThrow('the process dies');
    app.db.query = query;
    expect(await count(`session_on = '2026-11-20'`)).toBe(500);
    const page = await admin.get(`/certificates/lists/${id}`).expect(200);
    expect(page.text).toContain('500 of 700 done');

    await Promise.all([lists.issueNow(id), lists.issueNow(id)]);
    expect(await count(`session_on = '2026-11-20' and is_current`)).toBe(700);
    const [told] = await app.db.query<{ n: number; people: number }>(
      `select count(*)::int as n, count(distinct to_address)::int as people from mail_message where to_address like '%@many.example'`,
    );
    expect(told).toEqual({ n: 700, people: 700 });
    const [line] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from audit_entry where action = 'certificates.issued' and details ->> 'listId' = $1`,
      [id],
    );
    expect(line?.n).toBe(700);
    expect((await admin.get(`/certificates/lists/${id}`)).text).toContain('The certificates are issued');

    const again = await lists.compare(file, COURSE);
    expect(again.report).toEqual({ new: 0, alreadyIssued: 700, rejected: [] });
  });

  it('cost as many statements for many as for few', async () => {
    await people(app.db, 220, 'cost.example');
    const statements = async (from: number, to: number) => {
      const lines = Array.from({ length: to - from }, (_, i) => `p${String(from + i + 1)}@cost.example,present`);
      const id = await lists.keep(await lists.compare(csv('email,attendance', lines), COURSE), 'cost.csv');
      await lists.apply(id, { mailed: true });
      return (await app.statementsOf(() => lists.issueNow(id))).length;
    };
    const few = await statements(0, 20);
    expect(await statements(20, 220)).toBe(few);
    expect(few).toBeLessThan(20);
  });

  it('say what was certified: participatory hours for presence, and no knowledge check', async () => {
    const [row] = await app.db.query<{ number: string }>(
      `select c.number from certificate c join person p on p.id = c.person_id where p.email = 'p7@many.example'`,
    );
    const number = row?.number ?? '';
    const page = await admin.get(`/certificates/${number}`).expect(200);
    expect(page.text).toContain('3 hours: 1 non-participatory, 2 participatory');
    expect(page.text).toContain('Live session with others');
    expect(page.text).not.toContain('Knowledge check');
    const pdf = (await admin.get(`/certificates/${number}.pdf`).buffer(true).expect(200)).body as Buffer;
    expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const badge = (await admin.get(`/certificates/${number}/badge.json`).expect(200)).body as {
      credentialSubject: { result: { value: string }[] };
    };
    expect(badge.credentialSubject.result.map(({ value }) => value)).toEqual(['3', '2']);
  });

  it('do not take the place of a certificate for the course taken here', async () => {
    const personId = await completions.person('Both Ways');
    const taken = await completions.numberOf(await completions.complete(personId));
    const [row] = await app.db.query<{ email: string }>('select email from person where id = $1', [personId]);
    const id = await lists.keep(await lists.compare(csv('email', [row?.email ?? '']), COURSE), 'one.csv');
    await lists.apply(id, { mailed: false });
    await lists.issueNow(id);
    expect(await count('person_id = $1 and is_current', personId)).toBe(2);
    const json = (await app.browser().get(`/verify/${taken}.json`)).body as { status: string };
    expect(json.status).toBe('valid');
  });
});

describe('the command certificates:issue', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await cloneDatabase('sample');
    folder = await mkdtemp(path.join(tmpdir(), 'lists-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const run = (...args: string[]) =>
    new Promise<{ status: number; out: string }>((resolve) => {
      const command = [path.join(root, 'dist/src/cli/main.js'), 'certificates:issue', ...args];
      const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, NODE_OPTIONS: '' };
      execFile(process.execPath, command, { cwd: root, env }, (error, out) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out });
      });
    });

  it('prints the report as JSON and nothing else, and issues when told to', async () => {
    const file = path.join(folder, 'session.csv');
    await writeFile(file, 'email,attendance\nlearner@beforehand.example,present\nnobody@x.example,present\n');
    const args = [file, '--course', COURSE, '--json'];
    const rejected = [{ line: 3, reason: expect.stringContaining('Nobody has an account') as unknown }];
    expect(JSON.parse((await run(...args)).out)).toEqual({ new: 1, alreadyIssued: 0, rejected });
    expect(JSON.parse((await run(...args, '--apply')).out)).toEqual({ new: 1, alreadyIssued: 0, rejected });
    const refused = await run(path.join(folder, 'none.csv'), '--course', COURSE, '--json');
    expect([refused.status, JSON.parse(refused.out)]).toEqual([
      1,
      {
        new: 0,
        alreadyIssued: 0,
        rejected: [{ line: 0, reason: expect.stringContaining('cannot be read') as unknown }],
      },
    ]);
  });

  it('issues each exactly once, also when it and the worker after it are killed', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const total = 3_000;
    const one = async (sql: string) => (await client.query<{ n: number }>(`select ${sql} as n`)).rows[0]?.n ?? 0;
    const issued = () => one("(select count(*)::int from certificate where session_on = '2026-10-01')");
    const unfinished = () => one('(select count(*)::int from certificate_list where finished_at is null)');
    const until = async (done: () => Promise<boolean>) => {
      for (let tries = 0; tries < 3_000 && !(await done()); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, NODE_OPTIONS: '' };
    const start = (...args: string[]) => {
      const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      return async (signal: 'SIGKILL' | 'SIGTERM') => {
        child.kill(signal);
        await ended;
      };
    };
    await people(
      { query: async (sql, params) => (await client.query(sql, params)).rows as never },
      total,
      'killed.example',
    );
    const file = path.join(folder, 'killed.csv');
    const lines = Array.from({ length: total }, (_, n) => `p${String(n + 1)}@killed.example,2026-10-01,present`);
    await writeFile(file, csv('email,date,attendance', lines));

    const cli = [path.join(root, 'dist/src/cli/main.js'), 'certificates:issue', file, '--course', COURSE];
    const endCommand = start(...cli, '--apply', '--mail');
    await until(async () => (await issued()) > 0);
    await endCommand('SIGKILL');
    const atFirst = await issued();
    const endWorker = start(path.join(root, 'dist/src/worker.js'));
    await until(async () => (await issued()) > atFirst);
    await endWorker('SIGKILL');
    const atSecond = await issued();
    expect([atFirst > 0, atSecond > atFirst, atSecond < total]).toEqual([true, true, true]);
    const endLast = start(path.join(root, 'dist/src/worker.js'));
    await until(async () => (await unfinished()) === 0);
    await endLast('SIGTERM');

    const { rows } = await client.query(
      `select count(*)::int as certificates, count(distinct c.person_id)::int as people,
         (select count(*)::int from mail_message where to_address like '%@killed.example') as mails,
         (select count(distinct to_address)::int from mail_message where to_address like '%@killed.example') as addresses
       from certificate c where c.session_on = '2026-10-01'`,
    );
    await client.end();
    expect(rows[0]).toEqual({ certificates: total, people: total, mails: total, addresses: total });
  }, 300_000);
});
