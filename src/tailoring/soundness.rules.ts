import { professions } from '../accounts/accounts.types.js';
import { nations, sectors } from '../organisations/organisations.types.js';
import { isPartialDate } from '../platform/civil-date.rules.js';
import type { PolicyQuestion } from '../policies/policies.types.js';
import { type Condition, conditionsOf, evaluate } from './audience.rules.js';
import { possibleContexts } from './possible-contexts.rules.js';
import {
  DEFAULT_VARIANT,
  type PlaceCondition,
  type QuestionCondition,
  type SoundnessFault,
  type TailoredBlock,
  type Variant,
} from './tailoring.types.js';

/**
 * What is wrong with a tailored block, each with its remedy; empty when it is sound: every question and option exists, every
 * test fits its question, and every variant is met by somebody. Pure.
 * @param factAgeLimitMonths of the course: an instruction that asks for an older fact is never given
 */
export function soundness(
  block: TailoredBlock,
  questions: readonly PolicyQuestion[],
  factAgeLimitMonths: number,
): SoundnessFault[] {
  const faults = [
    ...keyFaults(block.variants),
    ...block.variants.flatMap(({ key, when }) =>
      conditionsOf(when)
        .flatMap((condition) => conditionFaults(condition, questions))
        .map((message) => ({ variant: key, message })),
    ),
  ];
  // Whether a variant can be met says nothing while its conditions make no sense.
  return faults.length > 0 ? faults : reachFaults(block, questions, factAgeLimitMonths);
}

function keyFaults(variants: readonly Variant[]): SoundnessFault[] {
  if (variants.length === 0)
    return [{ variant: null, message: 'it has no variant: add one, or write its text outside of a tailored block' }];
  const keys = variants.map(({ key }) => key);
  return keys.flatMap((key, at) => {
    if (key === DEFAULT_VARIANT)
      return [{ variant: key, message: 'a variant is called "default": give it another name, or write "=== default"' }];
    if (keys.indexOf(key) < at)
      return [{ variant: key, message: `two variants are called "${key}": give one of them another name` }];
    return [];
  });
}

function conditionFaults(condition: Condition, questions: readonly PolicyQuestion[]): string[] {
  return 'question' in condition ? questionFaults(condition, questions) : placeFaults(condition);
}

const enumerations: Partial<Record<PlaceCondition['kind'], readonly string[]>> = {
  nation: nations,
  sector: sectors,
  profession: professions,
};

function placeFaults({ kind, values }: PlaceCondition): string[] {
  if (values.length === 0) return [`${kind} names nothing: give it at least one value`];
  const allowed = enumerations[kind];
  if (!allowed) return [];
  return values
    .filter((value) => !allowed.includes(value))
    .map((value) => `"${value}" is no ${kind}: use one of ${allowed.join(', ')}`);
}

function questionFaults(condition: QuestionCondition, questions: readonly PolicyQuestion[]): string[] {
  const question = questions.find(({ key }) => key === condition.question);
  if (!question)
    return [`there is no policy question "${condition.question}": ${suggestion(condition.question, questions)}`];
  if (question.retired)
    return [`the policy question "${question.key}" is retired and has no answers any more: take this condition out`];
  switch (condition.kind) {
    case 'is_known':
    case 'is_unknown':
      return [];
    case 'is':
      return optionFaults(condition.values, question);
    case 'before':
    case 'after':
      if (question.kind !== 'date')
        return [
          `${condition.kind} compares dates, and "${question.key}" is answered by ${kindInWords[question.kind]}: use older_than for the age of what we hold`,
        ];
      return isPartialDate(condition.date)
        ? []
        : [`"${condition.date}" is no date: write a year, a month or a day, as in 2024, 2024-03 or 2024-03-14`];
    case 'older_than':
      return Number.isInteger(condition.months) && condition.months > 0 && condition.months <= 1200
        ? []
        : [`older_than ${String(condition.months)} is no age: give whole months, from 1 to 1200`];
  }
}

const kindInWords: Record<PolicyQuestion['kind'], string> = {
  choice: 'one of its options',
  choices: 'some of its options',
  date: 'a date',
  text: 'words',
};

function optionFaults(values: readonly string[], question: PolicyQuestion): string[] {
  if (question.options.length === 0)
    return [
      `"${question.key}" is answered by ${kindInWords[question.kind]} and has no options: use is_known or is_unknown`,
    ];
  if (values.length === 0) return [`the condition on "${question.key}" names no option: give it at least one`];
  const options = question.options.map(({ value }) => value);
  return values
    .filter((value) => !options.includes(value))
    .map((value) => `"${question.key}" has no option "${value}": use one of ${options.join(', ')}`);
}

/** Keys that share a word with the one that is not there. */
function suggestion(wrong: string, questions: readonly PolicyQuestion[]): string {
  const words = new Set(wrong.split('_'));
  const similar = questions.filter(({ key, retired }) => !retired && key.split('_').some((word) => words.has(word)));
  return similar.length > 0
    ? `use ${similar.map(({ key }) => key).join(' or ')}`
    : 'use a key of the catalogue of policy questions';
}

function reachFaults(
  block: TailoredBlock,
  questions: readonly PolicyQuestion[],
  factAgeLimitMonths: number,
): SoundnessFault[] {
  const contexts = possibleContexts(block, questions, factAgeLimitMonths);
  if (!contexts)
    return [{ variant: null, message: 'it asks for too many things at once to be checked: split it into two blocks' }];
  const met = new Set<string>();
  /** For each variant that is ever definitely true: those that were taken before it. */
  const takenBefore = new Map<string, Set<string>>();
  for (const context of contexts) {
    const holding = block.variants.filter(({ when }) => evaluate(when, context, block.mode).truth === 'true');
    const [first, ...others] = holding.map(({ key }) => key);
    if (first === undefined) continue;
    met.add(first);
    for (const other of others) takenBefore.set(other, (takenBefore.get(other) ?? new Set()).add(first));
  }
  return block.variants.flatMap(({ key }) => {
    if (met.has(key)) return [];
    const before = takenBefore.get(key);
    return [{ variant: key, message: before ? shadowed([...before]) : impossible(block.mode) }];
  });
}

const shadowed = (before: string[]): string =>
  `nobody ever gets it, because ${before.map((key) => `"${key}"`).join(' or ')} is taken first whenever it holds: put it before, or take it out`;

const impossible = (mode: TailoredBlock['mode']): string =>
  `its conditions can never all be definitely true${mode === 'instructs' ? ' (an instruction rests on no fact that is older than the course allows)' : ''}: take out those that contradict each other`;
