import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Storage } from '../../platform/storage/storage.js';
import { kindOf, mediaTypes, nameFor } from './file-kind.js';

export const READ_TEXT_JOB = 'documents.read-text';
export const SWEEP_JOB = 'documents.sweep-file';

const DAY_MS = 24 * 3_600_000;

/** A file that was sent and belongs to no document yet. */
export interface ShelvedFile {
  sha256: string;
  name: string;
  mediaType: string;
  size: number;
}

/**
 * Takes files in and lets go of those that nobody needs. A file's bytes are kept, its row is written and the bytes are
 * swept away under one lock for each hash, so that no row is ever without its bytes.
 */
@Injectable()
export class FileShelf {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the bytes for a day, in which a document may be made of them. Answers what is wrong with the file when it
   * is not one that is taken.
   */
  async shelve(name: string, bytes: Buffer): Promise<{ ok: true; file: ShelvedFile } | { ok: false; problem: string }> {
    const found = await kindOf(bytes);
    if (!found.ok) return found;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.database.transaction(async () => {
      await this.lock(sha256);
      // In the queue's time, which is the machine's.
      const runAt = new Date(Date.now() + DAY_MS);
      await this.jobs.add(SWEEP_JOB, { sha256 }, { key: `${SWEEP_JOB}:${sha256}`, runAt });
      await this.storage.put(bytes);
    });
    const { kind } = found;
    return { ok: true, file: { sha256, name: nameFor(name, kind), mediaType: mediaTypes[kind], size: bytes.length } };
  }

  /**
   * The row of a shelved file, made when there is none, with the job that reads its text. Undefined when its bytes
   * have been swept away since. Call inside a transaction.
   */
  async take(file: ShelvedFile, personId: string): Promise<string | undefined> {
    await this.lock(file.sha256);
    const [known] = await this.database.query<{ id: string }>(
      'select id from policy_file where sha256 = $1 and erased_at is null',
      [file.sha256],
    );
    if (known) return known.id;
    if (!(await this.storage.has(file.sha256))) return undefined;
    const [row] = await this.database.query<{ id: string }>(
      `insert into policy_file (id, sha256, name, media_type, size, uploaded_by_id, uploaded_at, text_state)
       values ($1, $2, $3, $4, $5, $6, $7, 'waiting')
       on conflict (sha256) do update set name = excluded.name, uploaded_by_id = excluded.uploaded_by_id,
         uploaded_at = excluded.uploaded_at, text_state = 'waiting', text_problem = null, pages = null, erased_at = null
       returning id`,
      [newId(), file.sha256, file.name, file.mediaType, file.size, personId, this.clock.now()],
    );
    const id = row?.id ?? '';
    await this.jobs.add(READ_TEXT_JOB, { fileId: id }, { key: `${READ_TEXT_JOB}:${id}` });
    return id;
  }

  /**
   * Lets go of a file when no document rests on it any more: of its name and text at once, of its bytes in a job. Its
   * hash stays, since withdrawn documents name it. Call inside a transaction.
   */
  async release(fileId: string): Promise<void> {
    const [file] = await this.database.query<{ sha256: string }>('select sha256 from policy_file where id = $1', [
      fileId,
    ]);
    if (!file) return;
    await this.lock(file.sha256);
    const erased = await this.database.query(
      `update policy_file f set erased_at = $2, name = 'erased', text_state = 'none', text_problem = null, pages = null
       where id = $1 and not exists (select from policy_document d where d.file_id = f.id and d.superseded_at is null) returning id`,
      [fileId, this.clock.now()],
    );
    if (erased.length === 0) return;
    await this.database.query('delete from policy_file_page where file_id = $1', [fileId]);
    await this.jobs.add(SWEEP_JOB, { sha256: file.sha256 }, { key: `${SWEEP_JOB}:${file.sha256}` });
  }

  /** Removes the bytes that no row names. */
  async sweep(sha256: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.lock(sha256);
      const needed = await this.database.query('select from policy_file where sha256 = $1 and erased_at is null', [
        sha256,
      ]);
      if (needed.length === 0) await this.storage.remove(sha256);
    });
  }

  private lock(sha256: string): Promise<void> {
    return this.database.lock(`policy-file ${sha256}`);
  }
}
