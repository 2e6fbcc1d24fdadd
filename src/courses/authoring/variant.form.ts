import type { Area } from '../../organisations/organisations.types.js';
import { isPartialDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { Condition } from '../../tailoring/audience.rules.js';
import type { PlaceCondition, QuestionTest } from '../../tailoring/tailoring.types.js';
import type { FlatRule } from './rule-source.js';
import { SentForm } from './sent-form.js';

/** Of one rule. */
export const MOST_CONDITIONS = 8;
/** What of a place and a person a condition can be about. */
export const placeKinds = ['nation', 'profession', 'sector', 'region', 'icb', 'organisation'] as const;
export const placeNames: Record<PlaceCondition['kind'], string> = {
  nation: 'Nation where they work',
  profession: 'Their profession',
  sector: 'Kind of Trust',
  region: 'NHS England region',
  icb: 'Integrated care board',
  organisation: 'Certain Trusts',
};
/** A condition as the form holds it, which may be unfinished. */
export interface ConditionFields {
  /** A kind of place, or `q:` and the key of a question. */
  about: string;
  not: boolean;
  /** In brackets with the condition before it. */
  joined: boolean;
  test: string;
  values: string[];
  date: string;
  months: string;
  partly: boolean;
}

export interface VariantForm {
  key: string;
  combine: 'all' | 'any';
  conditions: ConditionFields[];
  markdown: string;
}

/** What a choice of values is made from. */
export interface RuleChoices {
  questions: readonly PolicyQuestion[];
  regions: readonly Area[];
  icbs: readonly Area[];
}

/** The form of a rule that is there already. */
export function conditionsOfRule(rule: FlatRule): ConditionFields[] {
  return rule.conditions.map(({ not, joined, condition }) => ({
    ...emptyCondition(aboutOf(condition)),
    not,
    joined,
    ...heldBy(condition),
  }));
}

const aboutOf = (condition: Condition): string =>
  'question' in condition ? `q:${condition.question}` : condition.kind;

function heldBy(condition: Condition): Partial<ConditionFields> {
  if (!('question' in condition)) return { values: [...condition.values] };
  const held = { test: condition.kind, partly: condition.orPartial };
  switch (condition.kind) {
    case 'is':
      return { ...held, values: condition.values };
    case 'before':
    case 'after':
      return { ...held, date: condition.date };
    case 'older_than':
      return { ...held, months: String(condition.months) };
    default:
      return held;
  }
}

function emptyCondition(about: string): ConditionFields {
  return { about, not: false, joined: false, test: '', values: [], date: '', months: '', partly: false };
}

/** What was sent, with a condition more or less where a button asked for that. */
export function sentVariant(body: unknown): VariantForm {
  const form = new SentForm(body);
  const conditions = Array.from({ length: MOST_CONDITIONS }, (_, index): ConditionFields => {
    const at = (name: string) => `${name}-${String(index)}`;
    return {
      about: form.line(at('about')),
      not: form.several(at('not')).includes('yes'),
      joined: form.several(at('joined')).includes('yes'),
      test: form.line(at('test')),
      values: [...form.several(at('values')), ...form.line(at('codes')).split(/[\s,]+/)].filter(Boolean),
      date: form.line(at('date')),
      months: form.line(at('months')),
      partly: form.several(at('partly')).includes('yes'),
    };
  }).filter(({ about }) => about !== '');
  const add = form.line('add');
  const dropped = form.line('drop');
  return {
    key: form.line('key'),
    combine: form.line('combine') === 'any' ? 'any' : 'all',
    conditions: [
      ...without(conditions, dropped === '' ? -1 : Number(dropped)),
      ...(add !== '' && conditions.length < MOST_CONDITIONS ? [emptyCondition(add)] : []),
    ],
    markdown: form.words('markdown'),
  };
}

/** Who stood in brackets with the one that goes does not join those before it. */
function without(conditions: readonly ConditionFields[], dropped: number): ConditionFields[] {
  const gone = conditions[dropped];
  return conditions.flatMap((condition, index) => {
    if (index === dropped) return [];
    return [index === dropped + 1 && gone?.joined === false ? { ...condition, joined: false } : condition];
  });
}

/** The rule that a form builds, and what it still lacks. */
export function ruleOf(
  { combine, conditions }: VariantForm,
  choices: RuleChoices,
): { rule: FlatRule; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const made = conditions.flatMap((fields, index) => {
    const condition = conditionOf(fields, choices);
    if ('message' in condition) {
      errors.push({ field: `${condition.field}-${String(index)}`, message: condition.message });
      return [];
    }
    return [{ not: fields.not, joined: fields.joined && index > 0, condition: condition.condition }];
  });
  if (conditions.length === 0) errors.push({ field: 'add', message: 'Say for whom the variant is: add a condition' });
  return { rule: { combine, conditions: made }, errors };
}

function conditionOf(
  { about, test, values, date, months, partly }: ConditionFields,
  choices: RuleChoices,
): { condition: Condition } | { field: string; message: string } {
  const kind = placeKinds.find((one) => one === about);
  if (kind) {
    if (values.length > 0) return { condition: { kind, values } as PlaceCondition };
    const field = kind === 'organisation' ? 'codes' : 'values';
    return { field, message: `Choose at least one: ${placeNames[kind].toLowerCase()}` };
  }
  const question = choices.questions.find(({ key }) => `q:${key}` === about);
  if (!question) return { field: 'test', message: 'This question is not asked any more: take the condition out' };
  const tested = testOf(question, { test, values, date, months });
  return 'kind' in tested ? { condition: { question: question.key, orPartial: partly, ...tested } } : tested;
}

function testOf(
  question: PolicyQuestion,
  { test, values, date, months }: Pick<ConditionFields, 'test' | 'values' | 'date' | 'months'>,
): QuestionTest | { field: string; message: string } {
  const about = `“${question.shortName}”`;
  switch (test) {
    case 'is':
      return values.length > 0
        ? { kind: 'is', values }
        : { field: 'values', message: `Choose at least one answer to ${about}` };
    case 'is_known':
    case 'is_unknown':
      return { kind: test };
    case 'before':
    case 'after':
      return isPartialDate(date)
        ? { kind: test, date }
        : { field: 'date', message: `Give a date for ${about}, such as 2024, 2024-03 or 2024-03-14` };
    case 'older_than':
      return /^[1-9]\d{0,3}$/.test(months)
        ? { kind: 'older_than', months: Number(months) }
        : { field: 'months', message: `Give a number of months for ${about}` };
    default:
      return { field: 'test', message: `Choose how ${about} is compared` };
  }
}
