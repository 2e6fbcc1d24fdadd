import { on } from 'node:events';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Database } from '../../../platform/database/database.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Storage } from '../../../platform/storage/storage.js';
import type { FileKind, TextPage, TextState } from '../../documents.types.js';
import { kindOfMedia } from '../file-kind.js';
import { READ_TEXT_JOB } from '../file-shelf.js';
import { isText, pageText, partsOf } from './paragraphs.rules.js';
import { notes } from './text-notes.rules.js';
import type { FromWorker } from './text-worker.types.js';

/** The thread's own file, beside this one, as source or as built. */
const WORKER = new URL(`./text.worker${path.extname(import.meta.url)}`, import.meta.url);
const HEAP_MB = 512;
const LOOK_EVERY_MS = 250;
const PAGES_AT_ONCE = 25;
const MOST_CHARACTERS = 20_000_000;

/** What came of reading a file. */
interface Outcome {
  state: TextState;
  problem: string | null;
  pages: number | null;
}

/**
 * Reads the text of files, one thread for each, bounded in time and memory. Repeatable: a reading that was cut off begins anew,
 * and a file's state changes only when its text is whole.
 */
@Injectable()
export class TextReading {
  /** Decoders keep their memory outside the heap that the thread's own limit bounds, so the process is watched. */
  readonly limits = { ms: 120_000, growthBytes: 1_200 * 1_048_576 };

  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly jobs: Jobs,
    private readonly log: PinoLogger,
  ) {
    this.log.setContext(TextReading.name);
  }

  /** Reads the file if it waits to be read. */
  async read(fileId: string): Promise<void> {
    const [file] = await this.database.query<{ sha256: string; mediaType: string }>(
      `select sha256, media_type as "mediaType" from policy_file where id = $1 and text_state = 'waiting'`,
      [fileId],
    );
    if (!file) return;
    const bytes = await buffer(await this.storage.open(file.sha256));
    await this.database.query('delete from policy_file_page where file_id = $1', [fileId]);
    const outcome = await this.take(fileId, kindOfMedia(file.mediaType), bytes);
    await this.database.transaction(async () => {
      const kept = await this.database.query(
        `update policy_file set text_state = $2, text_problem = $3, pages = $4 where id = $1 and erased_at is null returning id`,
        [fileId, outcome.state, outcome.problem, outcome.pages],
      );
      // Somebody may have taken the document back meanwhile.
      if (outcome.state !== 'ready' || kept.length === 0)
        await this.database.query('delete from policy_file_page where file_id = $1', [fileId]);
    });
  }

  /** Lets a file that could not be read be read once more. Call inside a transaction. */
  async again(fileId: string): Promise<void> {
    const waiting = await this.database.query(
      `update policy_file set text_state = 'waiting', text_problem = null, pages = null
       where id = $1 and text_state in ('failed', 'none', 'encrypted') and erased_at is null returning id`,
      [fileId],
    );
    if (waiting.length > 0) await this.jobs.add(READ_TEXT_JOB, { fileId }, { key: `${READ_TEXT_JOB}:${fileId}` });
  }

  private async take(fileId: string, kind: FileKind, bytes: Buffer): Promise<Outcome> {
    const read: string[] = [];
    const unreadable: number[] = [];
    let begun: Extract<FromWorker, { is: 'begun' }> | undefined;
    let unsaved: TextPage[] = [];
    let characters = 0;
    const save = async (least: number) => {
      if (unsaved.length < least || unsaved.length === 0) return;
      await this.save(fileId, unsaved);
      unsaved = [];
    };
    try {
      for await (const message of this.messages(kind, bytes)) {
        switch (message.is) {
          case 'begun':
            begun = message;
            await this.database.query('update policy_file set pages = $2 where id = $1', [fileId, message.pages]);
            break;
          case 'page': {
            if (message.items === null) unreadable.push(message.number);
            const text = pageText(message.items ?? []);
            characters += text.length;
            if (characters > MOST_CHARACTERS) return failed('It holds more text than can be taken in');
            read.push(text);
            unsaved.push({ number: message.number, text });
            await save(PAGES_AT_ONCE);
            break;
          }
          case 'text':
            if (message.text.length > MOST_CHARACTERS) return failed('It holds more text than can be taken in');
            read.push(...partsOf(message.text));
            unsaved = read.map((text, index) => ({ number: index + 1, text }));
            break;
          case 'encrypted':
            return { state: 'encrypted', problem: null, pages: null };
          case 'failed':
            this.log.warn({ fileId, kind, detail: message.detail }, 'a document could not be read');
            return failed('It is damaged, cut off, or not made as such files are');
        }
      }
    } catch (error) {
      if (!(error instanceof ReadingStopped)) throw error;
      this.log.warn({ fileId, kind, detail: error.message }, 'reading a document was stopped');
      return failed(error.message);
    }
    if (begun !== undefined && read.length < begun.pages) return failed('The reading broke off before its last page');
    if (!isText(read)) return { state: 'none', problem: null, pages: begun?.pages ?? null };
    await save(1);
    const problem = notes({
      pages: read,
      unreadable,
      beyond: begun?.beyond ?? 0,
      isCutOff: begun?.isCutOff ?? false,
      kind,
    });
    return { state: 'ready', problem, pages: read.length };
  }

  /** What the thread tells, until it ends. Throws ReadingStopped when it had to be ended. */
  private async *messages(kind: FileKind, bytes: Buffer): AsyncGenerator<FromWorker> {
    const copy = Uint8Array.from(bytes);
    const worker = new Worker(WORKER, {
      workerData: { bytes: copy, kind },
      transferList: [copy.buffer],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      stdout: true,
      stderr: true,
    });
    const began = Date.now();
    const rssBefore = process.memoryUsage.rss();
    let stopped: string | undefined;
    const guard = setInterval(() => {
      if (Date.now() - began > this.limits.ms) stopped = 'Reading it took too long';
      if (process.memoryUsage.rss() - rssBefore > this.limits.growthBytes)
        stopped = 'Reading it needs more memory than there is';
      if (stopped !== undefined) void worker.terminate();
    }, LOOK_EVERY_MS);
    try {
      for await (const [message] of on(worker, 'message', { close: ['exit'] })) yield message as FromWorker;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      stopped = 'Reading it needs more memory than there is';
    } finally {
      clearInterval(guard);
      await worker.terminate();
    }
    if (stopped !== undefined) throw new ReadingStopped(stopped);
  }

  private async save(fileId: string, pages: readonly TextPage[]): Promise<void> {
    await this.database.query(
      `insert into policy_file_page (file_id, number, text)
       select $1, number, text from jsonb_to_recordset($2) as p(number integer, text text)`,
      [fileId, JSON.stringify(pages)],
    );
  }
}

class ReadingStopped extends Error {}

function failed(problem: string): Outcome {
  return { state: 'failed', problem, pages: null };
}
