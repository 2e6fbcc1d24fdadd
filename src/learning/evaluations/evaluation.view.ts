import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { degrees, openQuestions, openWord, scales, scaleWord } from '../evaluation.rules.js';

/** What a learner is asked about. */
export interface Evaluated {
  title: string;
  action: string;
  back: { href: string; text: string };
}

interface Choice {
  value: string;
  text: string;
}

export interface EvaluationView {
  title: string;
  about: string;
  back: { href: string; text: string };
  /** It was said before: there is no form any more. */
  given: boolean;
  action: string;
  scales: { name: string; text: string; value: string | null }[];
  degrees: Choice[];
  questions: { name: string; text: string; value: string | null }[];
  names: (Choice & { hint: string })[];
  named: string;
  errors: FieldError[];
}
export const evaluationPage = definePage<EvaluationView>('learning/evaluations/evaluation');

export function evaluationView(
  { title, action, back }: Evaluated,
  given: boolean,
  typed: Readonly<Record<string, string>>,
  errors: FieldError[],
): EvaluationView {
  return {
    title: given ? 'Thank you for telling us' : 'What do you think of it?',
    about: title,
    back,
    given,
    action,
    scales: scales.map((name) => ({ name, text: scaleWord(name), value: typed[name] ?? null })),
    degrees: degrees.map(({ value, text }) => ({ value: String(value), text })),
    questions: openQuestions.map((name) => ({ name, text: openWord(name), value: typed[name] ?? null })),
    names: [
      {
        value: 'no',
        text: 'Without my name',
        hint: 'Your answers are kept apart from your account: not even we can find them again',
      },
      { value: 'yes', text: 'With my name', hint: 'Those who made or led it may ask you about what you say' },
    ],
    named: typed['named'] ?? 'no',
    errors,
  };
}
