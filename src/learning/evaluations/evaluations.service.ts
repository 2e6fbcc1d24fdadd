import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Evaluation } from './evaluation.form.js';

/** What is evaluated: an enrolment that was completed, or a session at which somebody was. */
export interface EvaluationSubject {
  /** Of the enrolment or the session. */
  id: string;
  courseId: string;
  courseVersionId: string | null;
  liveSessionId: string | null;
}

/** Takes down what learners say, apart from who has said it. */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whether the person has said what they think of it. */
  async hasGiven(personId: string, subjectId: string): Promise<boolean> {
    const rows = await this.database.query(
      'select person_id from evaluation_given where person_id = $1 and subject_id = $2',
      [personId, subjectId],
    );
    return rows.length > 0;
  }

  /**
   * Keeps what somebody says, once for each enrolment and each session; answers false when they had said it before. Without
   * a name no row leads from them to their answers: that is also why they cannot change them afterwards.
   */
  async give(personId: string, subject: EvaluationSubject, said: Evaluation): Promise<boolean> {
    return this.database.transaction(async () => {
      const given = await this.database.query(
        `insert into evaluation_given (person_id, subject_id) values ($1, $2) on conflict do nothing returning person_id`,
        [personId, subject.id],
      );
      if (given.length === 0) return false;
      await this.database.query(
        `insert into evaluation (id, course_id, course_version_id, live_session_id, month, relevant, outcomes, clear,
           balanced, confident, recommend, practice, best, better, person_id)
         values ($1, $2, $3, $4, date_trunc('month', $5::date), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [
          randomUUID(),
          subject.courseId,
          subject.courseVersionId,
          subject.liveSessionId,
          this.clock.today(),
          said.relevant,
          said.outcomes,
          said.clear,
          said.balanced,
          said.confident,
          said.recommend,
          said.practice,
          said.best,
          said.better,
          said.named ? personId : null,
        ],
      );
      // Of what, never which: the row of the answers is not named.
      await this.audit.record({
        action: 'evaluations.given',
        subjectKind: subject.liveSessionId === null ? 'enrolment' : 'live_session',
        subjectId: subject.id,
      });
      return true;
    });
  }
}
