import type { TextState } from '../documents.types.js';

const tags: Record<TextState, { text: string; kind: string }> = {
  waiting: { text: 'Reading the text…', kind: 'plain' },
  ready: { text: 'Text read', kind: 'good' },
  none: { text: 'A scan, no text', kind: 'warm' },
  encrypted: { text: 'Locked by a password', kind: 'warm' },
  failed: { text: 'Text not readable', kind: 'bad' },
};

/** What became of a copy's text; null when no copy is held. */
export function textStateTag(state: TextState | null): { text: string; kind: string } {
  return state === null ? { text: 'No copy held', kind: 'plain' } : tags[state];
}

/** Bytes as people say them. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} bytes`;
  return bytes < 1_000_000 ? `${String(Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
