import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { DocumentSigner } from './document-signer.js';
import { CertificateRenderer } from './certificate-renderer.js';

interface Kept {
  personId: string;
  issuedAt: Date;
  snapshot: CertificateSnapshot;
  bytes: Buffer | null;
}

/** The files of certificates: rendered once, by a job or at the first download, and kept. */
@Injectable()
export class CertificateDocuments {
  constructor(
    private readonly database: Database,
    private readonly renderer: CertificateRenderer,
    private readonly signer: DocumentSigner,
    private readonly clock: Clock,
  ) {}

  /** The PDF of the certificate, if `mayRead` says so of its holder. Undefined for everything else. */
  async pdf(number: string, mayRead: (personId: string) => boolean): Promise<Buffer | undefined> {
    const [row] = await this.database.query<Kept & { id: string }>(
      `select c.id, c.person_id as "personId", c.issued_at as "issuedAt",
         case when d.bytes is null then c.snapshot end as snapshot, d.bytes
       from certificate c left join certificate_document d on d.certificate_id = c.id where c.number = $1`,
      [number],
    );
    if (!row || !mayRead(row.personId)) return undefined;
    return row.bytes ?? this.keep(row.id, row);
  }

  /** Renders the certificate's file, unless there is one. */
  async render(id: string): Promise<void> {
    const [row] = await this.database.query<Kept>(
      `select c.person_id as "personId", c.issued_at as "issuedAt", c.snapshot from certificate c
       where c.id = $1 and not exists (select from certificate_document d where d.certificate_id = c.id)`,
      [id],
    );
    if (row) await this.keep(id, row);
  }

  /** Renders many, a few at a time: setting is done in threads beside this one. */
  async renderSome(ids: readonly string[]): Promise<void> {
    const waiting = [...ids];
    const work = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await this.render(id);
    };
    await Promise.all([work(), work(), work(), work()]);
  }

  /** Two who render at the same moment both answer with what the first of them kept. */
  private async keep(id: string, { snapshot, issuedAt }: Kept): Promise<Buffer> {
    const bytes = await this.signer.sign(await this.renderer.render(snapshot, issuedAt));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const kept = await this.database.query(
      `insert into certificate_document (certificate_id, bytes, sha256, rendered_at) values ($1, $2, $3, $4)
       on conflict (certificate_id) do nothing returning sha256`,
      [id, bytes, sha256, this.clock.now()],
    );
    if (kept.length > 0) return bytes;
    const [first] = await this.database.query<{ bytes: Buffer }>(
      'select bytes from certificate_document where certificate_id = $1',
      [id],
    );
    return first?.bytes ?? bytes;
  }
}
