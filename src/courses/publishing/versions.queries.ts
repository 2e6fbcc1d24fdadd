import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import type { CourseReview, CourseVersion, LessonContent, LessonSummary } from '../courses.types.js';
import type { KnowledgeQuestion } from '../questions.types.js';
import { isRetiredSql } from '../retirement.rules.js';

/** What of a version is kept as one piece. */
export type VersionContent = Omit<
  CourseVersion,
  'id' | 'courseId' | 'slug' | 'number' | 'lessons' | 'publishedAt' | 'publishedOn'
>;
export type LessonPiece = Omit<LessonContent, 'id' | 'versionId' | 'slug' | 'position'>;
export type QuestionPiece = Omit<KnowledgeQuestion, 'id' | 'key'>;

interface VersionRow {
  id: string;
  courseId: string;
  slug: string;
  number: number;
  content: VersionContent;
  publishedAt: Date;
  lessons: LessonSummary[];
}

/** Reads published versions. */
@Injectable()
export class VersionsQueries {
  constructor(private readonly database: Database) {}

  /** @param open only of courses that are not retired */
  async newestIds(open: boolean): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select distinct on (v.course_id) v.id from course_version v
        where not ($1 and ${isRetiredSql('v.course_id')})
        order by v.course_id, v.number desc`,
      [open],
    );
    return rows.map((row) => row.id);
  }

  async newestId(slug: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select v.id from course_version v join course c on c.id = v.course_id where c.slug = $1 order by v.number desc limit 1`,
      [slug],
    );
    return row?.id ?? null;
  }

  /** The newest that was published by then; the first of all where none was. */
  async idAt(slug: string, at: Date): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select v.id from course_version v join course c on c.id = v.course_id where c.slug = $1
        order by v.published_at <= $2 desc, case when v.published_at <= $2 then -v.number else v.number end limit 1`,
      [slug, at],
    );
    return row?.id ?? null;
  }

  async idOf(slug: string, number: number): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select v.id from course_version v join course c on c.id = v.course_id where c.slug = $1 and v.number = $2`,
      [slug, number],
    );
    return row?.id ?? null;
  }

  async version(id: string): Promise<VersionRow | undefined> {
    const [row] = await this.database.query<VersionRow>(
      `select v.id, v.course_id as "courseId", c.slug, v.number, v.content, v.published_at as "publishedAt",
         (select coalesce(json_agg(json_build_object('id', l.id, 'slug', l.slug, 'title', l.content->'title', 'summary', l.content->'summary',
            'minutes', l.content->'minutes', 'position', l.position, 'outcomes', l.content->'outcomes') order by l.position), '[]')
          from course_lesson l where l.version_id = v.id) as lessons
       from course_version v join course c on c.id = v.course_id where v.id = $1`,
      [id],
    );
    return row;
  }

  async lesson(id: string): Promise<LessonContent | undefined> {
    const [row] = await this.database.query<
      Pick<LessonContent, 'id' | 'versionId' | 'slug' | 'position'> & { content: LessonPiece }
    >(`select id, version_id as "versionId", slug, position, content from course_lesson where id = $1`, [id]);
    if (!row) return undefined;
    const { content, ...rest } = row;
    return { ...content, ...rest };
  }

  async questions(versionId: string): Promise<KnowledgeQuestion[]> {
    const rows = await this.database.query<{ id: string; key: string; content: QuestionPiece }>(
      'select id, key, content from course_question where version_id = $1 order by position',
      [versionId],
    );
    return rows.map(({ content, ...rest }) => ({ ...content, ...rest }));
  }

  /** Every review of a version, the latest first. */
  reviews(versionId: string): Promise<CourseReview[]> {
    return this.database.query<CourseReview & { reviewedOn: CivilDate }>(
      `select id, kind, reviewer_name as "reviewerName", reviewer_role as "reviewerRole", reviewed_on as "reviewedOn", note,
         recorded_at as "recordedAt", recorded_by_id as "recordedById"
       from course_review where version_id = $1 order by recorded_at desc, id desc`,
      [versionId],
    );
  }
}
