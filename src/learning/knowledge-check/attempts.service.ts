import { BadRequestException, ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { AskedQuestion } from '../../courses/courses.types.js';
import { questionsToAsk } from '../../courses/question-asking.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import { londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import { EnrolmentCompleted } from '../learning.events.js';
import type { LearnerRow } from '../progress/learner.queries.js';
import { AttemptsQueries } from './attempts.queries.js';
import { attemptsLeft, type Marked, markAttempt } from './marking.rules.js';

/** The check cannot be begun now; the message says why. */
export class CheckNotOpen extends ConflictException {}

/** Starts, keeps and marks attempts at the knowledge check. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptsQueries,
    private readonly courses: CoursesService,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an attempt, with the questions that this learner is asked today; answers its number. An attempt that is open
   * already is gone on with. Throws CheckNotOpen when no attempt is left.
   */
  async start(learner: LearnerRow, context: TailoringContext): Promise<number> {
    const version = await this.courses.version(learner.courseVersionId);
    const questions = await this.courses.questions(learner.courseVersionId);
    return this.database.transaction(async () => {
      await this.database.query('select 1 from enrolment where id = $1 for update', [learner.enrolmentId]);
      const made = await this.database.query<{ number: number; open: boolean; passed: boolean | null }>(
        'select number, submitted_at is null as open, passed from attempt where enrolment_id = $1',
        [learner.enrolmentId],
      );
      const open = made.find((attempt) => attempt.open);
      if (open) return open.number;
      const passed = made.find((attempt) => attempt.passed);
      if (passed) return passed.number;
      if (attemptsLeft(version.attempts, made.length) === 0)
        throw new CheckNotOpen('You have used all attempts that this course allows.');
      const id = newId();
      const number = made.length + 1;
      await this.database.query(
        `insert into attempt (id, enrolment_id, number, started_at, workplace_id, profile_revision_id, asked)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          id,
          learner.enrolmentId,
          number,
          this.clock.now(),
          learner.workplaceId,
          learner.profileRevisionId,
          JSON.stringify(questionsToAsk(questions, context, id)),
        ],
      );
      await this.audit.record({ action: 'attempts.started', subjectKind: 'attempt', subjectId: id });
      return number;
    });
  }

  /**
   * Keeps the answer to the question at `position` (from 1); a later answer takes its place. Answers false when the attempt was
   * submitted meanwhile. Throws when the attempt, the question or the option is not there.
   */
  async answer(
    personId: string,
    course: string,
    number: number,
    position: number,
    optionId: string | undefined,
  ): Promise<boolean> {
    const attempt = await this.attempts.one(personId, course, number);
    const question = attempt?.asked[position - 1];
    if (!attempt || !question) throw new NotFoundException('There is no such question in this attempt.');
    if (!question.options.some((option) => option.id === optionId))
      throw new BadRequestException('That is not one of the answers to this question.');
    if (attempt.submittedAt !== null) return false;
    const kept = await this.database.query<{ id: string }>(
      `with open as (select id from attempt where id = $1 and submitted_at is null for share)
       insert into attempt_answer (attempt_id, question_id, option_id, answered_at)
       select id, $2, $3, $4 from open
       on conflict (attempt_id, question_id) do update set option_id = excluded.option_id, answered_at = excluded.answered_at
       returning attempt_id as id`,
      [attempt.id, question.id, optionId, this.clock.now()],
    );
    return kept.length > 0;
  }

  /**
   * Marks the attempt, once. Passing it completes the enrolment, and whoever listens to that does their part in the same
   * transaction. Answers what is still unanswered, and then changes nothing.
   */
  async submit(learner: LearnerRow, personId: string, course: string, number: number): Promise<AskedQuestion[]> {
    return this.database.transaction(async () => {
      await this.database.query('select 1 from enrolment where id = $1 for update', [learner.enrolmentId]);
      const attempt = await this.attempts.one(personId, course, number);
      if (!attempt) throw new NotFoundException('There is no such attempt.');
      if (attempt.submittedAt !== null) return [];
      const unanswered = attempt.asked.filter((question) => attempt.answers[question.id] === undefined);
      if (unanswered.length > 0) return unanswered;
      const version = await this.courses.version(attempt.courseVersionId);
      const marked = markAttempt(attempt.asked, attempt.answers, version.passMark);
      await this.database.query(
        `update attempt set submitted_at = $2, core_right = $3, core_of = $4, local_right = $5, local_of = $6, passed = $7
          where id = $1`,
        [
          attempt.id,
          this.clock.now(),
          marked.core.right,
          marked.core.of,
          marked.local.right,
          marked.local.of,
          marked.passed,
        ],
      );
      await this.audit.record({
        action: marked.passed ? 'attempts.passed' : 'attempts.failed',
        subjectKind: 'attempt',
        subjectId: attempt.id,
      });
      if (marked.passed) await this.completeEnrolment(learner, personId, marked);
      return [];
    });
  }

  private async completeEnrolment(learner: LearnerRow, personId: string, marked: Marked): Promise<void> {
    const now = this.clock.now();
    const completed = await this.database.query(
      'update enrolment set completed_at = $2 where id = $1 and completed_at is null returning id',
      [learner.enrolmentId, now],
    );
    if (completed.length === 0) return;
    await this.audit.record({
      action: 'enrolments.completed',
      subjectKind: 'enrolment',
      subjectId: learner.enrolmentId,
    });
    await this.events.publish(
      new EnrolmentCompleted({
        id: learner.enrolmentId,
        personId,
        courseVersionId: learner.courseVersionId,
        workplaceId: learner.workplaceId,
        enrolledOn: londonDate(learner.enrolledAt),
        completedOn: londonDate(now),
        completedAt: now,
        score: { ...marked.core, percent: marked.percent },
        minutes: null,
      }),
    );
  }
}
