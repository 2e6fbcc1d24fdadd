import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths, surveysPaths } from '../paths.js';
import {
  changeWord,
  confidenceDegrees,
  confidences,
  confidenceWord,
  practiceChanges,
  type SurveyMoment,
} from '../survey.rules.js';
import { questionField } from './survey.form.js';

interface Choice {
  value: string;
  text: string;
}

interface SurveyView {
  title: string;
  about: string;
  back: { href: string; text: string };
  lead: string;
  action: string;
  declineAction: string;
  questions: {
    name: string;
    legendId: string;
    stemHtml: string;
    options: { id: string; value: string; optionHtml: string; chosen: boolean }[];
  }[];
  confidenceLegend: string;
  confidences: { name: string; text: string; value: string | null }[];
  degrees: Choice[];
  /** Asked weeks later; null before and after. */
  practice: { changes: Choice[]; changed: string | null; words: string | null; quotable: boolean } | null;
  errors: FieldError[];
}
export const surveyPage = definePage<SurveyView>('learning/surveys/survey');

const titles: Record<SurveyMoment, string> = {
  before: 'Before you start',
  after: 'Now that you are through',
  practice: 'What changed in your practice?',
};
const leads: Record<SurveyMoment, string> = {
  before: 'Two minutes, if you like: it lets us see what the course is good for. It is no test.',
  after: 'One minute, if you like: the same as before you started, so that the two can be compared.',
  practice: 'Two minutes, if you like: some weeks have passed since you completed the course.',
};

/** A survey, with what was typed into it. `questions`: of the knowledge check, before the course. */
export function surveyView(
  { enrolmentId, course, moment }: { enrolmentId: string; course: string; moment: SurveyMoment },
  questions: readonly KnowledgeQuestion[],
  typed: Readonly<Record<string, string>>,
  errors: FieldError[],
): SurveyView {
  return {
    title: titles[moment],
    about: course,
    back: { href: learningPaths.enrolment(enrolmentId), text: course },
    lead: leads[moment],
    action: surveysPaths.one(enrolmentId, moment),
    declineAction: surveysPaths.declined(enrolmentId, moment),
    questions: questions.map(({ stemHtml, options }, index) => {
      const name = questionField(index);
      const choices = [...options.map(({ id, html }) => ({ value: id, optionHtml: html })), DONT_KNOW];
      return {
        name,
        legendId: `${name}-stem`,
        stemHtml,
        options: choices.map(({ value, optionHtml }, at) => ({
          id: at === 0 ? name : `${name}-${String(at + 1)}`,
          value,
          optionHtml,
          chosen: typed[name] === value,
        })),
      };
    }),
    confidenceLegend:
      moment === 'before' ? 'How confident are you that you can' : 'How confident are you now that you can',
    confidences: confidences.map((name) => ({ name, text: confidenceWord(name), value: typed[name] ?? null })),
    degrees: confidenceDegrees.map(({ value, text }) => ({ value: String(value), text })),
    practice:
      moment === 'practice'
        ? {
            changes: practiceChanges.map((value) => ({ value, text: changeWord(value) })),
            changed: typed['changed'] ?? null,
            words: typed['words'] ?? null,
            quotable: typed['quotable'] === 'yes',
          }
        : null,
    errors,
  };
}

/** The value that stands for not knowing: no option of a question is called so, since their ids have no blank. */
export const UNKNOWN = 'not known';
const DONT_KNOW = { value: UNKNOWN, optionHtml: 'I do not know' };

/** What a learner's page of a course offers to answer. */
export interface SurveyOffer {
  title: string;
  lead: string;
  href: string;
  declineAction: string;
}

/** Null when there is nothing to ask. */
export function surveyOffer(enrolmentId: string, moment: SurveyMoment | null): SurveyOffer | null {
  return (
    moment && {
      title: titles[moment],
      lead: leads[moment],
      href: surveysPaths.one(enrolmentId, moment),
      declineAction: surveysPaths.declined(enrolmentId, moment),
    }
  );
}
