import { topicName } from '../../policies/question-words.rules.js';
import { conditionFields } from './condition-fields.js';
import type { FormField } from './form-field.js';
import { MOST_CONDITIONS, placeKinds, placeNames, type RuleChoices, type VariantForm } from './variant.form.js';

/** The fields of a variant's form, holding what it says. */
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
    { type: 'textarea', name: 'markdown', label: 'Words', hint: null, value: form.markdown, rows: 8, isWords: true },
  ];
}

function addFields(form: VariantForm, { questions }: RuleChoices): FormField[] {
  const options = [
    ...placeKinds.map((kind) => ({ value: kind, text: placeNames[kind] })),
    ...questions
      .filter(({ retired }) => !retired)
      .map(({ key, topic, wording }) => ({ value: `q:${key}`, text: `${topicName(topic)}: ${wording}` }))
      .sort((one, other) => one.text.localeCompare(other.text)),
  ];
  const label = form.conditions.length === 0 ? 'A condition about' : 'Another condition about';
  return [
    { type: 'select', name: 'add', label, hint: null, value: '', options },
    { type: 'button', name: 'verb', value: 'add', text: 'Add the condition', hidden: null },
  ];
}
