import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { create, type Font } from 'fontkitten';
import { PinoLogger } from 'nestjs-pino';
import { Piscina } from 'piscina';
import { PRODUCT_FOLDER } from '../shipped-data.js';
import type { Typeface } from './displayable.rules.js';

const FOLDER = path.join(PRODUCT_FOLDER, 'assets/typeset');
const FONTS = path.join(FOLDER, 'fonts');
/** The threads' own file, beside this one, as source or as built. */
const WORKER = new URL(`./typeset.worker${path.extname(import.meta.url)}`, import.meta.url);
/** Each thread keeps its fonts and what it laid out last, some 50 MB. */
const MOST_THREADS = 4;
const IDLE_MS = 30_000;

/** Typst cannot set these words in these typefaces. */
class CannotBeSet extends Error {}

/** Sets documents as PDF/UA-1 with Typst, some 10 ms a page, in threads beside this one. Uses no font but those that ship. */
@Injectable()
export class Typesetter implements OnApplicationShutdown {
  private threads:
    Piscina<{ template: string; data: string; at: number }, { pdf: Uint8Array } | { refused: string }> | undefined;
  private known: Typeface[] | undefined;

  constructor(private readonly log: PinoLogger) {
    this.log.setContext(Typesetter.name);
  }

  /**
   * The bytes of the PDF: a template of assets/typeset with the words that are made for what the typefaces can show (give
   * every word to `displayable`: Typst refuses a glyph that no font has). Where it refuses them all the same, for a typeface
   * may have every character and not their combination, they are made once more for plain letters: nobody goes without.
   * The same words and instant give the same bytes. Throws where a thread failed.
   */
  async pdf(template: string, wordsFor: (typefaces: readonly Typeface[]) => object, at: Date): Promise<Buffer> {
    try {
      return await this.set(template, wordsFor((this.known ??= readTypefaces())), at);
    } catch (error) {
      if (!(error instanceof CannotBeSet)) throw error;
      // The words themselves are no matter for a log.
      this.log.warn({ template }, 'a document could not be set as it is; set again in plain letters');
      return this.set(template, wordsFor([isPlain]), at);
    }
  }

  private async set(template: string, data: object, at: Date): Promise<Buffer> {
    this.threads ??= new Piscina({
      filename: WORKER.href,
      workerData: { folder: FOLDER, fonts: FONTS },
      minThreads: 0,
      maxThreads: Math.min(MOST_THREADS, availableParallelism()),
      idleTimeout: IDLE_MS,
      // Sheets are set outside the script's own memory.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
    });
    const set = await this.threads.run({ template, data: JSON.stringify(data), at: at.getTime() });
    if ('refused' in set) throw new CannotBeSet(set.refused);
    const bytes = set.pdf;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async onApplicationShutdown(): Promise<void> {
    // Whoever waits for a sheet was served before: requests and jobs end first.
    await this.threads?.destroy();
  }
}

const isPlain: Typeface = (codePoint) => codePoint >= 0x20 && codePoint < 0x7f;

function readTypefaces(): Typeface[] {
  const files = readdirSync(FONTS).filter((name) => /\.(otf|ttf)$/.test(name));
  return familiesOf(files).map((each) => typeface(each));
}

/** Files by family: the part of their names before the dash. */
function familiesOf(files: string[]): string[][] {
  return [...Map.groupBy(files, (file) => file.slice(0, file.indexOf('-'))).values()];
}

/** A family can show what each of its files has: the same name may be set upright, italic and bold. */
function typeface(files: string[]): Typeface {
  const sets = files.map((file) => new Set((create(readFileSync(path.join(FONTS, file))) as Font).characterSet));
  return (codePoint) => sets.every((set) => set.has(codePoint));
}
