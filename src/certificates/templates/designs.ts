import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../platform/database/database.js';
import type { TemplateContent } from '../certificates.types.js';
import type { Design } from './template.rules.js';

/** What templates give to certificates: read where one is issued, and where its file is set. */
@Injectable()
export class Designs {
  /** A logo is never changed, so it is kept in memory once read. */
  private readonly logos = new LRUCache<string, Buffer>({ max: 30 });

  constructor(private readonly database: Database) {}

  /** The version that is in use for a course: of the template that was chosen for it, else of the default one. */
  async forCourse(courseId: string): Promise<Design> {
    const [row] = await this.database.query<{ versionId: string; content: TemplateContent }>(
      `select v.id as "versionId", v.content from certificate_template t
         join certificate_template_version v on v.template_id = t.id and v.number = t.used_number
         left join certificate_course c on c.template_id = t.id and c.course_id = $1
        where c.course_id is not null or t.is_default order by c.course_id nulls last limit 1`,
      [courseId],
    );
    return row ?? null;
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
