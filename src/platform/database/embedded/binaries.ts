import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Absolute paths of the programs that this product starts. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL that npm installed for this machine, ready to run. Installed without install scripts its libraries
 * lack their links: they are made here, in a copy inside `dataDir` when the installed package may not be written to.
 */
export function findBinaries(dataDir: string): PostgresBinaries {
  const installed = installedFolder();
  if (linksAreComplete(installed)) return binariesIn(installed);
  try {
    makeLinks(installed);
    return binariesIn(installed);
  } catch {
    const copy = path.join(dataDir, 'postgres-programs');
    if (!linksAreComplete(copy)) {
      cpSync(installed, copy, { recursive: true });
      makeLinks(copy);
    }
    return binariesIn(copy);
  }
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(fileURLToPath(import.meta.resolve(name))), '../native');
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
    );
  }
}

const binariesIn = (folder: string): PostgresBinaries => ({
  initdb: path.join(folder, 'bin/initdb'),
  postgres: path.join(folder, 'bin/postgres'),
});

/** The package lists its links as paths from its own root: `native/lib/x.so.1.2` is what `native/lib/x.so` points to. */
function links(folder: string): { target: string; file: string }[] {
  const listed = JSON.parse(readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return listed.map(({ source, target }) => ({
    target: path.relative(path.dirname(target), source),
    file: path.join(folder, path.relative('native', target)),
  }));
}

function linksAreComplete(folder: string): boolean {
  return existsSync(path.join(folder, 'pg-symlinks.json')) && links(folder).every(({ file }) => existsSync(file));
}

function makeLinks(folder: string): void {
  for (const { target, file } of links(folder)) {
    try {
      symlinkSync(target, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
