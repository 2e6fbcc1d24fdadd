import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { QuestionTally } from './question-statistics.rules.js';

/** Of so many first attempts at most, the latest. */
export const SAMPLE = 20_000;

/**
 * Counts what was answered to the core questions of a version, in the first attempt of each enrolment: by its number,
 * since a later one must not take the place of a failed first that was deleted when its time was over. Local questions are left out: which of their options is right differs from Trust to Trust.
 */
@Injectable()
export class QuestionsQueries {
  constructor(private readonly database: Database) {}

  /** Each core question, with its different answers: how many gave each, and how they did otherwise. */
  tallies(versionId: string, { code, nation }: { code: string; nation: string }): Promise<QuestionTally[]> {
    return this.database.query(
      `with sample as materialized (select a.id, a.core_right from attempt a
           left join workplace w on w.id = a.workplace_id left join organisation o on o.id = w.organisation_id
           where a.course_version_id = $1 and a.submitted_at is not null
             and a.number = 1
             and ($2 = '' or upper(o.code) = $2) and ($3 = '' or coalesce(o.nation, w.nation) = $3)
           order by a.submitted_at desc limit ${String(SAMPLE)}),
         given as (select x.question_id, x.option_id as answer, count(*)::int as count, sum(s.core_right) as sum,
             sum(s.core_right * s.core_right) as squares
           from sample s join attempt_answer x on x.attempt_id = s.id group by x.question_id, x.option_id),
         tallied as (select question_id, jsonb_agg(jsonb_build_object('answer', answer, 'count', count, 'scoreSum', sum,
             'scoreSquares', squares) order by answer) as answers from given group by question_id)
       select q.key, q.content as question, coalesce(t.answers, '[]') as answers
       from course_question q left join tallied t on t.question_id = q.id::text
       where q.version_id = $1 and (q.content->>'core')::boolean order by q.position`,
      [versionId, code, nation],
    );
  }
}
