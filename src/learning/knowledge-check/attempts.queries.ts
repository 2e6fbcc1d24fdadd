import { Injectable } from '@nestjs/common';
import type { AskedQuestion } from '../../courses/courses.types.js';
import { Database } from '../../platform/database/database.js';

export interface AttemptRow {
  id: string;
  enrolmentId: string;
  courseVersionId: string;
  number: number;
  startedAt: Date;
  submittedAt: Date | null;
  coreRight: number | null;
  coreOf: number | null;
  localRight: number | null;
  localOf: number | null;
  passed: boolean | null;
}

export interface AttemptWithAnswers extends AttemptRow {
  asked: AskedQuestion[];
  /** The chosen option's id, by question id. */
  answers: Record<string, string>;
}

const COLUMNS = `attempt.id, attempt.enrolment_id as "enrolmentId", enrolment.course_version_id as "courseVersionId",
  attempt.number, attempt.started_at as "startedAt", attempt.submitted_at as "submittedAt",
  attempt.core_right as "coreRight", attempt.core_of as "coreOf", attempt.local_right as "localRight",
  attempt.local_of as "localOf", attempt.passed`;

const MINE = `from attempt
  join enrolment on enrolment.id = attempt.enrolment_id and enrolment.withdrawn_at is null and enrolment.person_id = $1
  join course on course.id = enrolment.course_id and course.slug = $2`;

/** Reads attempts; every read is bound to the person who asks. */
@Injectable()
export class AttemptsQueries {
  constructor(private readonly database: Database) {}

  /** All attempts of the person at the course's check, the first one first. */
  all(personId: string, courseSlug: string): Promise<AttemptRow[]> {
    return this.database.query<AttemptRow>(`select ${COLUMNS} ${MINE} order by attempt.number`, [personId, courseSlug]);
  }

  /** One attempt with its questions and answers; undefined when it is not there or not theirs. */
  async one(personId: string, courseSlug: string, number: number): Promise<AttemptWithAnswers | undefined> {
    const [row] = await this.database.query<AttemptWithAnswers>(
      `select ${COLUMNS}, attempt.asked,
              coalesce((select jsonb_object_agg(question_id, option_id) from attempt_answer where attempt_id = attempt.id), '{}') as answers
         ${MINE} where attempt.number = $3`,
      [personId, courseSlug, number],
    );
    return row;
  }
}
