import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { OptionTally } from './question-statistics.rules.js';

/** Of so many first attempts at most, the latest. */
export const SAMPLE = 20_000;

/**
 * Counts what was answered to the core questions of a version, in each learner's first attempt. Local questions are left
 * out: which of their options is right differs from Trust to Trust.
 */
@Injectable()
export class QuestionsQueries {
  constructor(private readonly database: Database) {}

  /** Each option of each core question, with how many chose it and how they did otherwise. */
  tallies(versionId: string, { code, nation }: { code: string; nation: string }): Promise<OptionTally[]> {
    return this.database.query(
      `with sample as materialized (select a.id, a.core_right from attempt a
           left join workplace w on w.id = a.workplace_id left join organisation o on o.id = w.organisation_id
           where a.course_version_id = $1 and a.submitted_at is not null
             and not exists (select from attempt b where b.enrolment_id = a.enrolment_id and b.course_version_id = $1 and b.number < a.number)
             and ($2 = '' or upper(o.code) = $2) and ($3 = '' or coalesce(o.nation, w.nation) = $3)
           order by a.submitted_at desc limit ${String(SAMPLE)}),
         options as (select q.id, q.id::text as question_id, q.key, q.position, q.content->>'stemHtml' as stem, (q.content->>'outcome')::int as outcome,
             o.n, o.option->>'id' as option_id, (o.option->>'correct')::boolean as correct, o.option->>'html' as html
           from course_question q cross join jsonb_array_elements(q.content->'options') with ordinality as o(option, n)
           where q.version_id = $1 and (q.content->>'core')::boolean),
         chosen as (select x.question_id, x.option_id, count(*)::int as count, sum(s.core_right)::float8 as sum,
             sum(s.core_right::float8 * s.core_right) as squares
           from sample s join attempt_answer x on x.attempt_id = s.id group by x.question_id, x.option_id)
       select o.key, o.stem as "stemHtml", o.outcome, o.html as "optionHtml", o.correct, coalesce(c.count, 0) as count,
         coalesce(c.sum, 0) as "scoreSum", coalesce(c.squares, 0) as "scoreSquares"
       from options o left join chosen c on c.question_id = o.question_id and c.option_id = o.option_id order by o.position, o.n`,
      [versionId, code, nation],
    );
  }
}
