import { type QuestionKind, questionKinds } from '../questions.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { MOST_OPTIONS } from '../format/options-part.js';
import type { FormField } from './form-field.js';
import type { AskedAs, OptionFields, QuestionFields } from './question-source.js';
import type { SentForm } from './sent-form.js';

/** The button that shows the fields of another kind, and saves nothing. */
const SHOW = { name: 'verb', value: 'show' };

/** Whether the form was sent to show the fields of another kind. */
export function asksForFields(body: unknown): boolean {
  return ((body ?? {}) as Record<string, unknown>)[SHOW.name] === SHOW.value;
}

export const kindWords: Record<AskedAs, string> = {
  single: 'One option is right',
  true_false: 'True or false',
  multiple: 'Several options may be right',
  ordering: 'Put in order',
  matching: 'Match',
  local: 'About the learner’s own Trust',
};

const hints: Record<AskedAs, string | null> = {
  single: null,
  true_false: null,
  multiple: 'Each right option earns an equal share of the mark; ticking everything earns nothing.',
  ordering: 'Write the items in their right order. Learners meet them in another.',
  matching: 'Write an item and what belongs to it. An answer without an item is one more to choose from.',
  local:
    'Its options are answers to a question about policies; what the learner’s own Trust answered is right. It never counts towards a pass.',
};

const TRUE_FALSE = ['True', 'False'];

/** The choice of a question's kind, and the button that shows its fields. */
export function kindFields(asks: AskedAs, kinds: readonly AskedAs[]): FormField[] {
  return [
    {
      type: 'radios',
      name: 'asks',
      legend: 'What kind of question is it?',
      hint: hints[asks],
      value: asks,
      options: kinds.map((value) => ({ value, text: kindWords[value] })),
    },
    { type: 'button', ...SHOW, text: 'Show the fields of this kind', hidden: null },
  ];
}

/** The fields of a question to check oneself: its kind, what it asks, its options and what is right. */
export function questionFields(question: QuestionFields): FormField[] {
  return [...kindFields(question.asks, questionKinds), ...askingFields(question)];
}

/** What a question asks, its options and what is right. */
export function askingFields({ asks, stem, options }: QuestionFields): FormField[] {
  const kind: FormField[] = [words('stem', asks === 'true_false' ? 'The statement' : 'The question', stem, 4)];
  if (asks === 'true_false') return [...kind, ...trueFalseFields(options)];
  const shown = Math.min(MOST_OPTIONS, Math.max(4, options.length + 1));
  const numbers = Array.from({ length: shown }, (_, index) => index);
  return [
    ...kind,
    ...numbers.flatMap((index) => optionFields(asks, index, options[index])),
    ...rightFields(asks, numbers, options),
  ];
}

function optionFields(asks: QuestionKind, index: number, option: OptionFields | undefined): FormField[] {
  const number = String(index + 1);
  const item = asks === 'ordering' || asks === 'matching';
  const name = item ? `item ${number}` : `option ${number}`;
  return [
    { type: 'heading', text: item ? `Item ${number}` : `Option ${number}` },
    words(`option-${String(index)}`, `Words of ${name}`, option?.markdown ?? '', 2),
    ...(asks === 'matching'
      ? [
          {
            type: 'input' as const,
            name: `match-${String(index)}`,
            label: `What belongs to ${name}`,
            hint: null,
            value: option?.match ?? '',
          },
        ]
      : []),
    words(
      `feedback-${String(index)}`,
      item ? `Why, for ${name}` : `What to tell whoever chooses ${name}`,
      option?.feedback ?? '',
      2,
    ),
  ];
}

function rightFields(asks: QuestionKind, numbers: readonly number[], options: readonly OptionFields[]): FormField[] {
  const each = numbers.map((index) => ({
    value: String(index),
    text: `Option ${String(index + 1)}`,
    checked: options[index]?.right === true,
  }));
  const hint = null;
  if (asks === 'multiple')
    return [{ type: 'checkboxes', name: 'right', legend: 'Which options are right?', hint, options: each }];
  if (asks !== 'single') return [];
  const value = String(options.findIndex(({ right }) => right));
  return [{ type: 'radios', name: 'right', legend: 'Which option is right?', hint, value, options: each }];
}

function trueFalseFields(options: readonly OptionFields[]): FormField[] {
  return [
    {
      type: 'radios',
      name: 'right',
      legend: 'Is it true?',
      hint: null,
      value: String(options.findIndex(({ right }) => right)),
      options: TRUE_FALSE.map((text, index) => ({ value: String(index), text })),
    },
    ...TRUE_FALSE.map((text, index) =>
      words(
        `feedback-${String(index)}`,
        `What to tell whoever says ${text.toLowerCase()}`,
        options[index]?.feedback ?? '',
        2,
      ),
    ),
  ];
}

/** The question that was sent. */
export function sentQuestion(form: SentForm): QuestionFields {
  const asks = questionKinds.find((kind) => kind === form.line('asks')) ?? 'single';
  const right = form.several('right');
  const isChosen = asks !== 'ordering' && asks !== 'matching';
  const options = Array.from({ length: asks === 'true_false' ? TRUE_FALSE.length : MOST_OPTIONS }, (_, index) => ({
    markdown: asks === 'true_false' ? (TRUE_FALSE[index] ?? '') : form.words(`option-${String(index)}`),
    right: isChosen && right.includes(String(index)),
    match: asks === 'matching' ? form.line(`match-${String(index)}`) : '',
    feedback: form.words(`feedback-${String(index)}`),
  }));
  return { asks, stem: form.words('stem'), options: options.filter(({ markdown, match }) => markdown + match !== '') };
}

/** Without these it is no question. What else it lacks is told on the draft's page, since a draft may be unfinished. */
export function missingInQuestion({ asks, stem, options }: QuestionFields): FieldError[] {
  const bracket = options.findIndex(({ match }) => /[[\]]/.test(match));
  const unmatched = options.findIndex(({ match }) => asks === 'matching' && match === '');
  return [
    ...(stem === '' ? [{ field: 'stem', message: 'Write the question' }] : []),
    ...(options.length < 2 ? [{ field: 'option-0', message: 'Write at least two options' }] : []),
    ...(bracket === -1
      ? []
      : [{ field: `match-${String(bracket)}`, message: 'Leave [ and ] out of what belongs to it' }]),
    ...(unmatched === -1
      ? []
      : [{ field: `match-${String(unmatched)}`, message: `Say what belongs to item ${String(unmatched + 1)}` }]),
  ];
}

export const words = (name: string, label: string, value: string, rows: number): FormField => ({
  type: 'textarea',
  name,
  label,
  hint: null,
  value,
  rows,
  isWords: true,
});
