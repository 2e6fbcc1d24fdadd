import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import {
  type EmbeddedPostgres,
  joinEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const logger = pino({ level: 'silent' });

/** Stands for the product: holds a database until it is told, or made, to end. */
const HOLDER = `
  import { startEmbeddedPostgres } from ${JSON.stringify(path.join(ROOT, 'dist/src/platform/database/embedded/embedded-postgres.js'))};
  import { pino } from 'pino';
  const held = await startEmbeddedPostgres({ dataDir: process.argv[2], port: null, logger: pino({ level: 'silent' }) });
  process.on('SIGTERM', () => held.stop().then(() => process.exit()));
  console.log(held.url);
  setInterval(() => undefined, 1000);
`;

let folder: string;
let running: (EmbeddedPostgres | { stop: () => Promise<void> })[] = [];

beforeEach(() => {
  mkdirSync(path.join(ROOT, '.tmp'), { recursive: true });
  folder = path.join(mkdtempSync(path.join(ROOT, '.tmp/a folder with spaces ')), 'data');
});

afterEach(async () => {
  for (const each of running) await each.stop();
  running = [];
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

async function start(port: number | null = null): Promise<EmbeddedPostgres> {
  const started = await startEmbeddedPostgres({ dataDir: folder, port, logger });
  running.push(started);
  return started;
}

async function startHolder(): Promise<{ child: ChildProcess; url: string }> {
  const script = path.join(path.dirname(folder), 'holder.mjs');
  writeFileSync(script, HOLDER);
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'], cwd: ROOT });
  running.push({
    stop: () => {
      child.kill('SIGKILL');
      return Promise.resolve();
    },
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => {
      resolve(text.trim());
    });
  });
  return { child, url };
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  it('starts in a folder with spaces in its name, protected by a password that only its owner reads', async () => {
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    expect(statSync(path.join(folder, 'database-password')).mode & 0o077).toBe(0);
    const [hash] = await query<{ rolpassword: string }>(url, 'select rolpassword from pg_authid where rolcanlogin');
    expect(hash?.rolpassword).toMatch(/^SCRAM-SHA-256/);
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('keeps what was committed through a kill of everything, and leaves no process', async () => {
    const { child, url } = await startHolder();
    await query(url, 'create table kept (n int)');
    await query(url, 'insert into kept select generate_series(1, 1000)');
    const pid = Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    const again = await start();
    expect(await query(again.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  it('ends when its product is killed', async () => {
    const { child } = await startHolder();
    const pid = Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    child.kill('SIGKILL');
    for (let waited = 0; existsSync(`/proc/${String(pid)}`) && waited < 100; waited += 1) await sleep(100);
    expect(existsSync(`/proc/${String(pid)}`)).toBe(false);
  });

  it('says who holds the data, and lets commands join', async () => {
    const { child, url } = await startHolder();
    await expect(start()).rejects.toThrow(
      new RegExp(`in use by beforehand process ${String(child.pid)}.*Stop it first, or set DATA_DIR`),
    );
    expect(await joinEmbeddedPostgres(folder)).toEqual({ url });
  });

  it('is not joined where none runs', async () => {
    expect(await joinEmbeddedPostgres(folder)).toBeNull();
  });

  it('names a busy port and the setting that changes it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address() as { port: number };
    await expect(start(address.port)).rejects.toThrow(
      new RegExp(`Port ${String(address.port)} for the embedded database is in use.*DATABASE_PORT`),
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('clears away what a kill in the middle of the first start has left', async () => {
    mkdirSync(path.join(folder, 'postgres-being-made-999999999/data'), { recursive: true });
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(folder).filter((name) => name.startsWith('postgres-being-made'))).toEqual([]);
  });

  it('is not fooled by a lock file whose number another process has now', async () => {
    await (await start()).stop();
    running = [];
    writeFileSync(path.join(folder, 'postgres/postmaster.pid'), `${String(process.pid)}\n${folder}\n1\n5432\n\n\n`, {
      mode: 0o600,
    });
    if (process.getuid?.() === 0) {
      const { uid, gid } = statSync(path.join(folder, 'postgres'));
      execFileSync('chown', [`${String(uid)}:${String(gid)}`, path.join(folder, 'postgres/postmaster.pid')]);
    }
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
