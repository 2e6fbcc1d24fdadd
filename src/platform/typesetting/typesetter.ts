import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Injectable } from '@nestjs/common';
import { create, type Font } from 'fontkitten';
import { PRODUCT_FOLDER } from '../shipped-data.js';
import type { Typeface } from './displayable.rules.js';

const FOLDER = path.join(PRODUCT_FOLDER, 'assets/typeset');
const FONTS = path.join(FOLDER, 'fonts');
/** Typst remembers what it laid out; forgetting this often keeps its memory flat and costs nothing measurable. */
const FORGET_EVERY = 8;
const FORGET_OLDER_THAN = 2;

interface Workshop {
  compiler: NodeCompiler;
  typefaces: Typeface[];
}

/** Sets documents as PDF/UA-1 with Typst, in this process: a few ms a page. Uses no font but those that ship. */
@Injectable()
export class Typesetter {
  private workshop: Workshop | undefined;
  private made = 0;

  /** What the fonts can show: give every word to `displayable` first, for Typst refuses a glyph that no font has. */
  get typefaces(): readonly Typeface[] {
    return this.opened().typefaces;
  }

  /** The bytes of the PDF: a template of assets/typeset with its data. The same data and instant give the same bytes. */
  pdf(template: string, data: object, at: Date): Buffer {
    const { compiler } = this.opened();
    if (++this.made % FORGET_EVERY === 0) compiler.evictCache(FORGET_OLDER_THAN);
    return compiler.pdf(
      { mainFilePath: path.join(FOLDER, template), inputs: { data: JSON.stringify(data) } },
      { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: Math.floor(at.getTime() / 1000) },
    );
  }

  private opened(): Workshop {
    return (this.workshop ??= openWorkshop());
  }
}

function openWorkshop(): Workshop {
  const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: [FONTS] }] });
  const files = readdirSync(FONTS).filter((name) => /\.(otf|ttf)$/.test(name));
  return { compiler, typefaces: familiesOf(files).map((files) => typeface(files)) };
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
