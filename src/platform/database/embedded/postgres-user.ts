import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** How the database's programs are started. */
export interface PostgresUser {
  /** Who owns the data; null when it is whoever runs the product. */
  owner: { uid: number; gid: number } | null;
  /** What stands before a command, such as `setpriv …`. */
  prefix: string[];
}

/**
 * PostgreSQL refuses to run as root, so under root it runs as `postgres` or `nobody` (or as whoever owns the data
 * already). Where that user cannot reach `paths`, say below /root, it is given the one capability that lets it.
 * On Linux the database is told to stop when its parent dies, however it dies.
 */
export function postgresUser(dataFolder: string, paths: string[]): PostgresUser {
  const hasSetpriv = spawnSync('setpriv', ['--version']).status === 0;
  const endsWithParent = hasSetpriv ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (process.getuid?.() !== 0) return { owner: null, prefix: endsWithParent };
  if (!hasSetpriv)
    throw new EmbeddedPostgresError(
      'PostgreSQL does not run as root, and `setpriv` (package util-linux) is not here to run it as somebody else. Start Beforehand as an ordinary user, or set DATABASE_URL.',
    );
  const owner = ownerOf(dataFolder) ?? unprivilegedUser();
  const identity = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups'];
  const reach = paths.every((each) => othersCanReach(each))
    ? []
    : ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'];
  return { owner, prefix: [...endsWithParent, ...identity, ...reach] };
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    try {
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // This machine does not know the name; the next one may do.
    }
  }
  return { uid: 65534, gid: 65534 };
}

/** Whether everyone may pass through every folder above `file`, and read it. */
function othersCanReach(file: string): boolean {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
