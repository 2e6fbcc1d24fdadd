import { nations, type Nation } from '../../organisations/organisations.types.js';
import type { CalloutStyle, FactState } from '../lesson-blocks.types.js';
import { type Part, splitParts } from '../format/fences.js';
import { kindNamed, kindNames } from '../format/options-part.js';
import { mediumArgs } from '../format/lesson-blocks.js';
import { Problems } from '../format/problems.js';
import type { SourcePiece } from './lesson-source.js';
import { type QuestionFields, questionIn, questionSource } from './question-source.js';

/** The blocks that a lesson may have, by the names that its file gives them. */
export const blockKinds = [
  'text',
  'case',
  'law',
  'guidance',
  'callout',
  'reflect',
  'image',
  'video',
  'audio',
  'download',
  'fact',
  'tailored',
  'check-yourself',
] as const;
export type BlockKind = (typeof blockKinds)[number];

export interface VariantFields {
  key: string;
  /** Its rule, as the file has it under `when:`. */
  rule: string;
  markdown: string;
}

/** What an author may change of a block: its words in Markdown, and what they are for. */
export type BlockFields =
  | { kind: 'text'; markdown: string }
  | { kind: 'case'; title: string; distressing: boolean; markdown: string }
  | { kind: 'law'; parts: { nations: Nation[]; markdown: string }[] }
  /** No nation: it holds everywhere. */
  | { kind: 'guidance'; title: string; nations: Nation[]; markdown: string }
  | { kind: 'callout'; style: CalloutStyle; title: string; markdown: string }
  | { kind: 'reflect'; markdown: string }
  /** `title` is the alternative text. */
  | { kind: 'image'; file: string; title: string; decorative: boolean; markdown: string }
  | { kind: 'video'; file: string; captions: string; title: string; markdown: string }
  | { kind: 'audio' | 'download'; file: string; title: string; markdown: string }
  | { kind: 'fact'; question: string; wordings: Partial<Record<FactState, string>> }
  | {
      kind: 'tailored';
      topic: string;
      mode: 'instructs' | 'informs';
      variants: VariantFields[];
      default: string;
    }
  | ({ kind: 'check-yourself' } & QuestionFields);

/** A block's fields from its piece of a lesson's file; undefined for a block of a kind that there is not. */
export function fieldsOf(piece: SourcePiece): BlockFields | undefined {
  const markdown = piece.body.trim();
  switch (piece.name) {
    case 'text':
    case 'reflect':
      return { kind: piece.name, markdown };
    case 'case':
      return { kind: 'case', title: titleOf(piece.args), distressing: /"\s*distressing$/.test(piece.args), markdown };
    case 'law':
      return {
        kind: 'law',
        parts: partsOf(piece).map(({ name, text }) => ({ nations: nationsIn(name), markdown: text.trim() })),
      };
    case 'guidance': {
      const first = /^nations:\s*\[?([^\]\n]*)\]?\s*(?:\n|$)/.exec(piece.body);
      return {
        kind: 'guidance',
        title: titleOf(piece.args),
        nations: nationsIn(first?.[1] ?? ''),
        markdown: piece.body.slice(first?.[0].length ?? 0).trim(),
      };
    }
    case 'callout': {
      const style = piece.args.split(' ')[0];
      return {
        kind: 'callout',
        style: style === 'tip' || style === 'remember' ? style : 'important',
        title: titleOf(piece.args),
        markdown,
      };
    }
    case 'image': {
      const { file, title, decorative } = mediumArgs(piece.args);
      return { kind: 'image', file, title, decorative, markdown };
    }
    case 'video': {
      const { file, title, captions } = mediumArgs(piece.args);
      return { kind: 'video', file, captions, title, markdown };
    }
    case 'audio':
    case 'download': {
      const { file, title } = mediumArgs(piece.args);
      return { kind: piece.name, file, title, markdown };
    }
    case 'fact':
      return {
        kind: 'fact',
        question: piece.args,
        wordings: Object.fromEntries(partsOf(piece).map(({ name, text }) => [name, text.trim()])),
      };
    case 'tailored':
      return tailoredOf(piece);
    case 'check-yourself':
      return {
        kind: 'check-yourself',
        ...questionIn(piece.body, kindNamed(piece.args === '' ? kindNames.single : piece.args) ?? 'single'),
      };
    default:
      return undefined;
  }
}

/** The block as a lesson's file has it, under its key. */
export function sourceOf(fields: BlockFields, key: string, addresses: readonly string[] = []): string {
  if (fields.kind === 'text') return fields.markdown.trim();
  const about = addresses.length > 0 ? ` addresses=${addresses.join(',')}` : '';
  const opening = ['::: ' + fields.kind, ...argsOf(fields), `{#${key}${about}}`].join(' ');
  return `${opening}\n${bodyOf(fields)}\n:::`;
}

function argsOf(fields: BlockFields): string[] {
  switch (fields.kind) {
    case 'case':
      return [`"${fields.title}"`, ...(fields.distressing ? ['distressing'] : [])];
    case 'guidance':
      return [`"${fields.title}"`];
    case 'callout':
      return [fields.style, `"${fields.title}"`];
    case 'image':
      return [fields.file, ...(fields.decorative ? ['decorative'] : []), ...titled(fields.title)];
    case 'video':
      return [fields.file, ...(fields.captions === '' ? [] : [`captions=${fields.captions}`]), ...titled(fields.title)];
    case 'audio':
    case 'download':
      return [fields.file, ...titled(fields.title)];
    case 'fact':
      return [fields.question];
    case 'tailored':
      return [fields.topic, fields.mode].filter(Boolean);
    case 'check-yourself':
      return fields.asks === 'single' ? [] : [kindNames[fields.asks]];
    default:
      return [];
  }
}

function bodyOf(fields: BlockFields): string {
  switch (fields.kind) {
    case 'law':
      return fields.parts.map((part) => `=== ${part.nations.join(' ')}\n${part.markdown.trim()}`).join('\n');
    case 'guidance':
      return (fields.nations.length > 0 ? `nations: [${fields.nations.join(', ')}]\n` : '') + fields.markdown.trim();
    case 'fact':
      return Object.entries(fields.wordings)
        .map(([state, words]) => `=== ${state}\n${words.trim()}`)
        .join('\n');
    case 'tailored':
      return [
        ...fields.variants.map(
          ({ key, rule, markdown }) => `=== variant ${key}\n${rule.trimEnd()}\n--\n${markdown.trim()}`,
        ),
        `=== default\n${fields.default.trim()}`,
      ].join('\n');
    case 'check-yourself':
      return questionSource(fields);
    default:
      return fields.markdown.trim();
  }
}

const titled = (title: string): string[] => (title === '' ? [] : [`"${title}"`]);

function tailoredOf(piece: SourcePiece): BlockFields {
  const words = piece.args.split(/\s+/).filter(Boolean);
  const mode = words.at(-1) === 'instructs' ? 'instructs' : 'informs';
  const parts = partsOf(piece);
  return {
    kind: 'tailored',
    topic: words.filter((word) => word !== 'instructs' && word !== 'informs').join('-'),
    mode,
    variants: parts.flatMap(({ name, text }) => {
      const key = /^variant\s+(.+)$/.exec(name)?.[1];
      if (key === undefined) return [];
      const [rule = '', ...rest] = text.split(/^--[ \t]*$/m);
      return [{ key, rule: rule.trimEnd(), markdown: rest.join('--').trim() }];
    }),
    default: parts.find(({ name }) => name === 'default')?.text.trim() ?? '',
  };
}

const partsOf = (piece: SourcePiece): Part[] => splitParts(piece.body, 0, '', new Problems());

const titleOf = (args: string): string => (/"(.+)"/.exec(args) ?? /“([^”]+)”/.exec(args))?.[1] ?? '';

const nationsIn = (text: string): Nation[] => nations.filter((nation) => text.split(/[\s,]+/).includes(nation));
