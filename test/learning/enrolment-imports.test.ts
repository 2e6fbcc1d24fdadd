import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import type { EnrolmentImportReport } from '../../src/learning/enrolment-import.service.js';
import { workbook } from '../policies/workbook-file.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';

const root = path.resolve(import.meta.dirname, '../..');
const HEADER = 'email,name,ods_code,profession';
const LIST = '/enrolments/advance-decisions/imports';
const csv = (...lines: string[]) => Buffer.from([HEADER, ...lines].join('\r\n'));

describe('a list of staff on the pages', () => {
  let app: TestApp;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z' });
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(() => app.close());

  const upload = (bytes: Buffer, fields: Record<string, string> = {}, name = 'staff.csv') =>
    admin.upload(LIST, 'file', { name, bytes }, LIST, { givenBy: 'Riverbank (fictional)', ...fields });
  const applied = async (page: string) => {
    expect((await admin.submit(`${page}/applications`, {}, page)).status).toBe(303);
    for (let tries = 0; tries < 100; tries += 1) {
      const { text } = await admin.get(page).expect(200);
      if (!text.includes('See how far it is')) return text;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The list was never applied');
  };
  const mailsTo = (address: string) =>
    app.db.query<{ text: string }>('select text from mail_message where to_address = $1', [address]);
  const enrolledBy = async (email: string) =>
    (
      await app.db.query<{ origin: string; reason: string; dueOn: string; by: string }>(
        `select e.origin, e.reason, e.due_on as "dueOn", by.email as by from enrolment e
           join person p on p.id = e.person_id left join person by on by.id = e.enrolled_by_id where p.email = $1`,
        [email],
      )
    )[0];

  it('is seen row by row, downloaded, and applied by the worker in the name of who pressed', async () => {
    const made = await upload(
      csv(
        'Learner@Beforehand.example,,,',
        'new@ward.example,"=HYPERLINK(""x"")",ZZ1,Nurse',
        'new@ward.example,Twice,,',
        'not an address,Nobody,,',
        `long@ward.example,${'N'.repeat(301)},,`,
        'code@ward.example,Somebody,XX99,',
        'work@ward.example,Somebody,,astronaut',
      ),
      { 'dueOn-day': '28', 'dueOn-month': '2', 'dueOn-year': '2027' },
    );
    const page = made.headers['location'] ?? '';
    const seen = (await admin.get(page).expect(200)).text;
    for (const words of [
      'Enrol 1 and invite 1',
      'The same address stands on line 3.',
      'is no email address.',
      'The name has more than 300 characters.',
      'No organisation has the code “XX99”.',
      'is no profession that is known here.',
    ])
      expect(seen).toContain(words);
    expect(await enrolledBy('learner@beforehand.example')).toBeUndefined();
    const download = (await admin.get(`${page}/outcomes.csv`).expect(200)).text;
    expect(download).toContain(`'=HYPERLINK`);
    expect(await applied(page)).toContain('2 of 2 rows done');
    expect(await enrolledBy('learner@beforehand.example')).toEqual({
      origin: 'file',
      reason: 'On a list of Riverbank (fictional)',
      dueOn: '2027-02-28',
      by: 'admin@beforehand.example',
    });
    const mails = await mailsTo('new@ward.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('Riverbank (fictional) gave them to us on 25 November 2026');
    // The same list again: nobody is enrolled, un-enrolled or written to twice.
    const again = await upload(csv('learner@beforehand.example,,,', 'new@ward.example,Somebody,,'));
    expect(await applied(again.headers['location'] ?? '')).toContain('Invited before; no second mail is sent.');
    expect(await mailsTo('new@ward.example')).toHaveLength(1);
    expect(await enrolledBy('learner@beforehand.example')).toMatchObject({ dueOn: '2027-02-28' });
  });

  it('enrols who registers with the address, once they have confirmed it', async () => {
    const link = /\/invitations\/\S+/.exec((await mailsTo('new@ward.example'))[0]?.text ?? '')?.[0] ?? '';
    const visitor = app.browser();
    const invitation = (await visitor.get(link).expect(200)).text;
    expect(invitation).toContain('new@ward.example');
    const registration = /href="(\/register\?[^"]*)"/.exec(invitation)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    expect(registration).toBe('/register?workplace=ZZ1');
    const fields = {
      workplace: 'ZZ1',
      name: 'New Somebody',
      email: 'new@ward.example',
      password: 'plum tram kettle',
      profession: 'nurse',
    };
    expect((await visitor.submit('/register', fields, registration)).status).toBe(303);
    let confirm = '';
    for (let tries = 0; tries < 100 && confirm === ''; tries += 1) {
      const texts = (await mailsTo('new@ward.example')).map(({ text }) => text).join('\n');
      confirm = /\/confirm\/\S+/.exec(texts)?.[0] ?? '';
      if (confirm === '') await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await enrolledBy('new@ward.example')).toBeUndefined();
    await visitor.submit(confirm, { password: 'plum tram kettle' });
    expect(await enrolledBy('new@ward.example')).toMatchObject({ origin: 'invitation', dueOn: '2027-02-28' });
    expect((await visitor.get('/learning')).text).toContain('Due by 28 February 2027');
    await visitor.get(link).expect(404);
  });

  it('lets who is invited join with another account, or have their details deleted', async () => {
    const made = await upload(csv('one@ward.example,One,,', 'two@ward.example,Two,,nurse'));
    const page = made.headers['location'] ?? '';
    await applied(page);
    const linkOf = async (address: string) =>
      /\/invitations\/\S+/.exec((await mailsTo(address))[0]?.text ?? '')?.[0] ?? '';
    const trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    const one = await linkOf('one@ward.example');
    expect((await trainer.submit(`${one}/acceptances`, {}, one)).headers['location']).toMatch(/^\/learning\//);
    const two = await linkOf('two@ward.example');
    const visitor = app.browser();
    expect((await visitor.submit(`${two}/refusals`, {}, two)).status).toBe(303);
    await visitor.get(two).expect(404);
    const [left] = await app.db.query<{ n: number }>(
      `select (select count(*) from enrolment_import_row where email = 'two@ward.example' or name = 'Two')::int
         + (select count(*) from enrolment_invitation where email = 'two@ward.example')::int as n`,
    );
    expect(left?.n).toBe(0);
    await visitor.get('/invitations/junk').expect(404);
  });

  it('says of files that are no list what they are', async () => {
    const told = async (bytes: Buffer, name = 'staff.csv') => {
      const answer = await upload(bytes, {}, name);
      expect(answer.status).toBe(422);
      return answer.text;
    };
    expect(await told(Buffer.from('name,ods_code\r\nA,ZZ1'))).toContain('email is missing');
    expect(await told(csv())).toContain('nobody below them');
    expect(await told(Buffer.from('%PDF-1.7'))).toContain('The file is a PDF');
    expect(await told(csv('a@b.example,"open'))).toContain('a quotation mark is not closed');
    expect(await told(Buffer.alloc(50 * 1_048_576, 'a'))).toContain('The file has more than 10 MB. Split it.');
    expect(await told(csv(...Array.from({ length: 10_001 }, (_, n) => `a${String(n)}@b.example`)))).toContain(
      '10,001 rows',
    );
    expect((await upload(csv('a@b.example,A,,'), { givenBy: '' })).text).toContain('Say who gave you the list');
    const latin = Buffer.from('email;name\r\na@b.example;Zo\u00eb', 'latin1');
    const old = (await admin.get((await upload(latin)).headers['location'] ?? '').expect(200)).text;
    expect(old).toContain('Zoë');
    expect(old).toContain('Windows-1252');
    const sheet = await workbook([HEADER.split(','), ['x@b.example', 'X', { formula: '1+1', value: 'ZZ1' }, 'nurse']]);
    const read = (await admin.get((await upload(sheet, {}, 'staff.xlsx')).headers['location'] ?? '').expect(200)).text;
    expect(read).toContain('x@b.example');
    expect(read).toContain('The sheet holds formulas.');
  });

  it('erases names and addresses in time, and then the links open nothing', async () => {
    app.clock.set('2027-03-01T10:00:00Z');
    const one = (await mailsTo('one@ward.example'))[0];
    expect(one).toBeDefined();
    await upload(csv('late@ward.example,Late,,'));
    await app.db.query(`select graphile_worker.reschedule_jobs(array(
      select id from graphile_worker.jobs where task_identifier = 'enrolments.erase-lists'), run_at := now())`);
    for (let tries = 0; tries < 100; tries += 1) {
      const [left] = await app.db.query<{ n: number }>(
        `select count(*)::int as n from enrolment_import_row r join enrolment_import i on i.id = r.import_id
          where r.email is not null and i.created_at < '2027-01-01'`,
      );
      if (left?.n === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const rows = await app.db.query<{ email: string }>(
      'select email from enrolment_import_row where email is not null',
    );
    expect(rows).toEqual([{ email: 'late@ward.example' }]);
    const ended = await app.db.query<{ by: string; kept: boolean }>(
      `select distinct ended_by as by, email is not null or organisation_id is not null as kept
         from enrolment_invitation where ended_at is not null order by 1`,
    );
    expect(ended).toContainEqual({ by: 'taken', kept: false });
    expect(ended.filter(({ kept }) => kept)).toEqual([]);
  });
});

describe('the command enrolments:import', () => {
  let database: TestDatabase;
  let folder: string;
  let client: pg.Client;

  beforeAll(async () => {
    database = await cloneDatabase('sample');
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    folder = await mkdtemp(path.join(tmpdir(), 'staff-'));
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const env = () => ({ ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, NODE_OPTIONS: '' });
  const command = (file: string, ...args: string[]) => [
    path.join(root, 'dist/src/cli/main.js'),
    'enrolments:import',
    file,
    '--course',
    'advance-decisions',
    '--json',
    ...args,
  ];
  const run = (file: string, ...args: string[]) =>
    new Promise<EnrolmentImportReport>((resolve, reject) => {
      execFile(process.execPath, command(file, ...args), { cwd: root, env: env() }, (_, out, err) => {
        try {
          resolve(JSON.parse(out) as EnrolmentImportReport);
        } catch {
          reject(new Error(err));
        }
      });
    });

  it('enrols each row exactly once, also when it was killed in between', async () => {
    const file = path.join(folder, 'many.csv');
    const people = Array.from({ length: 6_000 }, (_, n) => `p${String(n)}@ward.example,P ${String(n)},ZZ1,nurse`);
    await writeFile(file, csv(...people, 'learner@beforehand.example,,,', 'p1@ward.example,,,'));
    expect(await run(file)).toEqual({
      new: 1,
      alreadyEnrolled: 0,
      invited: 6_000,
      rejected: [{ line: 6_003, reason: 'The same address stands on line 3.' }],
    });
    const killed = spawn(process.execPath, command(file, '--apply'), { cwd: root, env: env(), stdio: 'ignore' });
    const ended = new Promise((resolve) => killed.once('exit', resolve));
    const count = async () =>
      (await client.query<{ n: number }>('select count(*)::int as n from enrolment_invitation')).rows[0]?.n ?? 0;
    for (let tries = 0; tries < 1_200 && (await count()) === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    killed.kill('SIGKILL');
    await ended;
    expect(await count()).toBeGreaterThan(0);
    // The same file goes on where it was; so does the worker, whose job is there already.
    expect(await run(file, '--apply')).toMatchObject({ invited: 6_000, rejected: [{ line: 6_003 }] });
    const { rows } = await client.query(
      `select (select count(*)::int from enrolment_invitation) as invited,
              (select count(distinct to_address)::int from mail_message) as addresses,
              (select count(*)::int from mail_message) as mails, (select count(*)::int from enrolment) as enrolled`,
    );
    expect(rows[0]).toEqual({ invited: 6_000, addresses: 6_000, mails: 6_000, enrolled: 1 });
  }, 180_000);

  it('refuses in the shape of a report', async () => {
    const file = path.join(folder, 'other.csv');
    await writeFile(file, 'a,b\n1,2\n');
    expect((await run(file)).rejected).toEqual([{ line: 0, reason: expect.stringContaining('email is missing') }]);
    expect((await run(path.join(folder, 'none.csv'))).rejected[0]?.reason).toContain('cannot be read');
  });
});
