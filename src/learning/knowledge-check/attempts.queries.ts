import { Injectable } from '@nestjs/common';
import type { AskedQuestion } from '../../courses/questions.types.js';
import { type Retired, retiredSql } from '../../courses/retirement.rules.js';
import { Database } from '../../platform/database/database.js';
import type { Tally } from '../progress/score.rules.js';

export interface AttemptRow {
  id: string;
  courseVersionId: string;
  number: number;
  startedAt: Date;
  /** Null, with the scores, while it is open. */
  submittedAt: Date | null;
  /** When its time ends; null where it has no limit. */
  dueAt: Date | null;
  core: Tally | null;
  local: Tally | null;
  passed: boolean | null;
}

export interface AttemptWithAnswers extends AttemptRow {
  enrolmentId: string;
  /** Null while its course is open, or was completed. */
  retired: Retired | null;
  asked: AskedQuestion[];
  /** The chosen option's id, by question id. */
  answers: Record<string, string>;
  /** What it gained by corrections, by question id. `gain` in hundredths of a mark, `at` an ISO instant. */
  corrected: Record<string, { gain: number; at: string; reason: string }>;
}

const COLUMNS = `a.id, a.course_version_id as "courseVersionId", a.number, a.started_at as "startedAt",
  a.submitted_at as "submittedAt", a.due_at as "dueAt", a.passed,
  case when a.submitted_at is not null then jsonb_build_object('right', a.core_right, 'of', a.core_of) end as core,
  case when a.submitted_at is not null then jsonb_build_object('right', a.local_right, 'of', a.local_of) end as local`;

const MINE = `from attempt a join enrolment e on e.id = a.enrolment_id and e.person_id = $1 and e.id = $2
  and (e.withdrawn_at is null or e.completed_at is not null)`;

/** Reads attempts; every read is bound to the person who asks. */
@Injectable()
export class AttemptsQueries {
  constructor(private readonly database: Database) {}

  /** The attempts of the person's enrolment, the first one first; of more than 200 the last ones. */
  async all(personId: string, enrolmentId: string): Promise<AttemptRow[]> {
    const rows = await this.database.query<AttemptRow>(`select ${COLUMNS} ${MINE} order by a.number desc limit 200`, [
      personId,
      enrolmentId,
    ]);
    return rows.reverse();
  }

  /** One attempt with its questions and answers; undefined when it is not there or not theirs. */
  async one(personId: string, enrolmentId: string, attemptId: string): Promise<AttemptWithAnswers | undefined> {
    const [row] = await this.database.query<AttemptWithAnswers>(
      `select ${COLUMNS}, a.enrolment_id as "enrolmentId", a.asked,
              case when e.completed_at is null then ${retiredSql('e.course_id')} end as retired,
              coalesce((select jsonb_object_agg(question_id, option_id) from attempt_answer where attempt_id = a.id), '{}') as answers,
              coalesce((select jsonb_object_agg(k.question_id, jsonb_build_object('gain', k.gain, 'at', k.corrected_at, 'reason', c.reason))
                from attempt_correction k join question_correction c on c.id = k.correction_id where k.attempt_id = a.id), '{}') as corrected
         ${MINE} where a.id = $3`,
      [personId, enrolmentId, attemptId],
    );
    return row;
  }
}
