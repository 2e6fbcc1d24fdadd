import { diffWords } from 'diff';
import { coursesPaths } from '../paths.js';
import type { DraftFile } from './drafts.queries.js';
import { backOf, savedInWords } from './studio-form.view.js';
import type { HistoryView } from './studio.view.js';

const hows: Record<string, string> = {
  began: 'Began',
  saved: 'Saved',
  kept: 'Kept while writing',
  moved: 'A block moved',
  copied: 'A block copied',
  removed: 'A block removed',
  restored: 'Put back',
};

/** More words around a change than this are left out. */
const AROUND = 60;
/** In words added and removed. The time to find changes grows with their square, and two texts that share little are two. */
const MOST_CHANGES = 2_000;

interface Revision {
  number: number;
  how: string;
  savedAt: Date;
  savedBy: string;
  text: string;
}

/** What was saved of a file, the newest first, each with what it changed. `found` may hold one more than a page. */
export function historyView(file: DraftFile, found: readonly Revision[], pageSize: number): HistoryView {
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    title: 'What was saved before',
    back: backOf(file),
    action: coursesPaths.restorations(file.id),
    seen: String(file.number),
    revisions: shown.map((revision, index) => ({
      number: String(revision.number),
      text: `${hows[revision.how] ?? revision.how} on ${savedInWords(revision.savedAt)} by ${revision.savedBy}`,
      words: changedWords(found[index + 1]?.text ?? null, revision.text),
      current: revision.number === file.number,
    })),
    older: found.length > pageSize && last ? coursesPaths.history(file.id, { before: last.number }) : null,
  };
}

/** What a later text says otherwise than an earlier one, with a few words around it; nothing for the first of all. */
export function changedWords(before: string | null, after: string): { text: string; kind: string }[] {
  if (before === null) return [];
  const changes = diffWords(before, after, { maxEditLength: MOST_CHANGES });
  if (!changes) return [{ text: 'So much of it is otherwise that it is not marked here.', kind: 'same' }];
  return changes.flatMap(({ value, added, removed }, index, all) => {
    if (added || removed) return [{ text: value, kind: added ? 'added' : 'removed' }];
    if (value.length <= 2 * AROUND) return [{ text: value, kind: 'same' }];
    const head = index === 0 ? '' : value.slice(0, AROUND);
    const tail = index === all.length - 1 ? '' : value.slice(-AROUND);
    return [{ text: `${head} … ${tail}`, kind: 'same' }];
  });
}
