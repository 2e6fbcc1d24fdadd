import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import type { AskedQuestion } from '../../src/courses/questions.types.js';
import { joinEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import { TestBrowser } from '../support/test-browser.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const COURSE = '/courses/advance-decisions';

/** A product as it is installed, with the database that it starts itself; both are killed as a power cut would. */
let folder: string;
let port: number;
let web: ChildProcess | undefined;
let ended: Promise<unknown> = Promise.resolve();
let client: pg.Client;
let browser: TestBrowser;
let enrolment: string;
let attempt: string;

async function start(): Promise<void> {
  const { DATABASE_URL: _elsewhere, ...env } = process.env;
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...env,
      NODE_ENV: 'development',
      NODE_OPTIONS: '',
      PORT: String(port),
      DATA_DIR: folder,
      SESSION_SECRET: 'a secret that outlives the processes of the test',
      LOG_LEVEL: 'silent',
    },
  });
  web = child;
  ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('ready at')) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`The process ended with ${String(code)}`));
    });
  });
  client = new pg.Client({ connectionString: (await joinEmbeddedPostgres(folder))?.url });
  // It is cut off with the database.
  client.on('error', () => undefined);
  await client.connect();
}

const databaseProcess = () => Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

async function one<Row>(sql: string, params: unknown[] = []): Promise<Row | undefined> {
  return (await client.query(sql, params)).rows[0] as Row | undefined;
}

/** What is kept of the course that is being completed. */
const kept = () =>
  one<Record<string, unknown>>(
    `select (select submitted_at is not null from attempt where id = $1) as submitted,
       (select count(*)::int from attempt_answer where attempt_id = $1) as answers,
       (select completed_at is not null from enrolment where id = $2) as completed,
       (select count(*)::int from certificate where enrolment_id = $2) as certificates,
       (select count(*)::int from audit_entry where action = 'attempts.passed' and subject_id = $1::text) as recorded`,
    [attempt, enrolment],
  );

/** Holds back whatever writes a certificate, until nobody is there any more who would. */
const holdUp = `create or replace function hold_up() returns trigger language plpgsql as $$ begin
    perform pg_advisory_xact_lock(42); return null; end $$;
  create or replace trigger hold_up after insert on certificate for each statement execute function hold_up();
  select pg_advisory_lock(42)`;

async function somebodyIsHeldUp(): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const row = await one<{ n: number }>(
      `select count(*)::int as n from pg_locks where locktype = 'advisory' and objid = 42 and not granted`,
    );
    if (row?.n) return;
    await sleep(50);
  }
  throw new Error('Nobody came to write a certificate.');
}

beforeAll(async () => {
  mkdirSync(path.join(ROOT, '.tmp'), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, '.tmp/killed-'));
  port = await freePort();
  await start();
  browser = new TestBrowser(`http://localhost:${String(port)}`);
  await browser.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
  const course = await browser.get(COURSE);
  const enrolled = /href="\/learning\/([0-9a-f-]{36})"/.exec(course.text)?.[1];
  enrolment =
    enrolled ?? (await browser.submit(`${COURSE}/enrolments`, {}, COURSE)).headers['location']?.split('/').at(-1) ?? '';
  const lessons = await client.query<{ slug: string }>(
    `select l.slug from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1 order by l.position`,
    [enrolment],
  );
  for (const { slug } of lessons.rows) {
    const lesson = `/learning/${enrolment}/lessons/${slug}`;
    const shown = /name="shown" value="([^"]+)"/.exec((await browser.get(lesson)).text)?.[1] ?? '';
    await browser.submit(`${lesson}/completions`, { shown: shown.replaceAll('&#x3D;', '=') }, lesson);
  }
  const begun = await browser.submit(`/learning/${enrolment}/attempts`, {}, `/learning/${enrolment}`);
  attempt = /attempts\/([0-9a-f-]{36})/.exec(begun.headers['location'] ?? '')?.[1] ?? '';
  const row = await one<{ asked: AskedQuestion[] }>('select asked from attempt where id = $1', [attempt]);
  for (const [index, question] of (row?.asked ?? []).entries()) {
    const page = `/learning/${enrolment}/attempts/${attempt}/questions/${String(index + 1)}`;
    const answer = question.options.find(({ correct }) => correct)?.id ?? '';
    await browser.submit(`${page}/answers`, { answer }, page);
  }
}, 300_000);

afterAll(async () => {
  await client.end();
  web?.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('a course that is being completed', () => {
  const address = () => `/learning/${enrolment}/attempts/${attempt}`;
  const press = () => browser.submit(`${address()}/submissions`, {}, address());

  it('is completed not at all when the web process is killed in the middle, and no answer is lost', async () => {
    const before = await kept();
    expect(before).toMatchObject({ submitted: false, completed: false, certificates: 0, recorded: 0 });
    expect(before?.['answers']).toBeGreaterThan(5);
    await client.query(holdUp);
    const pressed = press().catch(() => 'cut off' as const);
    await somebodyIsHeldUp();
    web?.kill('SIGKILL');
    await ended;
    expect(await pressed).toBe('cut off');
    await start();
    expect(await kept()).toEqual(before);
    expect((await browser.get(address())).status).toBe(200);
  }, 240_000);

  it('is completed not at all when the database is killed in the middle', async () => {
    const before = await kept();
    await client.query(holdUp);
    const pressed = press().catch(() => 'cut off' as const);
    await somebodyIsHeldUp();
    process.kill(databaseProcess(), 'SIGKILL');
    // Without its database the product ends: whoever runs it starts it again.
    await ended;
    const answer = await pressed;
    expect(answer === 'cut off' || answer.status >= 500).toBe(true);
    await start();
    expect(await kept()).toEqual(before);
  }, 240_000);

  it('is then completed with one certificate, however often somebody presses in how many tabs', async () => {
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await kept()).toMatchObject({ submitted: true, completed: true, certificates: 1, recorded: 1 });
  }, 60_000);
});
