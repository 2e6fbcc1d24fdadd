import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { create, type Font } from 'fontkitten';
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
export class CannotBeSet extends Error {}

/** Sets documents as PDF/UA-1 with Typst, some 10 ms a page, in threads beside this one. Uses no font but those that ship. */
@Injectable()
export class Typesetter implements OnApplicationShutdown {
  private threads:
    Piscina<{ template: string; data: string; at: number }, { pdf: Uint8Array } | { refused: string }> | undefined;
  private known: Typeface[] | undefined;

  /** What the fonts can show: give every word to `displayable` first, for Typst refuses a glyph that no font has. */
  get typefaces(): readonly Typeface[] {
    return (this.known ??= readTypefaces());
  }

  /**
   * The bytes of the PDF: a template of assets/typeset with its data. The same data and instant give the same bytes. Throws
   * CannotBeSet where it is the data that Typst cannot set, and anything else where a thread failed.
   */
  async pdf(template: string, data: object, at: Date): Promise<Buffer> {
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
