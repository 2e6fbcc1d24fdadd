import { Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import { AttemptClosing } from '../knowledge-check/attempt-closing.js';
import { type CheckAdjustment, endOfTime, termsFor } from '../knowledge-check/time-limit.rules.js';

export interface GivenAdjustment extends CheckAdjustment {
  reason: string;
  givenAt: Date;
  /** Null once their account was erased. */
  givenBy: string | null;
}

/** Arranges extra time and the like for one learner. What was arranged before stays on record. */
@Injectable()
export class AdjustmentsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly closing: AttemptClosing,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All that was arranged for an enrolment, the latest, which holds, first. At most 50. */
  of(enrolmentId: string): Promise<GivenAdjustment[]> {
    return this.database.query<GivenAdjustment>(
      `select a.extra_time as "extraTime", a.more_attempts as "moreAttempts", a.no_pause as "noPause", a.reason,
              a.given_at as "givenAt", p.name as "givenBy"
         from check_adjustment a left join person p on p.id = a.given_by_id
        where a.enrolment_id = $1 order by a.id desc limit 50`,
      [enrolmentId],
    );
  }

  /** Arranges it from now on, also for an attempt that is open. Answers false where it is what holds already. */
  async give(enrolmentId: string, adjustment: CheckAdjustment, reason: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const held = await this.database.query(
        'select from enrolment where id = $1 and withdrawn_at is null for update',
        [enrolmentId],
      );
      if (held.length === 0) throw new NotFoundException('Nobody takes the course by this enrolment.');
      const [latest] = await this.of(enrolmentId);
      if (latest && isSame(latest, adjustment) && latest.reason === reason) return false;
      await this.database.query(
        `insert into check_adjustment (id, enrolment_id, extra_time, more_attempts, no_pause, reason, given_at, given_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          newId(),
          enrolmentId,
          adjustment.extraTime,
          adjustment.moreAttempts,
          adjustment.noPause,
          reason,
          this.clock.now(),
          actingPersonId(),
        ],
      );
      await this.moveOpenAttempt(enrolmentId, adjustment);
      // What was arranged may tell of somebody's health: the record of changes says only that something was.
      await this.audit.record({ action: 'check_adjustments.given', subjectKind: 'enrolment', subjectId: enrolmentId });
      return true;
    });
  }

  /** Time that was given once is never taken back from an attempt under way. */
  private async moveOpenAttempt(enrolmentId: string, adjustment: CheckAdjustment): Promise<void> {
    const [open] = await this.database.query<{ id: string; versionId: string; startedAt: Date; dueAt: Date }>(
      `select id, course_version_id as "versionId", started_at as "startedAt", due_at as "dueAt" from attempt
        where enrolment_id = $1 and submitted_at is null and due_at is not null for update`,
      [enrolmentId],
    );
    if (!open) return;
    const { timeLimitMinutes } = termsFor(await this.courses.version(open.versionId), adjustment);
    const dueAt = endOfTime(open.startedAt, timeLimitMinutes);
    if (dueAt !== null && dueAt <= open.dueAt) return;
    await this.database.query('update attempt set due_at = $2 where id = $1', [open.id, dueAt]);
    if (dueAt !== null) await this.closing.plan(open.id, dueAt);
  }
}

const isSame = (one: CheckAdjustment, other: CheckAdjustment): boolean =>
  one.extraTime === other.extraTime && one.moreAttempts === other.moreAttempts && one.noPause === other.noPause;
