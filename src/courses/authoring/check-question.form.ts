import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { questionKinds } from '../questions.types.js';
import { excerpt } from '../block-words.rules.js';
import type { FormField } from './form-field.js';
import { askingFields, kindFields, missingInQuestion, sentQuestion, words } from './question-fields.form.js';
import type { CheckQuestionFields } from './question-pieces.js';
import type { AskedAs, OptionFields, QuestionFields } from './question-source.js';
import { SentForm } from './sent-form.js';

/** What there is to choose from in the form of a question. */
export interface QuestionChoices {
  outcomes: { id: number; text: string }[];
  policyQuestions: readonly PolicyQuestion[];
  /** The other questions of its file, in their order. */
  others: { key: string; stem: string }[];
}

const KINDS: AskedAs[] = [...questionKinds, 'local'];

/** A new question begins as one whose single right option is to be chosen. */
export const emptyQuestion: CheckQuestionFields = {
  asks: 'single',
  stem: '',
  options: [],
  outcome: '',
  policyQuestion: '',
  nations: [],
  variantOf: '',
  caseTitle: '',
  after: '',
  tags: [],
  others: [],
};

const isLocal = (fields: CheckQuestionFields): boolean => fields.asks === 'local';

/** The fields of a question of the knowledge check. `name`: the field of its key, when it is new. */
export function checkQuestionFields(
  fields: CheckQuestionFields,
  choices: QuestionChoices,
  name: string | null,
): FormField[] {
  const select = (field: string, label: string, hint: string | null, value: string, options: Choice[]): FormField => ({
    type: 'select',
    name: field,
    label,
    hint,
    value,
    options,
  });
  const others = choices.others.map(({ key, stem }) => ({ value: key, text: `${key}: ${excerpt(stem, 60)}` }));
  return [
    ...(name === null
      ? []
      : [
          {
            type: 'input' as const,
            name: 'key',
            label: 'Short name',
            hint: 'By which lists and statistics call it, such as no-witness. It stays as it is',
            value: name,
          },
        ]),
    select(
      'outcome',
      'Which outcome does it test?',
      null,
      fields.outcome,
      choices.outcomes.map(({ id, text }) => ({ value: String(id), text: `${String(id)}. ${text}` })),
    ),
    ...kindFields(fields.asks, KINDS),
    ...(isLocal(fields) ? localFields(fields, choices) : askingFields(fields as QuestionFields)),
    { type: 'heading', text: 'When it is asked' },
    ...(isLocal(fields)
      ? []
      : [
          {
            type: 'input' as const,
            name: 'tags',
            label: 'Tags by which it is drawn',
            hint: 'With commas between them. The settings of the course say how many of a tag are asked; without such a tag it always is',
            value: fields.tags.join(', '),
          },
        ]),
    {
      type: 'checkboxes',
      name: 'nations',
      legend: 'In which nations?',
      hint: 'Choose none if it is true in all. Every nation is asked as many questions that count.',
      options: nations.map((value) => ({ value, text: nationName(value), checked: fields.nations.includes(value) })),
    },
    select(
      'variantOf',
      'Is it another nation’s version of a question?',
      'Each learner meets one of them',
      fields.variantOf,
      others,
    ),
    ...(isLocal(fields)
      ? []
      : [
          { type: 'heading' as const, text: 'A case that unfolds' },
          {
            type: 'input' as const,
            name: 'caseTitle',
            label: 'Title of the case that it begins',
            hint: 'Left empty unless it is the first step of a case',
            value: fields.caseTitle,
          },
          select(
            'after',
            'From which step does it go on?',
            'It is shown once that one is answered. Move it directly behind it',
            fields.after,
            others,
          ),
        ]),
  ];
}

interface Choice {
  value: string;
  text: string;
}

function localFields(
  { policyQuestion, stem, options }: CheckQuestionFields,
  { policyQuestions }: QuestionChoices,
): FormField[] {
  const asked = policyQuestions.find(({ key }) => key === policyQuestion);
  const choosable = policyQuestions.filter(
    ({ key, kind, retired }) => key === policyQuestion || (!retired && (kind === 'choice' || kind === 'choices')),
  );
  return [
    {
      type: 'select',
      name: 'policyQuestion',
      label: 'Which question about the policy?',
      hint: 'Press “Show the fields of this kind” after choosing, to see its answers',
      value: policyQuestion,
      options: choosable.map(({ key, wording }) => ({ value: key, text: wording })),
    },
    words('stem', 'The question, as it is put to the learner', stem, 4),
    ...(asked?.options ?? []).flatMap(({ value, label }, index): FormField[] => {
      const option = options.find(({ match }) => match === value);
      return [
        { type: 'heading', text: label },
        words(
          `option-${String(index)}`,
          `Words of “${label}”; left empty, it is not offered`,
          option?.markdown ?? '',
          2,
        ),
        words(`feedback-${String(index)}`, `What to tell whoever chooses “${label}”`, option?.feedback ?? '', 2),
      ];
    }),
  ];
}

/** The question that was sent, and what has to be put right. `before`: what no field holds stays as it was. */
export function readCheckQuestion(
  body: unknown,
  choices: QuestionChoices,
  before: CheckQuestionFields,
): { fields: CheckQuestionFields; errors: FieldError[] } {
  const form = new SentForm(body);
  const asks = KINDS.find((kind) => kind === form.line('asks')) ?? 'single';
  const policyQuestion = asks === 'local' ? form.line('policyQuestion') : '';
  const question = asks === 'local' ? sentLocal(form, choices, policyQuestion) : sentQuestion(form);
  const isOther = (key: string) => choices.others.some((other) => other.key === key);
  const known = (field: string) => [form.line(field)].find(isOther) ?? '';
  const fields: CheckQuestionFields = {
    ...question,
    outcome: choices.outcomes.map(({ id }) => String(id)).find((id) => id === form.line('outcome')) ?? '',
    policyQuestion,
    nations: form.nations('nations'),
    variantOf: known('variantOf') || kept(form, 'variantOf', before.variantOf),
    caseTitle: asks === 'local' ? '' : form.line('caseTitle'),
    after: asks === 'local' ? '' : known('after') || kept(form, 'after', before.after),
    tags: asks === 'local' ? [] : tagsIn(form.line('tags')),
    others: before.others,
  };
  const errors = [
    ...form.errors,
    ...(fields.outcome === '' ? [{ field: 'outcome', message: 'Choose the outcome that it tests' }] : []),
    ...(asks === 'local' && policyQuestion === ''
      ? [{ field: 'policyQuestion', message: 'Choose a question about the policy' }]
      : []),
    ...(asks === 'local' ? missingInLocal(fields) : missingInQuestion(question as QuestionFields)),
  ];
  return { fields, errors };
}

/** As a file can have them. */
const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(',')
      .map((tag) =>
        tag
          .trim()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^-+|-+$/g, ''),
      )
      .filter(Boolean),
  ),
];

/** A question of another file is none that can be chosen here, and stays as it was while nothing else is. */
const kept = (form: SentForm, field: string, before: string): string => (form.line(field) === before ? before : '');

function sentLocal(form: SentForm, { policyQuestions }: QuestionChoices, key: string): QuestionFields<AskedAs> {
  const answers = policyQuestions.find((question) => question.key === key)?.options ?? [];
  const options = answers.map(({ value }, index): OptionFields => ({
    markdown: form.words(`option-${String(index)}`),
    right: false,
    match: value,
    feedback: form.words(`feedback-${String(index)}`),
  }));
  return { asks: 'local', stem: form.words('stem'), options: options.filter(({ markdown }) => markdown !== '') };
}

function missingInLocal({ stem, policyQuestion, options }: CheckQuestionFields): FieldError[] {
  return [
    ...(stem === '' ? [{ field: 'stem', message: 'Write the question' }] : []),
    ...(policyQuestion !== '' && options.length < 2
      ? [{ field: 'option-0', message: 'Offer at least two of the answers' }]
      : []),
  ];
}
