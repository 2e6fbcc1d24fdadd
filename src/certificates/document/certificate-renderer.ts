import { Injectable } from '@nestjs/common';
import { Typesetter } from '../../platform/typesetting/typesetter.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { Designs } from '../templates/designs.js';
import { certificateText, NOT_REVIEWED } from './certificate-text.rules.js';
import { qrCode } from './qr-code.js';

/** Sets certificates as PDF/UA-1. */
@Injectable()
export class CertificateRenderer {
  constructor(
    private readonly typesetter: Typesetter,
    private readonly designs: Designs,
  ) {}

  /** The bytes of the PDF. The same snapshot and instant give the same bytes. */
  async render(snapshot: CertificateSnapshot, issuedAt: Date, sampleReason = NOT_REVIEWED): Promise<Buffer> {
    const qr = qrCode(snapshot.verifyUrl);
    const pictures = new Map<string, string>();
    for (const { sha256 } of snapshot.template?.logos ?? [])
      pictures.set(sha256, inSvg(await this.designs.logo(sha256)));
    return this.typesetter.pdf(
      'certificate.typ',
      (typefaces) => {
        const text = certificateText(snapshot, typefaces, sampleReason);
        const logos = text.logos.map((logo) => ({ ...logo, svg: pictures.get(logo.sha256) ?? '' }));
        return { ...text, logos, qr };
      },
      issuedAt,
    );
  }
}

/** Typst is told everything as text, so a PNG goes within an SVG of its size (which a PNG has at a fixed place). */
function inSvg(png: Buffer): string {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)].map(String) as [string, string];
  const href = `data:image/png;base64,${png.toString('base64')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`;
}
