import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { keptSecret } from '../../config/secret.js';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { PostgresUser } from './postgres-user.js';

/** The role that owns everything, and the database it owns. */
export const NAME = 'beforehand';

/** The major version of the PostgreSQL that ships. */
const MAJOR = '18';

export const clusterFolder = (dataDir: string) => path.join(dataDir, 'postgres');

export const clusterPassword = (dataDir: string) => keptSecret(path.join(dataDir, 'database-password'));

/** Makes the data folder of a new database, unless there is one. Either it is there whole, or it is not there. */
export function ensureCluster(dataDir: string, binaries: PostgresBinaries, user: PostgresUser): void {
  const folder = clusterFolder(dataDir);
  if (existsSync(folder)) {
    checkVersion(folder);
    return;
  }
  removeHalfMade(dataDir);
  const password = clusterPassword(dataDir);
  const half = path.join(dataDir, `postgres-being-made-${String(process.pid)}`);
  mkdirSync(path.join(half, 'data'), { recursive: true, mode: 0o700 });
  const passwordFile = path.join(half, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.owner)
    for (const each of [half, path.join(half, 'data'), passwordFile]) chownSync(each, user.owner.uid, user.owner.gid);
  const command = [
    ...user.prefix,
    binaries.initdb,
    ...['-D', path.join(half, 'data'), '-U', NAME, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'],
  ];
  const made = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8', cwd: '/' });
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      `The database could not be made in ${folder}: ${(made.error?.message ?? made.stderr).trim()}`,
    );
  }
  try {
    renameSync(path.join(half, 'data'), folder);
  } catch (error) {
    // Another process made it in the meantime: theirs is as good.
    if (!existsSync(folder)) throw error;
  }
  rmSync(half, { recursive: true, force: true });
}

function checkVersion(folder: string): void {
  const version = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR)
    throw new EmbeddedPostgresError(
      `The data in ${folder} belong to PostgreSQL ${version}, and this product ships ${MAJOR}. Restore a backup into a new DATA_DIR (see "Back up and restore" in the README).`,
    );
}

/** What processes that were killed while making a database have left behind. */
function removeHalfMade(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^postgres-being-made-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
