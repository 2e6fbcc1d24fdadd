import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { TemplateContent } from '../certificates.types.js';

/** A template in one of its versions. */
export interface Template {
  id: string;
  name: string;
  newestNumber: number;
  usedNumber: number | null;
  isDefault: boolean;
  versionId: string;
  number: number;
  content: TemplateContent;
}

export interface ListedTemplate {
  id: string;
  name: string;
  newestNumber: number;
  usedNumber: number | null;
  isDefault: boolean;
  /** How many courses chose it. */
  courses: number;
}

export interface TemplateVersion {
  number: number;
  savedAt: Date;
  savedBy: string | null;
}

/** Reads templates, each question one statement. */
@Injectable()
export class TemplatesQueries {
  constructor(private readonly database: Database) {}

  /** In the version of that number; null: the newest. */
  async one(id: string, number: number | null): Promise<Template | undefined> {
    const [row] = await this.database.query<Template>(
      `select t.id, t.name, t.newest_number as "newestNumber", t.used_number as "usedNumber",
         t.is_default as "isDefault", v.id as "versionId", v.number, v.content
       from certificate_template t
         join certificate_template_version v on v.template_id = t.id and v.number = coalesce($2, t.newest_number)
       where t.id = $1`,
      [id, number],
    );
    return row;
  }

  /** By name, at most `limit`. */
  list(limit: number): Promise<ListedTemplate[]> {
    return this.database.query<ListedTemplate>(
      `select t.id, t.name, t.newest_number as "newestNumber", t.used_number as "usedNumber",
         t.is_default as "isDefault", count(c.course_id)::int as courses
       from certificate_template t left join certificate_course c on c.template_id = t.id
       group by t.id order by lower(t.name) limit $1`,
      [limit],
    );
  }

  /** The newest first, at most `limit`. */
  versions(id: string, limit: number): Promise<TemplateVersion[]> {
    return this.database.query<TemplateVersion>(
      `select v.number, v.saved_at as "savedAt", p.name as "savedBy"
         from certificate_template_version v left join person p on p.id = v.saved_by_id
        where v.template_id = $1 order by v.number desc limit $2`,
      [id, limit],
    );
  }
}
