import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { readNumber } from '../../platform/readable-number.rules.js';
import { STANDING_REVOCATION } from '../certificate-status.rules.js';
import type { Certificate } from '../certificates.types.js';
import { containingWords } from '../../platform/database/like-pattern.js';

const columns = `c.id, c.number, c.person_id as "personId", c.enrolment_id as "enrolmentId", c.session_on as "sessionOn",
  c.course_id as "courseId", c.course_version_id as "courseVersionId", c.sample, c.issued_at as "issuedAt",
  c.issued_on as "issuedOn", c.valid_until as "validUntil", c.place, c.snapshot, d.sha256,
  s."on" as "supersededOn", n.number as "successor", n.corrects_id is not distinct from c.id as corrected,
  r."on" as "revokedOn", r.reason as "revocationReason"`;
const tables = `certificate c
  left join certificate_document d on d.certificate_id = c.id
  left join certificate_change s on s.certificate_id = c.id and s.kind = 'superseded'
  left join certificate n on n.id = s.successor_id
  left join certificate_change r on r.certificate_id = c.id and ${STANDING_REVOCATION}`;

/** Reads certificates. One statement each, however many there are. */
@Injectable()
export class CertificatesQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<Certificate | undefined> {
    return this.one('c.id = $1', [id]);
  }

  byNumber(number: string): Promise<Certificate | undefined> {
    return this.one('c.number = $1', [number]);
  }

  /** The certificate whose file has this SHA-256. */
  bySha256(sha256: string): Promise<Certificate | undefined> {
    return this.one('d.sha256 = $1', [sha256]);
  }

  /** What the enrolment led to last: a real certificate before a sample. */
  async ofEnrolment(enrolmentId: string): Promise<{ number: string; personId: string } | undefined> {
    const [row] = await this.database.query<{ number: string; personId: string }>(
      `select number, person_id as "personId" from certificate where enrolment_id = $1
       order by sample, id desc limit 1`,
      [enrolmentId],
    );
    return row;
  }

  /** What became of a sample: the number of the real certificate of the same completion. */
  async realOf(sample: Certificate): Promise<string | null> {
    const [row] = await this.database.query<{ number: string }>(
      `select number from certificate where person_id = $1 and course_id = $2 and not sample
         and (enrolment_id = $3 and course_version_id = $4 or session_on = $5) order by id desc limit 1`,
      [sample.personId, sample.courseId, sample.enrolmentId, sample.courseVersionId, sample.sessionOn],
    );
    return row?.number ?? null;
  }

  /** At most `limit` of a person's, the newest first. `before` is the id of the last one of the page before. */
  ofPerson(personId: string, before: string | null, limit: number): Promise<Certificate[]> {
    return this.database.query<Certificate>(
      `select ${columns} from ${tables} where c.person_id = $1 and ($2::uuid is null or c.id < $2)
       order by c.id desc limit $3`,
      [personId, before, limit],
    );
  }

  /** At most `limit` of everybody's, the newest first, whose name, number and code hold every word of the text. */
  all(text: string, before: string | null, limit: number): Promise<Certificate[]> {
    const words = containingWords(text);
    return this.database.query<Certificate>(
      `select ${columns} from ${tables}
       where ($1::uuid is null or c.id < $1)${words.map((_, index) => ` and c.search_key like $${String(index + 3)}`).join('')}
       order by c.id desc limit $2`,
      [before, limit, ...words],
    );
  }

  /** By a number as people write it. Throws NotFoundException when there is none. */
  async known(typed: string): Promise<Certificate> {
    const number = readNumber(typed);
    const certificate = number.ok ? await this.byNumber(number.number) : undefined;
    if (!certificate) throw new NotFoundException('There is no certificate with this number.');
    return certificate;
  }

  /** The places from one up to another of certificates that are taken back now: revoked, or corrected by another. */
  async placesTakenBack(from: number, before: number): Promise<number[]> {
    const rows = await this.database.query<{ place: number }>(
      `select c.place from certificate c where c.place >= $1 and c.place < $2
          and (c.id in (select r.certificate_id from certificate_change r where ${STANDING_REVOCATION})
            or c.id in (select n.corrects_id from certificate n where n.corrects_id is not null))
        order by c.place`,
      [from, before],
    );
    return rows.map((row) => row.place);
  }

  private async one(condition: string, params: unknown[]): Promise<Certificate | undefined> {
    const [row] = await this.database.query<Certificate>(`select ${columns} from ${tables} where ${condition}`, params);
    return row;
  }
}
