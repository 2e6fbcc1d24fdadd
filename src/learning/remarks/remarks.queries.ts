import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Remark, RemarkAnswer, RemarkFilter, RemarkState } from './remarks.types.js';

const columns = `r.id, r.kind, r.words, r.sent_at as "sentAt", r.state, r.wants_mail as "wantsMail", r.person_id as "personId",
  json_build_object('id', c.id, 'slug', c.slug, 'title', v.content->>'title', 'version', v.number) as course,
  json_build_object('id', l.id, 'slug', l.slug, 'title', l.content->>'title') as lesson, r.block_key as "blockKey", r.variant,
  case when o.id is not null then json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) end as organisation,
  r.nation, r.region_code as "regionCode", r.icb_code as "icbCode", r.profession, r.profile_revision_id as "profileRevisionId",
  r.shown_on as "shownOn"`;
const source = `lesson_remark r join course_lesson l on l.id = r.lesson_id join course_version v on v.id = l.version_id
  join course c on c.id = v.course_id left join organisation o on o.id = r.organisation_id`;

/** Reads what learners told us. */
@Injectable()
export class RemarksQueries {
  constructor(private readonly database: Database) {}

  /**
   * At most `limit`: waiting ones the oldest first, so that nobody waits for ever, all others the newest first. They go on
   * behind the one with the id `after`.
   */
  list(filter: RemarkFilter, after: string | null, limit: number): Promise<Remark[]> {
    const [beyond, order] = filter.state === 'new' ? ['>', 'asc'] : ['<', 'desc'];
    return this.database.query(
      `select ${columns} from ${source} where ($1::text is null or r.state = $1) and ($2::text is null or c.slug = $2)
         and ($3::text is null or upper(o.code) = $3) and ($4::uuid is null or r.id ${beyond} $4) order by r.id ${order} limit $5`,
      [filter.state, filter.course, filter.code, after, limit],
    );
  }

  async counts(): Promise<Map<RemarkState, number>> {
    const rows = await this.database.query<{ state: RemarkState; count: number }>(
      'select state, count(*)::int as count from lesson_remark group by state',
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  async one(id: string): Promise<Remark | undefined> {
    const [row] = await this.database.query<Remark>(`select ${columns} from ${source} where r.id = $1`, [id]);
    return row;
  }

  /** What a person told us, the newest first, behind the one with the id `before`. */
  ofPerson(personId: string, before: string | null, limit: number): Promise<Remark[]> {
    return this.database.query(
      `select ${columns} from ${source} where r.person_id = $1 and ($2::uuid is null or r.id < $2) order by r.id desc limit $3`,
      [personId, before, limit],
    );
  }

  /** The latest first; of each of the remarks. */
  async answers(remarkIds: readonly string[]): Promise<Map<string, RemarkAnswer[]>> {
    const rows = await this.database.query<RemarkAnswer & { remarkId: string }>(
      `select a.id, a.remark_id as "remarkId", a.state, a.answer, v.number as version, a.answered_at as "answeredAt", p.name as "answeredBy"
       from lesson_remark_answer a left join course_version v on v.id = a.version_id left join person p on p.id = a.answered_by_id
       where a.remark_id = any($1) order by a.id desc`,
      [remarkIds],
    );
    return Map.groupBy(rows, ({ remarkId }) => remarkId);
  }

  /** The person's enrolment on the version that a lesson is in; null when they take another, or none. */
  async enrolmentFor(personId: string, lessonId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select e.id from course_lesson l
         join enrolment e on e.course_version_id = l.version_id and e.person_id = $1 and e.withdrawn_at is null
       where l.id = $2`,
      [personId, lessonId],
    );
    return row?.id ?? null;
  }

  /** Versions of a course that came after one, the newest first; at most 50. */
  laterVersions(courseId: string, than: number): Promise<{ id: string; number: number; publishedAt: Date }[]> {
    return this.database.query(
      `select id, number, published_at as "publishedAt" from course_version where course_id = $1 and number > $2
       order by number desc limit 50`,
      [courseId, than],
    );
  }

  /** The courses that remarks were made on, by title. */
  courses(): Promise<{ slug: string; title: string }[]> {
    return this.database.query(
      `select c.slug, (select v.content->>'title' from course_version v where v.course_id = c.id order by v.number desc limit 1) as title
       from course c order by title limit 500`,
    );
  }
}
