import { slugOf } from '../../organisations/readable-name.rules.js';
import { emptyQuestion } from '../authoring/check-question.form.js';
import type { CheckQuestionFields } from '../authoring/question-pieces.js';
import type { BankOption, BankQuestion } from './bank.types.js';
import { markdownOf } from './html-markdown.rules.js';

/**
 * A question of the bank as the form of a course's knowledge check holds it, to be finished there: every option needs
 * feedback, and what it tests is chosen where the bank does not say it of this course.
 */
export function takenQuestion(
  question: BankQuestion,
  courseSlug: string,
): { key: string; fields: CheckQuestionFields } {
  const { kind, stemHtml, options, feedbackHtml } = question.content;
  const ofAll = feedbackHtml === null ? '' : markdownOf(feedbackHtml);
  const own = question.outcomes.find((outcome) => outcome.startsWith(`${courseSlug}:`));
  return {
    key: slugOf(question.name).slice(0, 60).replace(/-+$/, ''),
    fields: {
      ...emptyQuestion,
      asks: kind,
      stem: markdownOf(stemHtml),
      options: options.map((option) => ({
        markdown: markdownOf(option.html),
        right: kind !== 'matching' && option.correct,
        match: option.match ?? '',
        feedback: feedbackOf(option, ofAll),
      })),
      outcome: own?.slice(courseSlug.length + 1) ?? '',
      tags: question.tags.map((tag) => slugOf(tag)).filter((tag) => tag !== ''),
    },
  };
}

/** What the bank says of the question as a whole stands in for what it does not say of an option. */
function feedbackOf({ feedbackHtml, html }: BankOption, ofAll: string): string {
  if (feedbackHtml !== null) return markdownOf(feedbackHtml);
  return html === '' ? '' : ofAll;
}
