import { professionName } from '../../accounts/account-words.rules.js';
import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { Condition } from '../../tailoring/audience.rules.js';
import type { AudienceRule, PlaceCondition, QuestionCondition } from '../../tailoring/tailoring.types.js';

/** Names of areas and organisations by their codes, as far as they are known. */
export type PlaceNames = ReadonlyMap<string, string>;

/** For whom a variant is, as a sentence without its full stop that begins with "For learners". */
export function ruleInWords(rule: AudienceRule, questions: readonly PolicyQuestion[], places: PlaceNames): string {
  return `For learners ${partInWords(rule, questions, places, false)}`;
}

function partInWords(
  rule: AudienceRule,
  questions: readonly PolicyQuestion[],
  places: PlaceNames,
  isInside: boolean,
): string {
  switch (rule.kind) {
    case 'not':
      return `for whom this is not so: ${partInWords(rule.rule, questions, places, true)}`;
    case 'all':
    case 'any': {
      const parts = rule.rules.map((part) => partInWords(part, questions, places, true));
      const joined = parts.join(rule.kind === 'all' ? ', and ' : ', or ');
      return isInside && parts.length > 1 ? `(${joined})` : joined;
    }
    default:
      return conditionInWords(rule, questions, places);
  }
}

/** One condition, as what is so of the learner: "who work in England or Wales". */
export function conditionInWords(
  condition: Condition,
  questions: readonly PolicyQuestion[],
  places: PlaceNames,
): string {
  return 'question' in condition ? questionInWords(condition, questions) : placeInWords(condition, places);
}

function placeInWords({ kind, values }: PlaceCondition, places: PlaceNames): string {
  const named = () => either(values.map((code) => places.get(code) ?? code));
  switch (kind) {
    case 'nation':
      return `who work in ${either(values.map(nationName))}`;
    case 'profession':
      return `whose profession is ${either(values.map((value) => `“${professionName(value)}”`))}`;
    case 'sector':
      return `whose Trust is listed under ${either(values.map((value) => `“${sectorName(value)}”`))}`;
    case 'region':
      return `who work in the region ${named()}`;
    case 'icb':
      return `who work in the area of ${named()}`;
    case 'organisation':
      return `who work at ${named()}`;
  }
}

function questionInWords(condition: QuestionCondition, questions: readonly PolicyQuestion[]): string {
  const question = questions.find(({ key }) => key === condition.question);
  const about = `“${question?.wording ?? condition.question}”`;
  const partly = condition.orPartial ? ' (in part is enough)' : '';
  switch (condition.kind) {
    case 'is': {
      const labels = condition.values.map(
        (value) => `“${question?.options.find((option) => option.value === value)?.label ?? value}”`,
      );
      return `whose Trust’s answer to ${about} is ${either(labels)}${partly}`;
    }
    case 'is_known':
      return `whose Trust’s answer to ${about} is known${partly}`;
    case 'is_unknown':
      return `of whose Trust nobody knows the answer to ${about}`;
    case 'before':
    case 'after':
      return `whose Trust’s answer to ${about} is ${condition.kind} ${dateInWords(condition.date)}${partly}`;
    case 'older_than':
      return `whose Trust’s answer to ${about} is more than ${String(condition.months)} months old${partly}`;
  }
}

function either(words: readonly string[]): string {
  const last = words.at(-1) ?? 'nothing';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
