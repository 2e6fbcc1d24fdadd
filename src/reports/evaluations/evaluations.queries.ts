import { Injectable } from '@nestjs/common';
import type { ScaleTally } from '../../learning/evaluation.rules.js';
import { Database } from '../../platform/database/database.js';
import { FEWEST_TOLD } from '../../platform/small-numbers.rules.js';

/** Which evaluations of a course: all, those of who took it alone, or those of one session. */
export type Of = 'all' | 'alone' | { session: string };

/** What somebody wrote; their name only where they gave it. */
export interface Written {
  id: string;
  practice: string;
  best: string;
  better: string;
  name: string | null;
}

export interface HeldSession {
  id: string;
  title: string;
  startsAt: Date;
}

const narrowed = (of: Of): string =>
  of === 'all'
    ? '$2::uuid is null'
    : of === 'alone'
      ? '$2::uuid is null and live_session_id is null'
      : 'live_session_id = $2';
/** All is shown beside its parts: a part too small to show is left out of it, or the difference would give it back. */
const fewest = (of: Of): number => (of === 'all' ? FEWEST_TOLD : 1);
const parameter = (of: Of): string | null => (typeof of === 'string' ? null : of.session);

/** Reads what learners say of courses and sessions, each question one statement. */
@Injectable()
export class EvaluationsQueries {
  constructor(private readonly database: Database) {}

  /** How many were asked, and how many answered. */
  async counts(courseId: string, of: Of): Promise<{ asked: number; given: number }> {
    const alone = '(select count(*) from enrolment where course_id = $1 and completed_at is not null)';
    const there = (condition: string) =>
      `(select count(*) from live_session_place p join live_session s on s.id = p.session_id
         where s.course_id = $1 and ${condition} and p.given_up_at is null and p.attendance <> 'absent')`;
    const asked = of === 'all' ? `${alone} + ${there('true')}` : of === 'alone' ? alone : there('s.id = $2');
    const [row] = await this.database.query<{ asked: number; given: number }>(
      `select (${asked})::int as asked, (select count(*) from evaluation where course_id = $1 and ${narrowed(of)})::int as given`,
      [courseId, parameter(of)],
    );
    return row ?? { asked: 0, given: 0 };
  }

  /** How often each degree was chosen; of all, only in parts in which at least five answered that statement (fewer in all are hidden anyway). */
  tallies(courseId: string, of: Of): Promise<ScaleTally[]> {
    return this.database.query<ScaleTally>(
      `select scale, degree, count(*)::int as count from (
           select s.scale, s.degree, count(*) over (partition by s.scale, e.live_session_id) as part,
               count(*) over (partition by s.scale) as whole
             from evaluation e cross join lateral (values
               ('relevant', e.relevant), ('outcomes', e.outcomes), ('clear', e.clear), ('balanced', e.balanced),
               ('confident', e.confident), ('recommend', e.recommend)) s(scale, degree)
            where e.course_id = $1 and ${narrowed(of)} and s.degree is not null) answered
        where part >= $3 or whole < ${String(FEWEST_TOLD)} group by scale, degree`,
      [courseId, parameter(of), fewest(of)],
    );
  }

  /**
   * What was written, in no order that tells when; after one of them, at most `limit`. Of all, only from parts with at least
   * five answers.
   */
  written(courseId: string, of: Of, after: string | null, limit: number): Promise<Written[]> {
    return this.database.query<Written>(
      `select e.id, e.practice, e.best, e.better, p.name from (
           select *, count(*) over (partition by live_session_id) as part from evaluation
            where course_id = $1 and ${narrowed(of)}) e left join person p on p.id = e.person_id
        where e.part >= $5 and ($3::uuid is null or e.id > $3)
          and (e.practice <> '' or e.best <> '' or e.better <> '') order by e.id limit $4`,
      [courseId, parameter(of), after, limit, fewest(of)],
    );
  }

  /** Sessions of the course that were held, the latest first; at most 100. */
  sessions(courseId: string, now: Date): Promise<HeldSession[]> {
    return this.database.query<HeldSession>(
      `select id, title, starts_at as "startsAt" from live_session where course_id = $1 and starts_at <= $2
          and cancelled_at is null order by starts_at desc, id desc limit 100`,
      [courseId, now],
    );
  }
}
