import { professionName } from '../../accounts/account-words.rules.js';
import { professions } from '../../accounts/accounts.types.js';
import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import { nations, sectors } from '../../organisations/organisations.types.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { PlaceCondition } from '../../tailoring/tailoring.types.js';
import type { FormField } from './form-field.js';
import { type ConditionFields, placeKinds, placeNames, type RuleChoices } from './variant.form.js';

/** The fields of one condition of a variant's rule. */
export function conditionFields(condition: ConditionFields, index: number, choices: RuleChoices): FormField[] {
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
    ...(index === 0
      ? []
      : [
          {
            type: 'checkboxes' as const,
            name: at('joined'),
            legend: `In brackets with condition ${String(index)}?`,
            hint: 'Where all conditions must be so, one of those in brackets is enough; where any one is enough, all in brackets must be so',
            options: [{ value: 'yes', text: 'In brackets with it', checked: condition.joined }],
          },
        ]),
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
