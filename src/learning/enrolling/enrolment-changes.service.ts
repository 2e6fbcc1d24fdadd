import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import { type EnrolmentDates, extensionProblems, withdrawalProblems } from './enrolment.rules.js';

/** What is changed of other people's enrolments. Each verb answers the reasons against it; none when it is done. */
@Injectable()
export class EnrolmentChangesService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Gives the learner until another day, and keeps the day before with who moved it and why. */
  async moveDueDate(enrolmentId: string, dueOn: CivilDate, reason: string): Promise<string[]> {
    return this.database.transaction(async () => {
      const held = await this.hold(enrolmentId);
      const problems = extensionProblems(held, dueOn, this.clock.today());
      if (problems.length > 0) return problems;
      await this.database.query('update enrolment set due_on = $2 where id = $1', [enrolmentId, dueOn]);
      await this.keep(enrolmentId, { kind: 'due', dueOn, dueOnBefore: held.dueOn, reason });
      await this.record('enrolments.due_date_moved', enrolmentId, { from: held.dueOn, to: dueOn });
      return [];
    });
  }

  /**
   * Gives those of the people a due date who take the course without one. A date that stands is never moved by this, whichever
   * is earlier: it was promised. In the caller's transaction; three statements, however many people.
   */
  async giveDueDate(
    courseId: string,
    personIds: readonly string[],
    due: { on: CivilDate; reason: string; decidedById: string | null; cohortId: string },
  ): Promise<void> {
    const given = await this.database.query<{ id: string }>(
      `update enrolment set due_on = $3 where course_id = $1 and person_id = any($2::uuid[]) and due_on is null
         and completed_at is null and withdrawn_at is null returning id`,
      [courseId, personIds, due.on],
    );
    if (given.length === 0) return;
    await this.database.query(
      `insert into enrolment_change (id, enrolment_id, kind, due_on, reason, changed_at, changed_by_id)
       select id, "enrolmentId", 'due', $2, $3, $4, $5 from jsonb_to_recordset($1) as row(id uuid, "enrolmentId" uuid)`,
      [
        JSON.stringify(given.map(({ id }) => ({ id: newId(), enrolmentId: id }))),
        due.on,
        due.reason,
        this.clock.now(),
        due.decidedById,
      ],
    );
    await this.audit.recordAll(
      given.map(({ id }) => ({
        action: 'enrolments.due_date_moved',
        subjectKind: 'enrolment',
        subjectId: id,
        details: { from: null, to: due.on, cohort: due.cohortId },
      })),
    );
  }

  /** Takes the learner off the course. What they read and answered stays with the row, which nobody opens any more. */
  async withdraw(enrolmentId: string, reason: string): Promise<string[]> {
    return this.database.transaction(async () => {
      const held = await this.hold(enrolmentId);
      const problems = withdrawalProblems(held);
      if (problems.length > 0) return problems;
      await this.database.query('update enrolment set withdrawn_at = $2 where id = $1', [
        enrolmentId,
        this.clock.now(),
      ]);
      await this.keep(enrolmentId, { kind: 'withdrawn', dueOn: null, dueOnBefore: null, reason });
      await this.record('enrolments.withdrawn', enrolmentId, {});
      return [];
    });
  }

  /** Held until the transaction ends: a completion and a withdrawal come one after the other. */
  private async hold(enrolmentId: string): Promise<EnrolmentDates> {
    const [row] = isId(enrolmentId)
      ? await this.database.query<EnrolmentDates>(
          `select completed_at as "completedAt", withdrawn_at as "withdrawnAt", due_on as "dueOn"
             from enrolment where id = $1 for update`,
          [enrolmentId],
        )
      : [];
    if (!row) throw new NotFoundException('There is no such enrolment.');
    return row;
  }

  private async keep(
    enrolmentId: string,
    change: { kind: 'due' | 'withdrawn'; dueOn: CivilDate | null; dueOnBefore: CivilDate | null; reason: string },
  ): Promise<void> {
    await this.database.query(
      `insert into enrolment_change (id, enrolment_id, kind, due_on, due_on_before, reason, changed_at, changed_by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        enrolmentId,
        change.kind,
        change.dueOn,
        change.dueOnBefore,
        change.reason,
        this.clock.now(),
        actingPersonId(),
      ],
    );
  }

  private async record(action: string, enrolmentId: string, details: Record<string, unknown>): Promise<void> {
    await this.audit.record({ action, subjectKind: 'enrolment', subjectId: enrolmentId, details });
  }
}
