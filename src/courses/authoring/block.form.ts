import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations, type Nation } from '../../organisations/organisations.types.js';
import { answerStates } from '../../policies/policies.types.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { formatOf, type MediumKind } from '../media/media-kinds.rules.js';
import type { CourseMedium } from '../courses.types.js';
import type { FactState } from '../lesson-blocks.types.js';
import type { BlockFields, BlockKind } from './block-source.js';
import { stateName } from '../block-words.rules.js';
import type { FormField } from './form-field.js';
import { questionFields } from './question-fields.form.js';

/** What a wording of a fact can be for, in the order of the form. */
export const factStates: readonly FactState[] = [...answerStates, 'unknown'];

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
    case 'image':
      return { kind, file: '', title: '', decorative: false, markdown: '' };
    case 'video':
      return { kind, file: '', captions: '', title: '', markdown: '' };
    case 'audio':
    case 'download':
      return { kind, file: '', title: '', markdown: '' };
    case 'fact':
      return { kind, question: '', wordings: {} };
    case 'tailored':
      return { kind, topic: '', mode: 'informs', variants: [], default: '' };
    case 'check-yourself':
      return { kind, asks: 'single', stem: '', options: [] };
  }
}

/** The fields of a block's form, holding what the block says. */
export function fieldsFor(
  block: BlockFields,
  questions: readonly PolicyQuestion[],
  media: readonly CourseMedium[],
): FormField[] {
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
    case 'image':
      return [
        mediumField('file', 'Which picture?', 'image', block.file, media),
        {
          type: 'input',
          name: 'title',
          label: 'Alternative text',
          hint: 'What the picture shows, for those who do not see it. It is read out in place of the picture.',
          value: block.title,
        },
        {
          type: 'checkboxes',
          name: 'decorative',
          legend: 'Does it say nothing that the words do not?',
          hint: null,
          options: [
            { value: 'yes', text: 'It is decorative: it needs no alternative text', checked: block.decorative },
          ],
        },
        words('markdown', 'Words below it (optional)', block.markdown, 4),
      ];
    case 'video':
      return [
        mediumField('file', 'Which video?', 'video', block.file, media),
        title(block.title),
        mediumField('captions', 'Which captions?', 'captions', block.captions, media),
        words('markdown', 'Transcript', block.markdown, 12, 'What is said, by whom, and what is to be seen.'),
      ];
    case 'audio':
      return [
        mediumField('file', 'Which recording?', 'audio', block.file, media),
        title(block.title),
        words('markdown', 'Transcript', block.markdown, 12, 'What is said, and by whom.'),
      ];
    case 'download':
      return [
        mediumField('file', 'Which document?', 'download', block.file, media),
        title(block.title),
        words('markdown', 'What it is for (optional)', block.markdown, 4),
      ];
    case 'fact':
      return [
        questionField(block.question, questions),
        ...factStates.map((state) =>
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
      return questionFields(block);
  }
}

const title = (value: string): FormField => ({ type: 'input', name: 'title', label: 'Title', hint: null, value });

const mediumField = (
  name: string,
  label: string,
  kind: MediumKind,
  value: string,
  media: readonly CourseMedium[],
): FormField => {
  const names = media.map(({ file }) => file).filter((file) => formatOf(file)?.kind === kind);
  return {
    type: 'select',
    name,
    label,
    hint: names.length === 0 ? NO_MEDIA : null,
    value,
    options: [...names, ...(value !== '' && !names.includes(value) ? [value] : [])].map((file) => ({
      value: file,
      text: file,
    })),
  };
};

const NO_MEDIA =
  'The course has none yet. Add the file under “Pictures, video and documents” on the page of the draft.';

const words = (name: string, label: string, value: string, rows: number, hint: string | null = null): FormField => ({
  type: 'textarea',
  name,
  label,
  hint,
  value,
  rows,
  isWords: true,
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
