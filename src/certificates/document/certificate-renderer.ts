import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Injectable } from '@nestjs/common';
import { create, type Font } from 'fontkitten';
import { PinoLogger } from 'nestjs-pino';
import { PRODUCT_FOLDER } from '../../platform/shipped-data.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { certificateText } from './certificate-text.rules.js';
import type { Typeface } from './displayable.rules.js';
import { qrCode } from './qr-code.js';

const FOLDER = path.join(PRODUCT_FOLDER, 'assets/certificate');
const TEMPLATE = path.join(FOLDER, 'certificate.typ');
const FONTS = path.join(FOLDER, 'fonts');
/** Typst remembers what it laid out; forgetting this often keeps its memory flat and costs nothing measurable. */
const FORGET_EVERY = 8;
const FORGET_OLDER_THAN = 2;

interface Workshop {
  compiler: NodeCompiler;
  typefaces: Typeface[];
}

/** Sets certificates as PDF/UA-1 with Typst, in this process: about 5 ms each. Uses no font but those that ship. */
@Injectable()
export class CertificateRenderer {
  private workshop: Workshop | undefined;
  private rendered = 0;

  constructor(private readonly log: PinoLogger) {
    this.log.setContext(CertificateRenderer.name);
  }

  /** The bytes of the PDF. The same snapshot and instant give the same bytes. */
  render(snapshot: CertificateSnapshot, issuedAt: Date): Buffer {
    const { compiler, typefaces } = (this.workshop ??= openWorkshop());
    if (++this.rendered % FORGET_EVERY === 0) compiler.evictCache(FORGET_OLDER_THAN);
    try {
      return this.set(compiler, snapshot, issuedAt, typefaces);
    } catch (error) {
      // A typeface may have every character and still not their combination. Nobody goes without a certificate for it.
      this.log.warn({ err: error }, 'a certificate could not be set as it is; set again in plain letters');
      return this.set(compiler, snapshot, issuedAt, [isPlain]);
    }
  }

  private set(compiler: NodeCompiler, snapshot: CertificateSnapshot, issuedAt: Date, typefaces: Typeface[]): Buffer {
    const data = { ...certificateText(snapshot, typefaces), qr: qrCode(snapshot.verifyUrl) };
    return compiler.pdf(
      { mainFilePath: TEMPLATE, inputs: { data: JSON.stringify(data) } },
      { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: Math.floor(issuedAt.getTime() / 1000) },
    );
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

function isPlain(codePoint: number): boolean {
  return codePoint >= 0x20 && codePoint < 0x7f;
}
