import { Injectable } from '@nestjs/common';
import { Typesetter } from '../../platform/typesetting/typesetter.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { certificateText } from './certificate-text.rules.js';
import { qrCode } from './qr-code.js';

/** Sets certificates as PDF/UA-1. */
@Injectable()
export class CertificateRenderer {
  constructor(private readonly typesetter: Typesetter) {}

  /** The bytes of the PDF. The same snapshot and instant give the same bytes. */
  render(snapshot: CertificateSnapshot, issuedAt: Date): Promise<Buffer> {
    const qr = qrCode(snapshot.verifyUrl);
    return this.typesetter.pdf(
      'certificate.typ',
      (typefaces) => ({ ...certificateText(snapshot, typefaces), qr }),
      issuedAt,
    );
  }
}
