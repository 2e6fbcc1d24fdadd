import { diffWords } from 'diff';

export interface WordPart {
  is: 'same' | 'added' | 'removed';
  text: string;
}

const LONGEST = 5_000;
/** Two wordings that share less are two, and to mark all of both would say nothing. */
const LEAST_SHARED = 0.4;

/** How one wording differs from another, word by word. Null when they have too little in common to be compared. */
export function wordingChanges(before: string, after: string): WordPart[] | null {
  if (before.length > LONGEST || after.length > LONGEST) return null;
  const parts = diffWords(before, after).map(({ value, added, removed }): WordPart => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
  const shared = parts.filter(({ is }) => is === 'same').reduce((sum, { text }) => sum + text.trim().length, 0);
  return shared / Math.max(before.length, after.length, 1) < LEAST_SHARED ? null : parts;
}
