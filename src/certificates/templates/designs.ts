import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../platform/database/database.js';
import type { TemplateContent } from '../certificates.types.js';
import { NO_END, type ValidityTerms } from '../renewal/renewal.rules.js';
import type { Design } from './template.rules.js';

/** What templates give to certificates: read where one is issued, and where its file is set. */
@Injectable()
export class Designs {
  /** A logo is never changed, so it is kept in memory once read. */
  private readonly logos = new LRUCache<string, Buffer>({ max: 30 });

  constructor(private readonly database: Database) {}

  /**
   * With what a certificate of a course is issued now: the version that is in use of the template chosen for it, else of the
   * default one; and for how long it is valid. One statement.
   */
  async forCourse(courseId: string): Promise<{ design: Design; terms: ValidityTerms }> {
    const [row] = await this.database.query<ValidityTerms & { versionId: string | null; content: TemplateContent }>(
      `select c.valid_months as "validMonths", coalesce(c.renewal_days, $2) as "renewalDays", v.id as "versionId", v.content
         from (select $1::uuid as id) course left join certificate_course c on c.course_id = course.id
           left join lateral (
             select v.id, v.content from certificate_template t
               join certificate_template_version v on v.template_id = t.id and v.number = t.used_number
              where t.id = c.template_id or t.is_default
              order by t.id is not distinct from c.template_id desc limit 1) v on true`,
      [courseId, NO_END.renewalDays],
    );
    if (!row) throw new Error('A row of one statement is missing');
    const { validMonths, renewalDays, versionId, content } = row;
    return { design: versionId === null ? null : { versionId, content }, terms: { validMonths, renewalDays } };
  }

  /** The bytes of a logo. Throws when there is none: certificates name none that was not kept before. */
  async logo(sha256: string): Promise<Buffer> {
    const known = this.logos.get(sha256);
    if (known) return known;
    const [row] = await this.database.query<{ bytes: Buffer }>('select bytes from certificate_logo where sha256 = $1', [
      sha256,
    ]);
    if (!row) throw new Error(`There is no logo ${sha256}`);
    this.logos.set(sha256, row.bytes);
    return row.bytes;
  }
}
