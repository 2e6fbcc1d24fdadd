import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { isRetiredSql } from '../retirement.rules.js';

export interface Draft {
  id: string;
  slug: string;
  title: string;
  state: 'draft' | 'in_review' | 'published' | 'discarded';
  baseVersionId: string | null;
  /** Of the version that it began from. */
  baseNumber: number | null;
  createdAt: Date;
  createdBy: string;
}

/** A file of an open draft with its current words. */
export interface DraftFile {
  id: string;
  draftId: string;
  draftTitle: string;
  name: string;
  number: number;
  text: string;
  how: string;
  savedAt: Date;
  savedById: string;
  savedBy: string;
  removed: boolean;
}

export interface ListedCourse {
  slug: string;
  title: string;
  /** Null while nothing of it was published. */
  version: number | null;
  publishedAt: Date | null;
  /** By when it is read through again; null where nobody has said. */
  reviewBy: CivilDate | null;
  retired: boolean;
  draft: { id: string; state: string; title: string; savedAt: Date | null; savedBy: string | null } | null;
}

/** Older than this, a browser that said it has a file open does so no more. */
const PRESENT_SECONDS = 90;

const FILE = `select f.id, f.draft_id as "draftId", d.title as "draftTitle", f.name, f.current_number as number, r.text, r.how,
    r.saved_at as "savedAt", r.saved_by_id as "savedById", p.name as "savedBy", f.removed_at is not null as removed
  from course_draft_file f join course_draft d on d.id = f.draft_id
  join course_draft_revision r on r.file_id = f.id and r.number = f.current_number
  join person p on p.id = r.saved_by_id`;

/** Reads drafts of courses. */
@Injectable()
export class DraftsQueries {
  constructor(private readonly database: Database) {}

  /** Every course with its newest version, and every draft that is open: drafts of new courses too; at most 500. */
  courses(): Promise<ListedCourse[]> {
    return this.database.query(
      `select coalesce(v.slug, d.slug) as slug, coalesce(v.title, d.title) as title, v.number as version, v.published_at as "publishedAt",
         v.review_by as "reviewBy", coalesce(v.retired, false) as retired,
         case when d.id is null then null else json_build_object('id', d.id, 'state', d.state, 'title', d.title,
           'savedAt', last.saved_at, 'savedBy', last.name) end as draft
       from (select distinct on (c.id) c.slug, v.content->>'title' as title, v.number, v.published_at,
               (select review_by from course_review_day d where d.course_id = c.id order by d.id desc limit 1) as review_by,
               ${isRetiredSql('c.id')} as retired
             from course c join course_version v on v.course_id = c.id order by c.id, v.number desc) v
       full join (select * from course_draft where state in ('draft', 'in_review')) d on d.slug = v.slug
       left join lateral (select r.saved_at, p.name from course_draft_file f
           join course_draft_revision r on r.file_id = f.id and r.number = f.current_number join person p on p.id = r.saved_by_id
           where f.draft_id = d.id order by r.saved_at desc limit 1) last on true
       order by 2 limit 500`,
    );
  }

  async draft(id: string): Promise<Draft | undefined> {
    const [row] = await this.database.query<Draft>(
      `select d.id, d.slug, d.title, d.state, d.base_version_id as "baseVersionId", v.number as "baseNumber",
         d.created_at as "createdAt", p.name as "createdBy"
       from course_draft d join person p on p.id = d.created_by_id left join course_version v on v.id = d.base_version_id
       where d.id = $1`,
      [id],
    );
    return row;
  }

  async openId(slug: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `select id from course_draft where slug = $1 and state in ('draft', 'in_review')`,
      [slug],
    );
    return row?.id;
  }

  /** Whether a course or a draft has the slug already. */
  async isTaken(slug: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from course where slug = $1 union all select 1 from course_draft where slug = $1 and state in ('draft', 'in_review')`,
      [slug],
    );
    return rows.length > 0;
  }

  /** The files of a draft in the order of their names, without those that were removed. One statement, whatever their number. */
  files(draftId: string): Promise<DraftFile[]> {
    return this.database.query(`${FILE} where f.draft_id = $1 and f.removed_at is null order by f.name collate "C"`, [
      draftId,
    ]);
  }

  /** Those that were removed, the latest first; at most 20. */
  removed(draftId: string): Promise<DraftFile[]> {
    return this.database.query(
      `${FILE} where f.draft_id = $1 and f.removed_at is not null order by f.removed_at desc limit 20`,
      [draftId],
    );
  }

  async file(id: string): Promise<DraftFile | undefined> {
    const [row] = await this.database.query<DraftFile>(
      `${FILE} where f.id = $1 and f.removed_at is null and d.state in ('draft', 'in_review')`,
      [id],
    );
    return row;
  }

  async revision(fileId: string, number: number): Promise<{ number: number; text: string } | undefined> {
    const [row] = await this.database.query<{ number: number; text: string }>(
      'select number, text from course_draft_revision where file_id = $1 and number = $2',
      [fileId, number],
    );
    return row;
  }

  /** What was saved of a file, the newest first: at most `limit` with a lower number than `before`. */
  history(
    fileId: string,
    before: number | null,
    limit: number,
  ): Promise<{ number: number; how: string; savedAt: Date; savedBy: string; text: string }[]> {
    return this.database.query(
      `select r.number, r.how, r.saved_at as "savedAt", p.name as "savedBy", r.text from course_draft_revision r
       join person p on p.id = r.saved_by_id where r.file_id = $1 and ($2::int is null or r.number < $2)
       order by r.number desc limit $3`,
      [fileId, before, limit],
    );
  }

  /** Names of others who have the file open. */
  async othersPresent(fileId: string, personId: string, now: Date): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      `select p.name from course_draft_presence o join person p on p.id = o.person_id
       where o.file_id = $1 and o.person_id <> $2 and o.seen_at > $3 order by p.name limit 10`,
      [fileId, personId, new Date(now.getTime() - PRESENT_SECONDS * 1000)],
    );
    return rows.map(({ name }) => name);
  }
}
