import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { RepliesService } from '../../partnerships/replies.service.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { dataPackage, fileName, type WrittenFile } from './data-package.rules.js';
import { heardGaps } from './heard-gaps.rules.js';
import { OpenDataQueries } from './open-data.queries.js';
import { type Resource, resources } from './resources.rules.js';

type Row = Record<string, unknown>;

export interface OpenDataRelease {
  /** Names the state of the data; the same data have the same. */
  revision: string;
  made: Date;
  folder: string;
}

const DESCRIPTOR = 'datapackage.json';
/** Whoever began to download an earlier release has finished by then. */
const KEEP_MS = 3_600_000;

/**
 * The open data as files, written once for each state of the data and served as they are: so a download can be taken up
 * where it broke off. They hold nothing that is not in the database, and any process can write them anew.
 */
@Injectable()
export class OpenDataFiles {
  private writing: Promise<OpenDataRelease> | null = null;

  constructor(
    private readonly database: Database,
    private readonly queries: OpenDataQueries,
    private readonly replies: RepliesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The files of the present state, written first where nobody has asked for them yet. */
  async current(): Promise<OpenDataRelease> {
    this.writing ??= this.make().finally(() => {
      this.writing = null;
    });
    return this.writing;
  }

  async descriptor(release: OpenDataRelease): Promise<{ resources: { path: string; bytes: number }[] }> {
    return JSON.parse(await readFile(path.join(release.folder, DESCRIPTOR), 'utf8')) as never;
  }

  private make(): Promise<OpenDataRelease> {
    return this.database.transaction(async () => {
      // All tables as of one moment, whatever is written meanwhile.
      await this.database.query('set transaction isolation level repeatable read, read only');
      const ids = await this.queries.organisationIds();
      const heard = heardGaps((await this.replies.standing(ids)).values());
      const { mark, latest } = await this.queries.mark();
      const revision = createHash('sha256')
        .update(JSON.stringify([mark, heard.map((gap) => JSON.stringify(gap)).sort(), resources]))
        .digest('hex')
        .slice(0, 16);
      const home = path.resolve(this.config.dataDir, 'open-data');
      const release = { revision, made: latest, folder: path.join(home, revision) };
      if (await isThere(path.join(release.folder, DESCRIPTOR))) return release;
      const unfinished = path.join(home, `${revision}.${newId()}.unfinished`);
      await mkdir(unfinished, { recursive: true });
      const files: WrittenFile[] = [];
      for (const resource of resources)
        for (const format of ['csv', 'json'] as const) {
          const rows = this.queries.rows(resource.name, ids, heard);
          files.push({ resource: resource.name, format, ...(await write(unfinished, resource, format, rows)) });
        }
      const descriptor = dataPackage(files, revision, latest, this.config.provider.name);
      await writeFile(path.join(unfinished, DESCRIPTOR), JSON.stringify(descriptor, null, 2));
      // Another process may have been quicker; its files are the same.
      await rename(unfinished, release.folder).catch(() => rm(unfinished, { recursive: true, force: true }));
      await removeEarlier(home, revision);
      return release;
    });
  }
}

async function write(folder: string, resource: Resource, format: 'csv' | 'json', rows: AsyncIterable<Row>) {
  const hash = createHash('sha256');
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer | string, _encoding, done) {
      const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
  });
  const columns = resource.fields.map(({ name }) => name);
  const target = createWriteStream(path.join(folder, fileName(resource.name, format)));
  if (format === 'json') await pipeline(Readable.from(asJson(rows, columns)), counting, target);
  else
    await pipeline(
      Readable.from(rows),
      // A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
      stringify({ header: true, columns, escape_formulas: true, cast: { boolean: String } }),
      counting,
      target,
    );
  return { bytes, sha256: hash.digest('hex') };
}

async function* asJson(rows: AsyncIterable<Row>, columns: readonly string[]): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function removeEarlier(home: string, revision: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name === revision) continue;
    const folder = path.join(home, name);
    const found = await stat(folder).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > KEEP_MS) await rm(folder, { recursive: true, force: true });
  }
}
