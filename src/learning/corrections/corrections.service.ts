import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { AttemptsCorrected } from '../learning.events.js';
import type { AttemptWithAnswers } from '../knowledge-check/attempts.queries.js';
import { Enrolments } from '../progress/enrolments.js';
import { type Choice, gainOf } from './correction.rules.js';
import { CorrectionsQueries } from './corrections.queries.js';

const APPLY = 'learning.apply-correction';
/** Attempts in one transaction. */
const BATCH = 200;

interface Corrected {
  attemptId: string;
  enrolmentId: string;
  personId: string;
  isWithdrawn: boolean;
  nowPassed: boolean;
}

/** Decides what becomes of a question that turned out to be wrong, and gives the marks that follow from it. */
@Injectable()
export class CorrectionsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly queries: CorrectionsQueries,
    private readonly courses: CoursesService,
    private readonly enrolments: Enrolments,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ correctionId: string }>(APPLY, ({ correctionId }) => this.apply(correctionId));
  }

  /**
   * Records the decision, from which the marks follow in a job. `seen`: how many decisions the person had before them;
   * answers false, and records nothing, when there are more by now: somebody decided meanwhile, or pressed twice.
   */
  async decide(
    version: CourseVersion,
    question: KnowledgeQuestion,
    decision: { choice: Choice; reason: string; seen: number; actorId: string },
  ): Promise<boolean> {
    const { choice, reason, seen, actorId } = decision;
    return this.database.transaction(async () => {
      // Attempts that are being submitted come first, and are found by the job; later ones find the decision.
      await this.database.query('select 1 from course_version where id = $1 for no key update', [version.id]);
      if ((await this.queries.of(question.id)).length !== seen) return false;
      const id = newId();
      await this.database.query(
        `insert into question_correction (id, course_version_id, question_id, kind, option_id, reason, decided_by_id, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, version.id, question.id, choice.kind, choice.optionId, reason, actorId, this.clock.now()],
      );
      await this.audit.record({
        action: 'questions.corrected',
        subjectKind: 'question_correction',
        subjectId: id,
        details: { course: version.slug, version: version.number, question: question.key, kind: choice.kind },
      });
      await this.jobs.add(APPLY, { correctionId: id });
      return true;
    });
  }

  /** Gives every attempt its marks that was submitted before. Begun again after a crash, it goes on where it was. */
  async apply(correctionId: string): Promise<void> {
    for (let more = true; more;) more = await this.database.transaction(() => this.applySome(correctionId));
  }

  /**
   * Gives an attempt that has just been submitted what was decided before about its questions. To be called in the
   * transaction that submits it; answers whether it is passed by it.
   */
  async applyTo(attempt: AttemptWithAnswers, passMark: number): Promise<boolean> {
    await this.database.query('select 1 from course_version where id = $1 for share', [attempt.courseVersionId]);
    let passed = false;
    for (const { id, questionId, kind, optionId } of await this.queries.standing(attempt.courseVersionId)) {
      const question = attempt.asked.find((asked) => asked.id === questionId);
      const answer = attempt.answers[questionId];
      const gain = question ? gainOf(question, answer, { kind, optionId } as Choice) : 0;
      if (gain === 0) continue;
      const given = await this.give({ id, questionId }, [{ attemptId: attempt.id, gain }], passMark);
      passed ||= given.some(({ nowPassed }) => nowPassed);
    }
    return passed;
  }

  /** One batch; answers whether there may be more. */
  private async applySome(correctionId: string): Promise<boolean> {
    const correction = await this.queries.one(correctionId);
    if (!correction) return false;
    const version = await this.courses.version(correction.courseVersionId);
    const question = (await this.courses.questions(version.id)).find(({ id }) => id === correction.questionId);
    const found = question ? await this.queries.gaining(correction, question, BATCH) : [];
    if (!question || found.length === 0) {
      const done = 'update question_correction set applied_at = $2 where id = $1 and applied_at is null';
      await this.database.query(done, [correctionId, this.clock.now()]);
      return false;
    }
    // One after the other with what the learners themselves do, and always in the same order.
    await this.database.query('select 1 from enrolment where id = any($1) order by id for update', [
      [...new Set(found.map(({ enrolmentId }) => enrolmentId))],
    ]);
    const choice = { kind: correction.kind, optionId: correction.optionId } as Choice;
    const gains = found.map(({ attemptId, answer }) => ({ attemptId, gain: gainOf(question, answer, choice) }));
    const given = await this.give(correction, gains, version.passMark);
    const passing = given.filter(({ nowPassed, isWithdrawn }) => nowPassed && !isWithdrawn);
    for (const enrolmentId of new Set(passing.map((each) => each.enrolmentId)))
      await this.enrolments.completeIfDone(enrolmentId);
    const learners = given.map(({ personId, enrolmentId, attemptId, nowPassed }) => ({
      personId,
      enrolmentId,
      attemptId,
      nowPassed,
    }));
    if (learners.length > 0) await this.events.publish(new AttemptsCorrected({ id: correctionId }, learners));
    return true;
  }

  /** Gives attempts marks for a question, with how they stood before; what had some for it already gets no more. */
  private async give(
    correction: { id: string; questionId: string },
    gains: readonly { attemptId: string; gain: number }[],
    passMark: number,
  ): Promise<Corrected[]> {
    const kept = await this.database.query<{ id: string }>(
      `insert into attempt_correction (attempt_id, question_id, correction_id, gain, was_right, was_passed, corrected_at)
       select a.id, $1, $2, g.gain, a.core_right, a.passed, $3
         from unnest($4::uuid[], $5::int[]) as g(attempt_id, gain) join attempt a on a.id = g.attempt_id
       on conflict (attempt_id, question_id) do nothing returning attempt_id as id`,
      [
        correction.questionId,
        correction.id,
        this.clock.now(),
        gains.map(({ attemptId }) => attemptId),
        gains.map(({ gain }) => gain),
      ],
    );
    return this.database.query(
      `update attempt a set core_right = round(k.was_right * 100 + k.gain) / 100,
              passed = a.passed or round(k.was_right * 100 + k.gain) >= $3::int * a.core_of
         from attempt_correction k, enrolment e
        where a.id = any($1) and k.attempt_id = a.id and k.question_id = $2 and e.id = a.enrolment_id
       returning a.id as "attemptId", a.enrolment_id as "enrolmentId", e.person_id as "personId",
         e.withdrawn_at is not null as "isWithdrawn", a.passed and not k.was_passed as "nowPassed"`,
      [kept.map(({ id }) => id), correction.questionId, passMark],
    );
  }
}
