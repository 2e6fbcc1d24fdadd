import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { MailServer } from '../accounts/mail-server.js';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MANY = 1500;
const SENT = 150;

let database: TestDatabase;
let client: pg.Client;
let server: MailServer;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  database = await cloneDatabase('sample');
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  server = await MailServer.start();
  await client.query(
    `insert into person (id, email, name, profession, created_at, confirmed_at, search_key)
     select gen_random_uuid(), 'reminded' || n || '@ward.example', 'Reminded', 'nurse', now(), now(), '' from generate_series(1, $1) n`,
    [MANY],
  );
  await client.query(
    `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at, due_on)
     select gen_random_uuid(), p.id, v.course_id, v.id, now() - interval '60 days', current_date + 7
     from person p, course_version v where p.name = 'Reminded'`,
  );
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  await client.end();
  await server.stop();
  await database.drop();
});

/** A worker of the product as an installation would start it, with a mail server or without. */
async function start(smtpUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['dist/src/worker.js'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      NODE_OPTIONS: '',
      DATABASE_URL: database.url,
      SESSION_SECRET: 'a secret that the workers of the test share',
      SMTP_URL: smtpUrl,
      LOG_LEVEL: 'silent',
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('ready')) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`The worker ended with ${String(code)}`));
    });
  });
  return child;
}

async function count(sql: string): Promise<number> {
  return (await client.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]?.n ?? 0;
}

/** Waits until it is so, for a minute at most. */
async function until(sql: string, enough: (n: number) => boolean): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    // In quiet hours notices wait for the morning, and this test does not.
    await client.query('update graphile_worker._private_jobs set run_at = now() where run_at > now() and attempts = 0');
    if (enough(await count(sql))) return;
    await sleep(50);
  }
  throw new Error(`${sql} came to ${String(await count(sql))}`);
}

const run = `select graphile_worker.add_job('notifications.remind', '{"payload":{}}'::json)`;

it('tells each once when its worker is killed in the middle of a batch', async () => {
  worker = await start('');
  // It stands still in its second batch until it is dead: what it waits for is a lock.
  await client.query(
    `create function hold_up() returns trigger language plpgsql as $$ begin
       if (select count(*) from notification) >= 1500 then perform pg_advisory_xact_lock(42); end if; return null; end $$`,
  );
  await client.query(
    'create trigger hold_up before insert on mail_message for each statement execute function hold_up()',
  );
  await client.query('select pg_advisory_lock(42)');
  await client.query(run);
  await until(`pg_locks where locktype = 'advisory' and not granted`, (n) => n > 0);
  worker.kill('SIGKILL');
  await client.query('select pg_advisory_unlock(42)');
  await client.query('drop trigger hold_up on mail_message');
  expect(await count('notification')).toBe(1000);
  expect(await count('notification n join mail_message m on m.id = n.mail_message_id')).toBe(1000);
  // The next worker takes the same job up again; nobody asks for it a second time.
  worker = await start('');
  await until('notification', (n) => n === MANY);
  await until('graphile_worker.jobs', (n) => n === 0);
  expect(await count('notification n join mail_message m on m.id = n.mail_message_id')).toBe(MANY);
  expect(await count('mail_message')).toBe(MANY);
  worker.kill('SIGKILL');
}, 180_000);

it('sends nothing twice when it is killed while it sends', async () => {
  await client.query(
    `update enrolment set due_on = current_date + 2
      where id in (select id from enrolment where due_on is not null order by id limit $1)`,
    [SENT],
  );
  worker = await start(server.url);
  await client.query(run);
  await until('mail_message where sent_at is not null', (n) => n > 30);
  worker.kill('SIGKILL');
  worker = await start(server.url);
  // Another run on the same day, as an impatient operator might start.
  await client.query(run);
  await until('graphile_worker.jobs', (n) => n === 0);
  expect(await count(`notification where occasion like '%last'`)).toBe(SENT);
  // What was with the mail server when the worker died is not sent again: each came once, or is noted as not confirmed.
  const received = server.all();
  expect(new Set(received.map(({ to }) => to)).size).toBe(received.length);
  const doubtful = await count('mail_message where handed_at is not null and sent_at is null');
  expect(doubtful).toBeLessThanOrEqual(4);
  expect(received.length).toBeGreaterThanOrEqual(SENT - doubtful);
}, 180_000);
