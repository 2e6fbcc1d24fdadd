import type { FactState } from './lesson-blocks.types.js';

const kinds: Record<string, string> = {
  text: 'Text',
  case: 'Case',
  law: 'Law, by nation',
  guidance: 'National guidance',
  callout: 'Note',
  reflect: 'Reflection',
  image: 'Picture',
  video: 'Video',
  audio: 'Sound',
  download: 'Download',
  fact: 'Policy fact',
  tailored: 'Tailored block',
  'check-yourself': 'Check yourself',
  check_yourself: 'Check yourself',
};

/** What authors call a block of a kind. */
export const blockKindName = (kind: string): string => kinds[kind] ?? kind;

const states: Record<FactState, string> = {
  stated: 'When the policy says so',
  partial: 'When it says so in part',
  absent: 'When the policy was read and is silent',
  unclear: 'When what was read is unclear',
  not_held: 'When the Trust says that it holds nothing',
  refused: 'When the Trust declined to say',
  awaiting: 'When we have asked and wait',
  unknown: 'When nobody knows',
};

/** When a wording of a policy fact is shown. */
export const stateName = (state: FactState): string => states[state];

/** The beginning of some Markdown as plain words, for lists. */
export function excerpt(markdown: string, length = 140): string {
  const plain = markdown
    .replaceAll(/^(:::|===|--).*$/gm, ' ')
    .replaceAll(/\[@[^\]]*\]/g, '')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s*([-*>#]+|\d+\.)\s+/gm, '')
    .replaceAll(/[*_`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length <= length ? plain : `${plain.slice(0, plain.lastIndexOf(' ', length))} …`;
}
