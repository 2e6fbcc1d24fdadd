import { Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { kindOf, markOf, WHOLE } from '../../courses/question-answers.rules.js';
import { londonDate } from '../../platform/civil-date.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { AttemptWithAnswers } from '../knowledge-check/attempts.queries.js';
import type { Learner } from '../progress/learners.js';
import { MOST_QUESTIONS, surveyFor, type SurveyMoment, type SurveyStanding } from '../survey.rules.js';
import type { ConfidenceAnswers, PracticeAnswers } from './survey.form.js';

/** What somebody says at one moment. */
export interface SurveySaid {
  confident: ConfidenceAnswers;
  practice: Pick<PracticeAnswers, 'changed' | 'words' | 'quotable'> | null;
  /** The option chosen for each question of the knowledge check that was answered, by the question's id; empty: does not know. */
  answers: ReadonlyMap<string, string>;
}

/** What learners are asked about themselves before and after a course: what, when, and what they said. */
@Injectable()
export class SurveysService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What the learner may be asked today; null when it is nothing. */
  async openFor({ row }: Learner): Promise<SurveyMoment | null> {
    if (!row.stands) return null;
    const [found] = await this.database.query<{ checked: boolean; said: SurveyStanding['said'] }>(
      `select exists (select from attempt where enrolment_id = $1) as checked,
         (select coalesce(jsonb_object_agg(moment, case when declined then 'declined' else 'answered' end), '{}')
            from survey_answer where enrolment_id = $1) as said`,
      [row.enrolmentId],
    );
    const begun = Object.keys(row.readLessons).length > 0 || found?.checked === true;
    const completedOn = row.completedAt === null ? null : londonDate(row.completedAt);
    return surveyFor({ begun, completedOn, said: found?.said ?? {} }, this.clock.today());
  }

  /** The first few questions of the knowledge check that can be asked on one page: core ones with one right answer, for the learner's nation. */
  async questionsBefore({ version, context }: Learner): Promise<KnowledgeQuestion[]> {
    if (!context) return [];
    const groups = new Set<string>();
    return (await this.courses.questions(version.id))
      .filter(({ core, kind, nations, after, caseTitle, group }) => {
        const simple = ['single', 'true_false'].includes(kindOf({ ...(kind && { kind }) }));
        const fits =
          core && simple && nations.includes(context.nation) && after === undefined && caseTitle === undefined;
        if (!fits || groups.has(group)) return false;
        groups.add(group);
        return true;
      })
      .slice(0, MOST_QUESTIONS);
  }

  /** Keeps what the learner says, or that they would rather not (null); once for each moment. Answers false when it was said before. */
  async give({ row, version }: Learner, moment: SurveyMoment, said: SurveySaid | null): Promise<boolean> {
    const { confident, practice } = said ?? { confident: null, practice: null };
    return this.database.transaction(async () => {
      const kept = await this.database.query(
        `insert into survey_answer (enrolment_id, moment, course_id, answered_at, declined, tell_apart, weigh, find, act,
           changed, words, quotable)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning moment`,
        [
          row.enrolmentId,
          moment,
          version.courseId,
          this.clock.now(),
          said === null,
          confident?.tell_apart,
          confident?.weigh,
          confident?.find,
          confident?.act,
          practice?.changed,
          practice?.words ?? '',
          practice?.quotable ?? false,
        ],
      );
      if (kept.length === 0) return false;
      if (said) await this.keepQuestions(row.enrolmentId, version.id, said.answers);
      await this.audit.record({
        action: said ? 'surveys.answered' : 'surveys.declined',
        subjectKind: 'enrolment',
        subjectId: row.enrolmentId,
        details: { moment },
      });
      return true;
    });
  }

  /** How the questions that were asked before the course were answered as the check first asked them. In the transaction that marks the attempt. */
  async compare({ enrolmentId, asked, answers }: AttemptWithAnswers): Promise<void> {
    const marked = asked.map((question) => ({
      id: question.id,
      is_right: markOf(question, answers[question.id]) === WHOLE,
    }));
    await this.database.query(
      `update survey_question q set right_after = m.is_right, compared_at = $3 from jsonb_to_recordset($2) as m(id uuid, is_right boolean)
        where q.enrolment_id = $1 and q.question_id = m.id and q.right_after is null`,
      [enrolmentId, JSON.stringify(marked), this.clock.now()],
    );
  }

  private async keepQuestions(enrolmentId: string, versionId: string, answers: SurveySaid['answers']): Promise<void> {
    if (answers.size === 0) return;
    const rows = (await this.courses.questions(versionId))
      .filter(({ id }) => answers.has(id))
      .map((question) => {
        const answer = answers.get(question.id) ?? '';
        return { id: question.id, answer, is_right: markOf(question, answer) === WHOLE };
      });
    await this.database.query(
      `insert into survey_question (enrolment_id, question_id, answer, right_before)
       select $1, id, answer, is_right from jsonb_to_recordset($2) as row(id uuid, answer text, is_right boolean)`,
      [enrolmentId, JSON.stringify(rows)],
    );
  }
}
