import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { factStates } from './block.form.js';
import type { BlockFields, BlockKind } from './block-source.js';
import { kindInWords } from '../media/media-kinds.rules.js';
import { blockKindName } from '../block-words.rules.js';
import { missingInQuestion, sentQuestion } from './question-fields.form.js';
import { SentForm } from './sent-form.js';

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
    case 'image':
      return {
        kind,
        file: form.medium('file', 'image'),
        title: form.line('title', 500),
        decorative: form.several('decorative').includes('yes'),
        markdown: form.words('markdown'),
      };
    case 'video':
      return {
        kind,
        file: form.medium('file', 'video'),
        captions: form.medium('captions', 'captions'),
        title: form.line('title'),
        markdown: form.words('markdown'),
      };
    case 'audio':
    case 'download':
      return { kind, file: form.medium('file', kind), title: form.line('title'), markdown: form.words('markdown') };
    case 'fact': {
      const given = factStates.map((state) => [state, form.words(`wording-${state}`)] as const);
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
    case 'check-yourself':
      return { kind, ...sentQuestion(form) };
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
    case 'image':
      return [
        ...(fields.file === '' ? [{ field: 'file', message: 'Choose a picture' }] : []),
        ...(fields.title === '' && !fields.decorative
          ? [{ field: 'title', message: 'Say what the picture shows, or that it is decorative' }]
          : []),
        ...(fields.title !== '' && fields.decorative
          ? [
              {
                field: 'decorative',
                message: 'A decorative picture has no alternative text: keep the one that is true',
              },
            ]
          : []),
      ];
    case 'video':
    case 'audio':
    case 'download':
      return [
        ...(fields.file === '' ? [{ field: 'file', message: 'Choose a file' }] : []),
        ...(fields.title === '' ? [{ field: 'title', message: `Give the ${kindInWords(fields.kind)} a title` }] : []),
      ];
    case 'fact':
      return fields.question === '' ? [{ field: 'question', message: 'Choose a question' }] : [];
    case 'tailored':
      return fields.default === '' ? [{ field: 'default', message: 'Write what everyone else reads' }] : [];
    case 'check-yourself':
      return missingInQuestion(fields);
  }
}
