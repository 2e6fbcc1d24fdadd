import { Injectable } from '@nestjs/common';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { rightAnswer } from '../../courses/question-answers.rules.js';
import { Database } from '../../platform/database/database.js';
import { type Choice, type CorrectionKind, gainOf } from './correction.rules.js';

/** A decision about a question, as it is kept. */
export interface Correction {
  id: string;
  courseVersionId: string;
  questionId: string;
  kind: CorrectionKind;
  optionId: string | null;
  reason: string;
  /** Null where the account is gone. */
  decidedBy: string | null;
  decidedAt: Date;
  appliedAt: Date | null;
  /** How many attempts it gave something. */
  attempts: number;
}

/** Whom a choice would concern. */
export interface Preview {
  /** Submitted attempts that were asked the question, and the learners who made them. */
  asked: { attempts: number; learners: number };
  gaining: { attempts: number; learners: number };
  /** Learners who would pass who have not. */
  passing: number;
  /** Those of them who would complete the course by it. */
  completing: number;
}

/** An attempt that gains by a correction. */
export interface Gaining {
  attemptId: string;
  enrolmentId: string;
  answer: string;
}

const ASKED = `from attempt a join attempt_answer x on x.attempt_id = a.id and x.question_id = $2::uuid::text
  where a.course_version_id = $1 and a.submitted_at is not null`;
/** Answers that lack something of the mark and have had no correction. `$3` kind, `$4` option, `$5` the right answer. */
const GAINS = `($3 = 'credit' and x.option_id <> $5 or $3 = 'remark' and x.option_id = $4)
  and not exists (select from attempt_correction k where k.attempt_id = a.id and k.question_id = $2::uuid)`;

/** Reads what was decided about questions, and whom it concerns. */
@Injectable()
export class CorrectionsQueries {
  constructor(private readonly database: Database) {}

  /** What was decided about a question, the first decision first. */
  of(questionId: string): Promise<Correction[]> {
    return this.read('c.question_id = $1', questionId);
  }

  async one(id: string): Promise<Correction | undefined> {
    return (await this.read('c.id = $1', id))[0];
  }

  /** The decisions that give marks, for an attempt at the version that is being submitted. */
  standing(versionId: string): Promise<Pick<Correction, 'id' | 'questionId' | 'kind' | 'optionId'>[]> {
    return this.database.query(
      `select id, question_id as "questionId", kind, option_id as "optionId" from question_correction
        where course_version_id = $1 and kind <> 'leave' order by decided_at, id`,
      [versionId],
    );
  }

  /** Whom the choice would concern, were it made now. Two reads, however many attempts there are. */
  async preview(
    version: { id: string; passMark: number; lessons: readonly unknown[] },
    question: KnowledgeQuestion,
    choice: Choice,
  ): Promise<Preview> {
    const of = [version.id, question.id, choice.kind, choice.optionId, rightAnswer(question)];
    const [asked, answers] = await Promise.all([
      this.database.query<Preview['asked']>(
        `select count(*)::int as attempts, count(distinct a.enrolment_id)::int as learners ${ASKED}`,
        of.slice(0, 2),
      ),
      this.database.query<{ answer: string }>(`select distinct x.option_id as answer ${ASKED} and ${GAINS}`, of),
    ]);
    const gains = answers.map(({ answer }) => gainOf(question, answer, choice));
    const [found] = await this.database.query<Preview['gaining'] & Pick<Preview, 'passing' | 'completing'>>(
      `with hit as (
         select a.enrolment_id, not a.passed and round(a.core_right * 100 + g.gain) >= $8::int * a.core_of as passes
           from (select a.*, x.option_id ${ASKED} and ${GAINS}) a
           join unnest($6::text[], $7::int[]) as g(answer, gain) on g.answer = a.option_id),
       learner as (
         select h.enrolment_id, count(*) as attempts, bool_or(h.passes) and not exists (
             select from attempt p where p.enrolment_id = h.enrolment_id and p.course_version_id = $1 and p.passed) as passes
           from hit h group by h.enrolment_id)
       select coalesce(sum(l.attempts), 0)::int as attempts, count(*)::int as learners,
              (count(*) filter (where l.passes))::int as passing,
              (count(*) filter (where l.passes and e.completed_at is null and e.withdrawn_at is null
                 and e.course_version_id = $1 and $9 = (select count(*) from lesson_completion c
                   join course_lesson o on o.id = c.lesson_id and o.version_id = $1 where c.enrolment_id = e.id)))::int as completing
         from learner l join enrolment e on e.id = l.enrolment_id`,
      [...of, answers.map(({ answer }) => answer), gains, version.passMark, version.lessons.length],
    );
    const { attempts = 0, learners = 0, passing = 0, completing = 0 } = found ?? {};
    return { asked: asked[0] ?? { attempts: 0, learners: 0 }, gaining: { attempts, learners }, passing, completing };
  }

  /** Attempts that gain by it and have not had it yet, so many at most. */
  gaining(correction: Correction, question: KnowledgeQuestion, most: number): Promise<Gaining[]> {
    return this.database.query(
      `select a.id as "attemptId", a.enrolment_id as "enrolmentId", x.option_id as answer ${ASKED} and ${GAINS}
        order by a.enrolment_id, a.number limit $6`,
      [
        correction.courseVersionId,
        correction.questionId,
        correction.kind,
        correction.optionId,
        rightAnswer(question),
        most,
      ],
    );
  }

  private read(condition: string, id: string): Promise<Correction[]> {
    return this.database.query(
      `select c.id, c.course_version_id as "courseVersionId", c.question_id as "questionId", c.kind,
              c.option_id as "optionId", c.reason, p.name as "decidedBy", c.decided_at as "decidedAt",
              c.applied_at as "appliedAt",
              (select count(*)::int from attempt_correction k where k.correction_id = c.id) as attempts
         from question_correction c left join person p on p.id = c.decided_by_id
        where ${condition} order by c.decided_at, c.id`,
      [id],
    );
  }
}
