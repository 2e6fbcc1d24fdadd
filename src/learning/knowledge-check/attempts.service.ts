import { Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { AskedQuestion } from '../../courses/questions.types.js';
import { isClosed } from '../../courses/retirement.rules.js';
import { questionsToAsk } from '../../courses/question-asking.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { CorrectionsService } from '../corrections/corrections.service.js';
import { Enrolments } from '../progress/enrolments.js';
import { Learners } from '../progress/learners.js';
import { madeAt } from '../progress/made-at.rules.js';
import { SurveysService } from '../surveys/surveys.service.js';
import { AttemptsQueries, type AttemptWithAnswers } from './attempts.queries.js';
import { attemptsLeft, markAttempt, nextUnanswered } from './marking.rules.js';
import { AttemptClosing } from './attempt-closing.js';
import { pausedUntil } from './pause.rules.js';
import { endOfTime, GRACE_MS, isTimeUp, termsFor } from './time-limit.rules.js';

export type Started =
  | { outcome: 'started'; attemptId: string }
  | { outcome: 'no attempt left' | 'no workplace' }
  | { outcome: 'too early'; until: Date };
export type Submitted = { outcome: 'unanswered' | 'marked' | 'course completed'; attempt: AttemptWithAnswers };

/** Starts, keeps and marks attempts at the knowledge check. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptsQueries,
    private readonly learners: Learners,
    private readonly enrolments: Enrolments,
    private readonly courses: CoursesService,
    private readonly corrections: CorrectionsService,
    private readonly surveys: SurveysService,
    private readonly closing: AttemptClosing,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The person's own attempt. Throws NotFoundException for anybody else's. */
  async find(personId: string, enrolmentId: string, attemptId: string): Promise<AttemptWithAnswers> {
    const known = isId(enrolmentId) && isId(attemptId);
    const attempt = known ? await this.attempts.one(personId, enrolmentId, attemptId) : undefined;
    if (!attempt) throw new NotFoundException('You have made no such attempt at a knowledge check.');
    return attempt;
  }

  /**
   * Begins an attempt with the questions that this learner is asked today. One that is open already is gone on with,
   * and after a pass there is no other. After one that was not passed there may be a pause. Attempts count for the version that they were made for.
   */
  async start(personId: string, enrolmentId: string): Promise<Started> {
    return this.database.transaction(async () => {
      await this.enrolments.hold(personId, enrolmentId);
      const { row, version, context } = await this.learners.find(personId, enrolmentId);
      const all = await this.attempts.all(personId, enrolmentId);
      const made = all.filter((attempt) => attempt.courseVersionId === version.id);
      const standing = made.find((attempt) => attempt.submittedAt === null || attempt.passed);
      if (standing) return { outcome: 'started', attemptId: standing.id };
      const terms = termsFor(version, row.adjustment);
      if (attemptsLeft(terms.attempts, made.length) === 0) return { outcome: 'no attempt left' };
      const until = pausedUntil(made, terms.pauseMinutes, this.clock.now());
      if (until) return { outcome: 'too early', until };
      if (!context) return { outcome: 'no workplace' };
      const id = newId();
      const dueAt = endOfTime(this.clock.now(), terms.timeLimitMinutes);
      const asked = questionsToAsk(await this.courses.questions(version.id), context, id, version.check);
      await this.database.query(
        `insert into attempt
           (id, enrolment_id, course_version_id, number, started_at, workplace_id, profile_revision_id, asked, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          enrolmentId,
          version.id,
          (all.at(-1)?.number ?? 0) + 1,
          this.clock.now(),
          row.workplaceId,
          row.profileRevisionId,
          JSON.stringify(asked),
          dueAt,
        ],
      );
      if (dueAt) await this.closing.plan(id, dueAt);
      await this.audit.record({ action: 'attempts.started', subjectKind: 'attempt', subjectId: id });
      return { outcome: 'started', attemptId: id };
    });
  }

  /**
   * Keeps the answer; one that was given later takes its place, whichever arrives first, so that an answer may be
   * delivered late and twice. Where answers are explained at once the first that arrives stays. `keptFor`: how long
   * the browser kept it, in milliseconds. Answers false, and keeps nothing, when the attempt was submitted meanwhile in
   * another tab, or its time was up when the answer was given.
   */
  async answer(
    attempt: AttemptWithAnswers,
    question: AskedQuestion,
    answer: string,
    keptFor?: unknown,
  ): Promise<boolean> {
    const { feedback } = await this.courses.version(attempt.courseVersionId);
    const answeredAt = madeAt(this.clock.now(), keptFor, attempt.startedAt);
    const open = await this.database.query(
      `with open as (select id from attempt where id = $1 and submitted_at is null
         and (due_at is null or $4 <= due_at + $6 * interval '1 millisecond') for share),
       kept as (
         insert into attempt_answer (attempt_id, question_id, option_id, answered_at)
         select id, $2, $3, $4 from open
         on conflict (attempt_id, question_id)
           do update set option_id = excluded.option_id, answered_at = excluded.answered_at
           where excluded.answered_at >= attempt_answer.answered_at and not $5)
       select id from open`,
      [attempt.id, question.id, answer, answeredAt, feedback === 'at_once', GRACE_MS],
    );
    return open.length > 0;
  }

  /**
   * Marks the attempt, once, with what was decided about its questions meanwhile; a second time changes nothing. A pass
   * may complete the course, in the same transaction. While a question is unanswered nothing happens,
   * unless the time is up. `on`: the day on which it counts; today by default.
   */
  async submit(personId: string, enrolmentId: string, attemptId: string, on?: CivilDate): Promise<Submitted> {
    return this.database.transaction(async () => {
      const held = await this.enrolments.hold(personId, enrolmentId, on);
      // Waits for answers that are being saved; later ones find the attempt submitted.
      if (isId(attemptId)) await this.database.query('select 1 from attempt where id = $1 for update', [attemptId]);
      const attempt = await this.find(personId, enrolmentId, attemptId);
      if (attempt.submittedAt !== null)
        return { outcome: attempt.passed && held.completedAt ? 'course completed' : 'marked', attempt };
      const timeUp = isTimeUp(attempt.dueAt, this.clock.now());
      if (!timeUp && nextUnanswered(attempt.asked, attempt.answers, 0) !== null)
        return { outcome: 'unanswered', attempt };
      const version = await this.courses.version(attempt.courseVersionId);
      const { core, local, passed } = markAttempt(attempt.asked, attempt.answers, version.passMark);
      await this.database.query(
        `update attempt set submitted_at = $2, core_right = $3, core_of = $4, local_right = $5, local_of = $6,
           passed = $7 where id = $1`,
        [attempt.id, this.clock.now(), core.right, core.of, local.right, local.of, passed],
      );
      await this.surveys.compare(attempt);
      const action = passed ? 'attempts.passed' : 'attempts.failed';
      await this.audit.record({ action, subjectKind: 'attempt', subjectId: attempt.id });
      const isPassed = (await this.corrections.applyTo(attempt, version.passMark)) || passed;
      const completed = isPassed && (await this.enrolments.completeIfDone(enrolmentId));
      return { outcome: completed ? 'course completed' : 'marked', attempt };
    });
  }

  /**
   * Submits an attempt as it stands once its time is up; does nothing before, when that was done, or when the course was
   * closed by then. It counts for the day on which the time ended: of a retired course that may have been the last. Repeatable.
   */
  async close(attemptId: string): Promise<void> {
    const due = await this.closing.due(attemptId);
    if (!due) return;
    const { personId, enrolmentId, endedOn, retired } = due;
    if (!isClosed(retired, endedOn)) await this.submit(personId, enrolmentId, attemptId, endedOn);
  }
}
