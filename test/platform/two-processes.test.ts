import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { TestBrowser } from '../support/test-browser.js';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A web process of the product, as an installation would start it. */
class WebProcess {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
  ) {}

  static async start(databaseUrl: string): Promise<WebProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        NODE_OPTIONS: '',
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        MIGRATE_ON_START: 'true',
        SESSION_SECRET: 'a secret that both processes of the test share',
        LOG_LEVEL: 'silent',
      },
    });
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('ready at')) resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`The process ended with ${String(code)}`));
      });
    });
    return new WebProcess(`http://localhost:${String(port)}`, child);
  }

  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    return ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('two web processes on one database', () => {
  let database: TestDatabase;
  let one: WebProcess;
  let other: WebProcess;

  beforeAll(async () => {
    database = await cloneDatabase('sample');
    [one, other] = await Promise.all([WebProcess.start(database.url), WebProcess.start(database.url)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await database.drop();
  });

  /** Sends the cookies of a browser to the other process, as a balancer would. */
  const balanced = async (cookies: string[], url: string, page: string, init: Omit<RequestInit, 'headers'> = {}) =>
    fetch(url + page, { ...init, redirect: 'manual', headers: { cookie: cookies.join('; ') } });

  const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

  it('know the same sessions and the same forms: signed in at one, signed in at the other', async () => {
    const page = await fetch(`${one.url}/sign-in`);
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    const anonymous = cookiesOf(page);
    const signedIn = await balanced(anonymous, other.url, '/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, email: 'learner@beforehand.example', password: SAMPLE_PASSWORD }),
    });
    expect(signedIn.status).toBe(303);
    const cookies = [...anonymous, ...cookiesOf(signedIn)];
    const account = await balanced(cookies, one.url, '/account');
    expect(account.status).toBe(200);
    expect(await account.text()).toContain('learner@beforehand.example');
    expect((await balanced(cookies, other.url, '/account')).status).toBe(200);
  });

  it('count tries together', async () => {
    const browsers = [new TestBrowser(one.url), new TestBrowser(other.url)];
    const statuses: number[] = [];
    for (let tried = 0; tried < 24 && !statuses.includes(429); tried += 1) {
      const browser = browsers[tried % 2];
      const answer = await browser?.submit('/sign-in', { email: 'nobody@beforehand.example', password: 'wrong' });
      statuses.push(answer?.status ?? 0);
    }
    expect(statuses.at(-1)).toBe(429);
    const refused = await browsers[statuses.length % 2]?.submit('/sign-in', {
      email: 'nobody@beforehand.example',
      password: 'wrong',
    });
    expect(refused?.status).toBe(429);
  });

  it('finish what is under way when one of them is told to stop, say so beforehand, and lose no job', async () => {
    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    // The page waits for this lock, so the request is surely under way when the process is told to stop.
    await slow.query('begin; lock table organisation in access exclusive mode');
    const answer = fetch(`${one.url}/trusts`);
    await sleep(300);
    const ended = one.stop();
    await sleep(50);
    expect((await fetch(`${one.url}/health/ready`)).status).toBe(503);
    await sleep(400);
    await slow.query(
      `select graphile_worker.add_job('mail.send', '{"requestId":"test","payload":{"messageId":"01934b5e-0000-7000-8000-000000000000"}}'::json)`,
    );
    await slow.query('commit');
    expect((await answer).status).toBe(200);
    expect(await ended).toBe(0);
    expect((await fetch(`${other.url}/trusts`)).status).toBe(200);
    const deadline = Date.now() + 10_000;
    let left = 1;
    while (left > 0 && Date.now() < deadline) {
      await sleep(100);
      const { rows } = await slow.query<{ left: number }>(
        `select count(*)::int as left from graphile_worker.jobs where task_identifier = 'mail.send'`,
      );
      left = rows[0]?.left ?? 0;
    }
    expect(left).toBe(0);
    await slow.end();
  });
});
