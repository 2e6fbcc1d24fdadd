import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { findBinaries } from './binaries.js';
import { clusterFolder, clusterPassword, ensureCluster, NAME } from './cluster.js';
import { connect, holdData, type HeldData } from './connection.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { PostgresProcess, removeStaleLockFile, runningPostgres } from './postgres-process.js';
import { postgresUser } from './postgres-user.js';

export interface EmbeddedPostgres {
  /** With the password in it: never for a log. */
  url: string;
  /** Ends the database in order, and gives the data free. */
  stop: () => Promise<void>;
}

/** How long a start may take: a database that was killed replays what it had promised to keep. */
const READY_WITHIN_MS = 120_000;
/** How long the remains of a killed database may need to go away. */
const RETRY_FOR_MS = 15_000;

/**
 * Starts the product's own PostgreSQL on the loopback address, with its data in `dataDir`, and makes it first where there
 * is none. A database that outlived its product is taken over. `port: null` takes a free one. `fsync: false` is for tests.
 * Throws EmbeddedPostgresError when another product holds the data, the port is taken, or the database cannot run.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port: number | null;
  logger: Logger;
  fsync?: boolean;
}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const folder = clusterFolder(dataDir);
  const binaries = findBinaries(dataDir);
  const user = postgresUser(folder, [folder, binaries.postgres]);
  ensureCluster(dataDir, binaries, user);

  const retryUntil = Date.now() + RETRY_FOR_MS;
  for (;;) {
    const orphan = await takeOver(dataDir);
    if (orphan) return orphan;
    removeStaleLockFile(folder);
    const started = new PostgresProcess({
      command: [...user.prefix, binaries.postgres],
      folder,
      port: options.port ?? (await freePort()),
      fsync: options.fsync ?? true,
      logger: options.logger,
    });
    const url = addressOf(dataDir, started.port);
    if (await isReady(url, started)) {
      const held = await holdData(url, dataDir);
      await ensureDatabase(url);
      started.watch();
      return { url, stop: () => held.release().then(() => started.stop()) };
    }
    await started.saidAll();
    if (!started.mayBeTriedAgain() || Date.now() > retryUntil) throw started.explain(options.port !== null);
    await sleep(200);
  }
}

/** The database of a product that is running on this data folder, or null when none is. */
export async function joinEmbeddedPostgres(dataDir: string): Promise<{ url: string } | null> {
  const running = runningPostgres(clusterFolder(path.resolve(dataDir)));
  if (!running) return null;
  const url = addressOf(path.resolve(dataDir), running.port);
  return (await accepts(url)) ? { url } : null;
}

/** A database whose product is gone is adopted; one whose product lives is an error that says who that is. */
async function takeOver(dataDir: string): Promise<EmbeddedPostgres | null> {
  const running = runningPostgres(clusterFolder(dataDir));
  if (!running) return null;
  const url = addressOf(dataDir, running.port);
  if (!(await accepts(url))) return null;
  let held: HeldData;
  try {
    held = await holdData(url, dataDir);
    await ensureDatabase(url);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    // It was on its way out: the next look finds it gone.
    return null;
  }
  return { url, stop: () => held.release().then(() => running.stop()) };
}

function addressOf(dataDir: string, port: number): string {
  return `postgres://${NAME}:${encodeURIComponent(clusterPassword(dataDir))}@127.0.0.1:${String(port)}/${NAME}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function isReady(url: string, started: PostgresProcess): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS;
  while (!started.ended && Date.now() < until) {
    if (started.saidReady && (await accepts(url))) return true;
    await sleep(10);
  }
  return false;
}

async function accepts(url: string): Promise<boolean> {
  try {
    const client = await connect(url, 'postgres');
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = await connect(url, 'postgres');
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (found.rowCount === 0) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}
