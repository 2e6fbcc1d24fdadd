import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * As `npm start` runs it: Node otherwise spends on its youngest objects alone what the product needs in all, and the threads
 * that set certificates keep a pool of memory each.
 */
const NODE_OPTIONS = ['--min-semi-space-size=16', '--max-semi-space-size=16'];
const MALLOC_ARENA_MAX = '2';

/** A server of its own process, on the loopback address. */
export interface Server {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** What every part of the measurement shares. */
export interface Ground {
  databaseUrl: string;
  sessionSecret: string;
  stop(): Promise<void>;
}

/** A PostgreSQL for this run alone, in a folder that goes away afterwards. */
export async function startDatabase(): Promise<Ground> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'beforehand-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, port: null, logger: pino({ level: 'silent' }) });
  return {
    databaseUrl: postgres.url,
    sessionSecret: randomBytes(32).toString('hex'),
    stop: async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The product in production mode, without its job worker: nothing runs beside what is measured. */
export async function startProduct(ground: Ground): Promise<Server> {
  const port = await freePort();
  const environment = productEnvironment(ground, port);
  return startServer([...NODE_OPTIONS, 'dist/src/main.js'], environment, port, 'ready at');
}

/** The settings under which the product is measured. */
export function productEnvironment(ground: Ground, port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${String(port)}`,
    DATABASE_URL: ground.databaseUrl,
    SESSION_SECRET: ground.sessionSecret,
    MIGRATE_ON_START: 'true',
    WORKER_IN_WEB: 'false',
    // Mail is queued with its jobs, and no worker takes them.
    SMTP_URL: 'smtp://127.0.0.1:9',
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'error',
  };
}

/** A floor (floors.ts): what the machine can do with nothing of ours in it. */
export async function startFloor(name: 'http' | 'session', ground: Ground): Promise<Server> {
  const port = await freePort();
  const environment = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: ground.databaseUrl,
    SESSION_SECRET: ground.sessionSecret,
  };
  return startServer(['dist/bench/floors.js', name], environment, port, 'ready');
}

async function startServer(
  command: string[],
  environment: Record<string, string>,
  port: number,
  sign: string,
): Promise<Server> {
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], MALLOC_ARENA_MAX, ...environment },
  });
  await said(child, sign);
  return {
    url: `http://localhost:${String(port)}`,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function said(child: ChildProcess, sign: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes(sign)) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`A server that was to be measured ended with ${String(code)}: ${output}`));
    });
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resident memory of a process, in megabytes. */
export function residentMb(pid: number): number {
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
  return Math.round(kilobytes / 102.4) / 10;
}
