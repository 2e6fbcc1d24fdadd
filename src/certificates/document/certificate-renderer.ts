import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { Typeface } from '../../platform/typesetting/displayable.rules.js';
import { CannotBeSet, Typesetter } from '../../platform/typesetting/typesetter.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { certificateText } from './certificate-text.rules.js';
import { qrCode } from './qr-code.js';

/** Sets certificates as PDF/UA-1. */
@Injectable()
export class CertificateRenderer {
  constructor(
    private readonly log: PinoLogger,
    private readonly typesetter: Typesetter,
  ) {
    this.log.setContext(CertificateRenderer.name);
  }

  /** The bytes of the PDF. The same snapshot and instant give the same bytes. */
  async render(snapshot: CertificateSnapshot, issuedAt: Date): Promise<Buffer> {
    try {
      return await this.set(snapshot, issuedAt, this.typesetter.typefaces);
    } catch (error) {
      if (!(error instanceof CannotBeSet)) throw error;
      // A typeface may have every character and still not their combination. Nobody goes without a certificate for it.
      this.log.warn({ err: error }, 'a certificate could not be set as it is; set again in plain letters');
      return this.set(snapshot, issuedAt, [isPlain]);
    }
  }

  private set(snapshot: CertificateSnapshot, issuedAt: Date, typefaces: readonly Typeface[]): Promise<Buffer> {
    const data = { ...certificateText(snapshot, typefaces), qr: qrCode(snapshot.verifyUrl) };
    return this.typesetter.pdf('certificate.typ', data, issuedAt);
  }
}

function isPlain(codePoint: number): boolean {
  return codePoint >= 0x20 && codePoint < 0x7f;
}
