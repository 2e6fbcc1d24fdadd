import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';

/** What somebody said of a version, or of the draft from which it was published. */
export interface RecordedReview {
  on: CivilDate;
  kind: 'peer' | 'clinical' | 'legal';
  verdict: 'approved' | 'changes';
  name: string;
  role: string;
  note: string | null;
}

/** Reads who reviewed a version, and what they said on the way there. */
@Injectable()
export class ReviewRecordQueries {
  constructor(private readonly database: Database) {}

  /**
   * In the order in which it was said; at most 500. What reviewers said of the draft is among it: a draft follows the version
   * before the one that it becomes. Reviews that publishing took over from the draft are said once.
   */
  of(versionId: string): Promise<RecordedReview[]> {
    return this.database.query<RecordedReview>(
      `with version as (select v.id, v.course_id, v.number, c.slug from course_version v join course c on c.id = v.course_id where v.id = $1),
       draft as (
         select d.id from course_draft d join version v on v.slug = d.slug
          where d.state = 'published' and d.base_version_id is not distinct from
            (select b.id from course_version b where b.course_id = v.course_id and b.number = v.number - 1)),
       said as (
         select t.given_at as at, t.kind, t.verdict, p.name, t.reviewer_role as role, t.note
           from course_draft_verdict t join draft d on d.id = t.draft_id join person p on p.id = t.reviewer_id
         union all
         select r.recorded_at, r.kind, 'approved', r.reviewer_name, r.reviewer_role, r.note
           from course_review r join version v on v.id = r.version_id
          where not exists (select from course_draft_verdict t join draft d on d.id = t.draft_id
            where t.kind = r.kind and t.verdict = 'approved' and t.reviewer_id = r.recorded_by_id and t.reviewer_role = r.reviewer_role))
       select (at at time zone 'Europe/London')::date as on, kind, verdict, name, role, note from said order by at limit 500`,
      [versionId],
    );
  }
}
