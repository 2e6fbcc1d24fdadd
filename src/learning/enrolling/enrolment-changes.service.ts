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
