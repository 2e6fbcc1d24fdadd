import { Injectable } from '@nestjs/common';
import { type Retired, retiredSql } from '../../courses/retirement.rules.js';
import { type CivilDate, londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { closesAt } from './time-limit.rules.js';

export const CLOSE_JOB = 'attempts.close';
/** Jobs start by the database's clock, which may be a little ahead of ours: one that came too early would do nothing. */
const CLOCKS_APART_MS = 10_000;

/** An attempt whose time is up. `retired`: null while the course is open, or was completed. */
export interface DueAttempt {
  personId: string;
  enrolmentId: string;
  endedOn: CivilDate;
  retired: Retired | null;
}

/** Sees to it that an attempt whose time is up is submitted, whether or not its learner comes back. */
@Injectable()
export class AttemptClosing {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Plans it in the caller's transaction; a later plan for the same attempt takes the place of the earlier. */
  async plan(attemptId: string, dueAt: Date): Promise<void> {
    const runAt = new Date(closesAt(dueAt).getTime() + CLOCKS_APART_MS);
    await this.jobs.add(CLOSE_JOB, { attemptId }, { key: `${CLOSE_JOB} ${attemptId}`, runAt });
  }

  /** Whose attempt it is and when its time ended, if that is past and it is still open on a course that they take. */
  async due(attemptId: string): Promise<DueAttempt | undefined> {
    const [row] = await this.database.query<Omit<DueAttempt, 'endedOn'> & { dueAt: Date }>(
      `select e.person_id as "personId", e.id as "enrolmentId", a.due_at as "dueAt",
              case when e.completed_at is null then ${retiredSql('e.course_id')} end as retired
         from attempt a join enrolment e on e.id = a.enrolment_id
        where a.id = $1 and a.submitted_at is null and a.due_at is not null and e.withdrawn_at is null`,
      [attemptId],
    );
    if (!row || closesAt(row.dueAt) > this.clock.now()) return undefined;
    const { dueAt, ...due } = row;
    return { ...due, endedOn: londonDate(dueAt) };
  }
}
