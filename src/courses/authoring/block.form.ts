import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations, type Nation } from '../../organisations/organisations.types.js';
import { answerStates } from '../../policies/policies.types.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { FieldError } from '../../platform/http/form.js';
import type { FactState } from '../courses.types.js';
import type { BlockFields, BlockKind } from './block-source.js';
import { blockKindName, stateName } from './block-words.rules.js';

const MOST_WORDS = 20_000;
const MOST_OPTIONS = 6;
const states: readonly FactState[] = [...answerStates, 'unknown'];

/** A field of a form, for views/courses/form-field.hbs. */
export type FormField =
  | { type: 'heading'; text: string }
  | { type: 'hidden'; name: string; value: string }
  /** A button that sends the form for something else than saving. */
  | { type: 'button'; name: string; value: string; text: string; hidden: string | null }
  | { type: 'input'; name: string; label: string; hint: string | null; value: string }
  | { type: 'textarea'; name: string; label: string; hint: string | null; value: string; rows: number }
  | {
      type: 'checkboxes';
      name: string;
      legend: string;
      hint: string | null;
      options: { value: string; text: string; checked: boolean }[];
    }
  | {
      type: 'radios';
      name: string;
      legend: string;
      hint: string | null;
      value: string;
      options: { value: string; text: string; hint?: string }[];
    }
  | {
      type: 'select';
      name: string;
      label: string;
      hint: string | null;
      value: string;
      options: { value: string; text: string }[];
    };

/** The block that a new one of its kind begins as. */
export function emptyBlock(kind: BlockKind): BlockFields {
  switch (kind) {
    case 'text':
    case 'reflect':
      return { kind, markdown: '' };
    case 'case':
      return { kind, title: '', distressing: false, markdown: '' };
    case 'law':
      return {
        kind,
        parts: [
          { nations: ['england', 'wales'], markdown: '' },
          { nations: ['scotland'], markdown: '' },
          { nations: ['northern_ireland'], markdown: '' },
        ],
      };
    case 'guidance':
      return { kind, title: '', nations: [], markdown: '' };
    case 'callout':
      return { kind, style: 'important', title: '', markdown: '' };
    case 'fact':
      return { kind, question: '', wordings: {} };
    case 'tailored':
      return { kind, topic: '', mode: 'informs', variants: [], default: '' };
    case 'check-yourself':
      return { kind, stem: '', options: [] };
  }
}

/** The fields of a block's form, holding what the block says. */
export function fieldsFor(block: BlockFields, questions: readonly PolicyQuestion[]): FormField[] {
  switch (block.kind) {
    case 'text':
      return [words('markdown', 'Words', block.markdown, 14)];
    case 'case':
      return [
        title(block.title),
        {
          type: 'checkboxes',
          name: 'distressing',
          legend: 'May it distress?',
          hint: 'Learners are told before they read it, and can leave it out.',
          options: [{ value: 'yes', text: 'It may be hard to read', checked: block.distressing }],
        },
        words('markdown', 'The case', block.markdown, 12),
      ];
    case 'law':
      return [...block.parts, ...(block.parts.length < nations.length ? [{ nations: [], markdown: '' }] : [])].flatMap(
        (part, index) => [
          { type: 'heading' as const, text: `Wording ${String(index + 1)}` },
          nationsField(`nations-${String(index)}`, 'Where is this the law?', null, part.nations),
          words(`words-${String(index)}`, `Wording ${String(index + 1)}`, part.markdown, 7),
        ],
      );
    case 'guidance':
      return [
        title(block.title),
        nationsField(
          'nations',
          'In which nations is it guidance?',
          'Choose none if it holds everywhere.',
          block.nations,
        ),
        words('markdown', 'The guidance', block.markdown, 8),
      ];
    case 'callout':
      return [
        {
          type: 'radios',
          name: 'style',
          legend: 'What kind of note is it?',
          hint: null,
          value: block.style,
          options: [
            { value: 'important', text: 'Important' },
            { value: 'tip', text: 'Tip' },
            { value: 'remember', text: 'Remember' },
          ],
        },
        title(block.title),
        words('markdown', 'Words', block.markdown, 6),
      ];
    case 'reflect':
      return [words('markdown', 'What should the learner think about?', block.markdown, 6)];
    case 'fact':
      return [
        questionField(block.question, questions),
        ...states.map((state) =>
          words(
            `wording-${state}`,
            stateName(state),
            block.wordings[state] ?? '',
            4,
            state === 'stated'
              ? '{{answer}} stands for the Trust’s answer. Left empty, the product’s own wording is used.'
              : null,
          ),
        ),
      ];
    case 'tailored':
      return [
        {
          type: 'radios',
          name: 'mode',
          legend: 'What do its variants do?',
          hint: null,
          value: block.mode,
          options: [
            {
              value: 'informs',
              text: 'Inform',
              hint: 'They may rest on any fact that was checked, in words that say how good it is.',
            },
            {
              value: 'instructs',
              text: 'Instruct',
              hint: 'They say what to do here: only confirmed, replied or published facts that are dated and recent count.',
            },
          ],
        },
        words(
          'default',
          'Words for everyone whom no variant is for',
          block.default,
          8,
          'Teach what the law says without a local rule, and say that nothing local is known.',
        ),
      ];
    case 'check-yourself':
      return optionFields(block);
  }
}

function optionFields({ stem, options }: Extract<BlockFields, { kind: 'check-yourself' }>): FormField[] {
  const shown = Math.min(MOST_OPTIONS, Math.max(4, options.length + 1));
  const numbers = Array.from({ length: shown }, (_, index) => index);
  return [
    words('stem', 'The question', stem, 4),
    ...numbers.flatMap((index): FormField[] => [
      { type: 'heading', text: `Option ${String(index + 1)}` },
      words(`option-${String(index)}`, `Words of option ${String(index + 1)}`, options[index]?.markdown ?? '', 2),
      words(
        `feedback-${String(index)}`,
        `What to tell whoever chooses option ${String(index + 1)}`,
        options[index]?.feedback ?? '',
        2,
      ),
    ]),
    {
      type: 'radios',
      name: 'right',
      legend: 'Which option is right?',
      hint: null,
      value: String(options.findIndex(({ right }) => right)),
      options: numbers.map((index) => ({ value: String(index), text: `Option ${String(index + 1)}` })),
    },
  ];
}

const title = (value: string): FormField => ({ type: 'input', name: 'title', label: 'Title', hint: null, value });

const words = (name: string, label: string, value: string, rows: number, hint: string | null = null): FormField => ({
  type: 'textarea',
  name,
  label,
  hint,
  value,
  rows,
});

const nationsField = (name: string, legend: string, hint: string | null, chosen: readonly Nation[]): FormField => ({
  type: 'checkboxes',
  name,
  legend,
  hint,
  options: nations.map((nation) => ({ value: nation, text: nationName(nation), checked: chosen.includes(nation) })),
});

function questionField(value: string, questions: readonly PolicyQuestion[]): FormField {
  const options = questions
    .filter(({ key, retired }) => !retired || key === value)
    .map(({ key, wording, retired }) => ({ value: key, text: retired ? `${wording} (retired)` : wording }));
  const hint = 'The learner sees what their own Trust’s policy says on it, with its source.';
  return { type: 'select', name: 'question', label: 'Which question about the policy?', hint, value, options };
}

/** What was sent for a block of a kind: its fields, and what has to be put right before it can be saved. */
export function readBlock(kind: BlockKind, body: unknown): { fields: BlockFields; errors: FieldError[] } {
  const form = new SentForm(body);
  const fields = sentBlock(kind, form);
  return { fields, errors: [...form.errors, ...missing(fields)] };
}

function sentBlock(kind: BlockKind, form: SentForm): BlockFields {
  switch (kind) {
    case 'text':
    case 'reflect':
      return { kind, markdown: form.words('markdown') };
    case 'case':
      return {
        kind,
        title: form.line('title'),
        distressing: form.several('distressing').includes('yes'),
        markdown: form.words('markdown'),
      };
    case 'law':
      return {
        kind,
        parts: nations
          .map((_, index) => ({
            nations: form.nations(`nations-${String(index)}`),
            markdown: form.words(`words-${String(index)}`),
          }))
          .filter((part) => part.markdown !== ''),
      };
    case 'guidance':
      return { kind, title: form.line('title'), nations: form.nations('nations'), markdown: form.words('markdown') };
    case 'callout': {
      const style = form.line('style');
      return {
        kind,
        style: style === 'tip' || style === 'remember' ? style : 'important',
        title: form.line('title'),
        markdown: form.words('markdown'),
      };
    }
    case 'fact': {
      const given = states.map((state) => [state, form.words(`wording-${state}`)] as const);
      return {
        kind,
        question: form.line('question'),
        wordings: Object.fromEntries(given.filter(([, text]) => text !== '')),
      };
    }
    case 'tailored':
      return {
        kind,
        topic: '',
        mode: form.line('mode') === 'instructs' ? 'instructs' : 'informs',
        variants: [],
        default: form.words('default'),
      };
    case 'check-yourself': {
      const right = form.line('right');
      const options = Array.from({ length: MOST_OPTIONS }, (_, index) => ({
        markdown: form.words(`option-${String(index)}`),
        right: right === String(index),
        feedback: form.words(`feedback-${String(index)}`),
      }));
      return { kind, stem: form.words('stem'), options: options.filter(({ markdown }) => markdown !== '') };
    }
  }
}

/** Without these a block is none. What else it lacks is told on the draft's page, since a draft may be unfinished. */
function missing(fields: BlockFields): FieldError[] {
  switch (fields.kind) {
    case 'text':
    case 'reflect':
      return fields.markdown === '' ? [{ field: 'markdown', message: 'Write the words of the block' }] : [];
    case 'case':
    case 'guidance':
    case 'callout':
      return [
        ...(fields.title === ''
          ? [{ field: 'title', message: `Give the ${blockKindName(fields.kind).toLowerCase()} a title` }]
          : []),
        ...(fields.markdown === '' ? [{ field: 'markdown', message: 'Write the words of the block' }] : []),
      ];
    case 'law': {
      if (fields.parts.length === 0)
        return [{ field: 'words-0', message: 'Write what the law is in at least one nation' }];
      const twice = nations.find((nation) => fields.parts.filter((part) => part.nations.includes(nation)).length > 1);
      const nowhere = fields.parts.findIndex((part) => part.nations.length === 0);
      return [
        ...(twice ? [{ field: 'nations-0', message: `Choose ${nationName(twice)} for one wording only` }] : []),
        ...(nowhere === -1
          ? []
          : [
              {
                field: `nations-${String(nowhere)}`,
                message: `Choose where wording ${String(nowhere + 1)} is the law`,
              },
            ]),
      ];
    }
    case 'fact':
      return fields.question === '' ? [{ field: 'question', message: 'Choose a question' }] : [];
    case 'tailored':
      return fields.default === '' ? [{ field: 'default', message: 'Write what everyone else reads' }] : [];
    case 'check-yourself':
      return [
        ...(fields.stem === '' ? [{ field: 'stem', message: 'Write the question' }] : []),
        ...(fields.options.length < 2 ? [{ field: 'option-0', message: 'Write at least two options' }] : []),
      ];
  }
}

/** Reads fields of a sent form, and gathers what no block may hold. */
export class SentForm {
  readonly errors: FieldError[] = [];
  private readonly body: Record<string, unknown>;

  constructor(body: unknown) {
    this.body = (body ?? {}) as Record<string, unknown>;
  }

  line(name: string): string {
    const value = this.text(name).replaceAll(/\s+/g, ' ').trim();
    if (value.length > 200) this.errors.push({ field: name, message: 'Keep it under 200 characters' });
    return value;
  }

  /** Markdown. A line that the format of courses reads as the beginning or end of something is told, not taken. */
  words(name: string): string {
    const value = this.text(name).replaceAll('\r\n', '\n').trim();
    if (value.length > MOST_WORDS)
      this.errors.push({
        field: name,
        message: `Keep it under ${MOST_WORDS.toLocaleString('en-GB')} characters: move the rest into a block of its own`,
      });
    const line = value.split('\n').find((each) => /^:::|^===\s/.test(each));
    if (line !== undefined)
      this.errors.push({
        field: name,
        message: `A line cannot begin with ${line.slice(0, 3)}: that divides blocks. Begin the line “${line.slice(0, 30)}” with something else`,
      });
    if (/^#\s/m.test(value))
      this.errors.push({ field: name, message: 'Begin headings with ##: the only # is the title of the lesson' });
    return value;
  }

  several(name: string): string[] {
    return [this.body[name] ?? []].flat().filter((value) => typeof value === 'string');
  }

  nations(name: string): Nation[] {
    const chosen = this.several(name);
    return nations.filter((nation) => chosen.includes(nation));
  }

  private text(name: string): string {
    const value = this.body[name];
    return typeof value === 'string' ? value : '';
  }
}
