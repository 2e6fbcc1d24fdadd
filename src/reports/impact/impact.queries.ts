import { Injectable } from '@nestjs/common';
import { LONDON } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { FEWEST_TOLD } from '../../platform/small-numbers.rules.js';
import type { ChangeTally, PairTally, QuestionTally, Reached } from './impact.rules.js';

/** So many of what people let us quote are shown at most. */
export const MOST_QUOTES = 50;

/** Answers are taken in by fives, in the order in which they came: whoever looks twice never sees the difference that one person makes. */
const BY_FIVES = `place <= whole - whole % ${String(FEWEST_TOLD)}`;
const YEAR = `extract(year from e.completed_at at time zone '${LONDON}')::int::text`;
/** Which of the grouping sets a row is of, and of which part. */
const PART = `case when grouping(profession) = 0 then 'profession' when grouping(year) = 0 then 'year' else 'everyone' end as by,
  case when grouping(profession) = 0 then profession when grouping(year) = 0 then year end as part`;
const SETS = 'grouping sets ((), (profession), (year))';

/** Counts what a course has done for those who took it, each question one statement. */
@Injectable()
export class ImpactQueries {
  constructor(private readonly database: Database) {}

  /** How many there were, answered, and would rather not. */
  async reached(courseId: string): Promise<Reached> {
    const [row] = await this.database.query<Reached>(
      `select count(*)::int as enrolled, count(e.completed_at)::int as completed,
         count(*) filter (where e.completed_at is not null and not b.declined)::int as before,
         count(*) filter (where e.completed_at is not null and b.declined)::int as "beforeDeclined",
         count(*) filter (where not a.declined)::int as after, count(*) filter (where a.declined)::int as "afterDeclined",
         count(n.id)::int as written,
         count(*) filter (where not p.declined)::int as practice,
         count(*) filter (where p.declined)::int as "practiceDeclined"
       from enrolment e
         left join survey_answer b on b.enrolment_id = e.id and b.moment = 'before'
         left join survey_answer a on a.enrolment_id = e.id and a.moment = 'after'
         left join survey_answer p on p.enrolment_id = e.id and p.moment = 'practice'
         left join notification n on n.subject_id = e.id and n.kind = 'practice' and n.cancelled_at is null
       where e.course_id = $1`,
      [courseId],
    );
    if (!row) throw new Error('A count has no row');
    return row;
  }

  /** Pairs of answers of one person: before the course, and after it or weeks later. `all` is the mean of what was answered both times. */
  pairs(courseId: string): Promise<PairTally[]> {
    const both = (statement: string) => `('${statement}', b.${statement}::float8, l.${statement}::float8)`;
    const statements = ['tell_apart', 'weigh', 'find', 'act'].map(both).join(', ');
    return this.database.query<PairTally>(
      `with answered as (
         select l.moment, l.answered_at, l.enrolment_id, p.profession, ${YEAR} as year, s.statement, s.before, s.later
           from survey_answer b join survey_answer l on l.enrolment_id = b.enrolment_id and l.moment <> 'before' and not l.declined
           join enrolment e on e.id = b.enrolment_id join person p on p.id = e.person_id
           cross join lateral (
             with said as (select * from (values ${statements}) as v(statement, before, later)
                where before is not null and later is not null)
             select * from said union all select 'all', avg(before), avg(later) from said having count(*) > 0) s
          where b.course_id = $1 and b.moment = 'before' and not b.declined),
       placed as (
         select *, row_number() over (partition by moment, statement order by answered_at, enrolment_id) as place,
             count(*) over (partition by moment, statement) as whole from answered)
       select moment, statement, ${PART}, count(*)::int as people, sum(before) as before, sum(later) as later,
         count(*) filter (where later > before)::int as rose, count(*) filter (where later < before)::int as fell
       from placed where ${BY_FIVES} group by moment, statement, ${SETS}
       order by moment, statement, by, part`,
      [courseId],
    );
  }

  /** Whether something is done differently since, of those who said. */
  changes(courseId: string): Promise<ChangeTally[]> {
    return this.database.query<ChangeTally>(
      `with placed as (
         select a.changed, p.profession, ${YEAR} as year, row_number() over (order by a.answered_at, a.enrolment_id) as place,
             count(*) over () as whole
           from survey_answer a join enrolment e on e.id = a.enrolment_id join person p on p.id = e.person_id
          where a.course_id = $1 and a.moment = 'practice' and a.changed is not null)
       select ${PART}, changed, count(*)::int as count from placed where ${BY_FIVES} group by changed, ${SETS}
       order by by, part, changed`,
      [courseId],
    );
  }

  /** Questions that were asked before the course and again in the check; those that were found to be wrong are left out. */
  questions(courseId: string): Promise<QuestionTally[]> {
    return this.database.query<QuestionTally>(
      `with placed as (
         select s.right_before, s.right_after, q.id, q.position, q.content ->> 'stemHtml' as stem, v.number, row_number() over (partition by s.question_id order by s.compared_at, s.enrolment_id) as place,
             count(*) over (partition by s.question_id) as whole
           from survey_question s join course_question q on q.id = s.question_id
           join course_version v on v.id = q.version_id
          where v.course_id = $1 and s.right_after is not null
            and not exists (select from question_correction c where c.question_id = q.id))
       select max(stem) as "stemHtml", count(*)::int as people,
         count(*) filter (where right_before)::int as before, count(*) filter (where right_after)::int as after
       from placed where ${BY_FIVES} group by id, position, number order by number desc, position limit 30`,
      [courseId],
    );
  }

  /** What people wrote and let us quote, in no order that tells when; how many there are, too. */
  async quotes(courseId: string): Promise<{ given: number; words: string[] }> {
    const rows = await this.database.query<{ words: string; given: number }>(
      `select words, count(*) over ()::int as given from survey_answer
        where course_id = $1 and moment = 'practice' and quotable and words <> ''
        order by md5(enrolment_id::text) limit $2`,
      [courseId, MOST_QUOTES],
    );
    return { given: rows[0]?.given ?? 0, words: rows.map(({ words }) => words) };
  }
}
