import { professionName } from '../../accounts/account-words.rules.js';
import { professions } from '../../accounts/accounts.types.js';
import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import { type Area, nations, sectors } from '../../organisations/organisations.types.js';
import { isPartialDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import type { PolicyQuestion, QuestionTopic } from '../../policies/policies.types.js';
import type { Condition } from '../../tailoring/audience.rules.js';
import type { PlaceCondition, QuestionTest } from '../../tailoring/tailoring.types.js';
import { type FormField, SentForm } from './block.form.js';
import type { FlatRule } from './rule-source.js';

const MOST_CONDITIONS = 8;
const placeKinds = ['nation', 'profession', 'sector', 'region', 'icb', 'organisation'] as const;
const placeNames: Record<PlaceCondition['kind'], string> = {
  nation: 'Nation where they work',
  profession: 'Their profession',
  sector: 'Kind of Trust',
  region: 'NHS England region',
  icb: 'Integrated care board',
  organisation: 'Certain Trusts',
};
const topics: Record<QuestionTopic, string> = {
  policy: 'Policy',
  recording: 'Recording',
  checking: 'Checking',
  deciding: 'Deciding',
  people: 'People',
  forms: 'Forms',
  training: 'Training',
};

/** A condition as the form holds it, which may be unfinished. */
export interface ConditionFields {
  /** A kind of place, or `q:` and the key of a question. */
  about: string;
  not: boolean;
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
  return rule.conditions.map(({ not, condition }) => ({
    ...emptyCondition(aboutOf(condition)),
    not,
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
  return { about, not: false, test: '', values: [], date: '', months: '', partly: false };
}

/** What was sent, with a condition more or less where a button asked for that. */
export function sentVariant(body: unknown): VariantForm {
  const form = new SentForm(body);
  const conditions = Array.from({ length: MOST_CONDITIONS }, (_, index): ConditionFields => {
    const at = (name: string) => `${name}-${String(index)}`;
    return {
      about: form.line(at('about')),
      not: form.several(at('not')).includes('yes'),
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
      ...conditions.filter((_, index) => String(index) !== dropped),
      ...(add !== '' && conditions.length < MOST_CONDITIONS ? [emptyCondition(add)] : []),
    ],
    markdown: form.words('markdown'),
  };
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
    return [{ not: fields.not, condition: condition.condition }];
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

export function variantFields(form: VariantForm, choices: RuleChoices): FormField[] {
  return [
    {
      type: 'input',
      name: 'key',
      label: 'Name of the variant',
      hint: 'For authors: learners do not see it',
      value: form.key,
    },
    { type: 'heading', text: 'For whom is it?' },
    ...(form.conditions.length > 1
      ? [
          {
            type: 'radios' as const,
            name: 'combine',
            legend: 'When does it apply?',
            hint: null,
            value: form.combine,
            options: [
              { value: 'all', text: 'When all of the conditions are so' },
              { value: 'any', text: 'When any one of them is so' },
            ],
          },
        ]
      : []),
    ...form.conditions.flatMap((condition, index) => conditionFields(condition, index, choices)),
    ...(form.conditions.length < MOST_CONDITIONS ? addFields(form, choices) : []),
    { type: 'heading', text: 'What do they read?' },
    { type: 'textarea', name: 'markdown', label: 'Words', hint: null, value: form.markdown, rows: 8 },
  ];
}

function addFields(form: VariantForm, { questions }: RuleChoices): FormField[] {
  const options = [
    ...placeKinds.map((kind) => ({ value: kind, text: placeNames[kind] })),
    ...questions
      .filter(({ retired }) => !retired)
      .map(({ key, topic, wording }) => ({ value: `q:${key}`, text: `${topics[topic]}: ${wording}` }))
      .sort((one, other) => one.text.localeCompare(other.text)),
  ];
  const label = form.conditions.length === 0 ? 'A condition about' : 'Another condition about';
  return [
    { type: 'select', name: 'add', label, hint: null, value: '', options },
    { type: 'button', name: 'verb', value: 'add', text: 'Add the condition', hidden: null },
  ];
}

function conditionFields(condition: ConditionFields, index: number, choices: RuleChoices): FormField[] {
  const at = (name: string) => `${name}-${String(index)}`;
  const question = choices.questions.find(({ key }) => `q:${key}` === condition.about);
  const kind = placeKinds.find((one) => one === condition.about);
  const name = question?.wording ?? (kind ? placeNames[kind] : condition.about);
  return [
    { type: 'heading', text: `Condition ${String(index + 1)}: ${name}` },
    { type: 'hidden', name: at('about'), value: condition.about },
    ...(kind ? [placeField(kind, condition, at, choices)] : []),
    ...(question ? questionFields(question, condition, at) : []),
    {
      type: 'checkboxes',
      name: at('not'),
      legend: 'Turn it round?',
      hint: null,
      options: [{ value: 'yes', text: 'The variant is for those of whom this is not so', checked: condition.not }],
    },
    { type: 'button', name: 'drop', value: String(index), text: 'Take this condition out', hidden: `: ${name}` },
  ];
}

function placeField(
  kind: PlaceCondition['kind'],
  { values }: ConditionFields,
  at: (name: string) => string,
  { regions, icbs }: RuleChoices,
): FormField {
  if (kind === 'organisation')
    return {
      type: 'input',
      name: at('codes'),
      label: 'Codes of the Trusts',
      hint: 'As their pages’ addresses have them, such as RR7, RX6',
      value: values.join(', '),
    };
  const all: Record<Exclude<typeof kind, 'organisation'>, { value: string; text: string }[]> = {
    nation: nations.map((value) => ({ value, text: nationName(value) })),
    profession: professions.map((value) => ({ value, text: professionName(value) })),
    sector: sectors.map((value) => ({ value, text: sectorName(value) })),
    region: regions.map(({ code, name }) => ({ value: code, text: name })),
    icb: icbs.map(({ code, name }) => ({ value: code, text: name })),
  };
  const options = all[kind].map((option) => ({ ...option, checked: values.includes(option.value) }));
  return { type: 'checkboxes', name: at('values'), legend: `${placeNames[kind]}: one of these`, hint: null, options };
}

function questionFields(
  question: PolicyQuestion,
  condition: ConditionFields,
  at: (name: string) => string,
): FormField[] {
  const hasOptions = question.options.length > 0;
  const tests = [
    ...(hasOptions ? [{ value: 'is', text: 'The Trust’s answer is one of those below' }] : []),
    ...(question.kind === 'date'
      ? [
          { value: 'before', text: 'The date is before' },
          { value: 'after', text: 'The date is after' },
        ]
      : []),
    { value: 'is_known', text: 'The answer is known' },
    { value: 'is_unknown', text: 'Nobody knows the answer' },
    {
      value: 'older_than',
      text: question.kind === 'date' ? 'The date is longer ago than' : 'What we know is older than',
    },
  ];
  return [
    {
      type: 'radios',
      name: at('test'),
      legend: 'How is it compared?',
      hint: null,
      value: condition.test,
      options: tests,
    },
    ...(hasOptions
      ? [
          {
            type: 'checkboxes' as const,
            name: at('values'),
            legend: 'Answers',
            hint: null,
            options: question.options.map(({ value, label }) => ({
              value,
              text: label,
              checked: condition.values.includes(value),
            })),
          },
        ]
      : []),
    ...(question.kind === 'date'
      ? [
          {
            type: 'input' as const,
            name: at('date'),
            label: 'Date',
            hint: 'Such as 2024, 2024-03 or 2024-03-14',
            value: condition.date,
          },
        ]
      : []),
    {
      type: 'input',
      name: at('months'),
      label: 'Months',
      hint: 'Only if its age is compared',
      value: condition.months,
    },
    {
      type: 'checkboxes',
      name: at('partly'),
      legend: 'Answers in part',
      hint: null,
      options: [
        { value: 'yes', text: 'An answer of which only a part could be read counts too', checked: condition.partly },
      ],
    },
  ];
}
