import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import { trustsPaths } from '../paths.js';
import { type RevisionChange, revisionChanges } from './revision-changes.rules.js';

/** On the Trust's page, and on the page that tells all of it. */
export const LATEST = 4;
export const PAGE_SIZE = 15;
/** Of one revision, so many changes stand open; the others are folded. */
const MOST_OPEN = 5;

export interface RevisionShown {
  number: number;
  on: string;
  /** The Trust's page as it stood at the end of that day. */
  href: string;
  changes: RevisionChange[];
  folded: RevisionChange[];
  foldedText: string;
}

interface HistoryView {
  title: string;
  trust: string;
  trustHref: string;
  fictional: boolean;
  revisions: RevisionShown[];
  next: { href: string; text: string } | null;
  newestHref: string | null;
}

export const historyPage = definePage<HistoryView>('trusts/history');

/** `history` holds one more than is shown when there is an earlier one: what the last one changed is told by it. */
export function revisionsShown(
  code: string,
  history: readonly PolicyProfile[],
  most: number,
  asked: readonly string[],
): RevisionShown[] {
  return history.slice(0, most).map((profile, index) => {
    const day = londonDate(new Date(profile.madeAt));
    const before = history[index + 1] ?? null;
    const changes = revisionChanges(before, profile, asked);
    const folded = changes.slice(MOST_OPEN);
    return {
      number: profile.number,
      on: dateInWords(day),
      href: trustsPaths.trust(code, { on: day }),
      changes: changes.slice(0, MOST_OPEN),
      folded,
      foldedText: folded.length === 1 ? '1 more change' : `${String(folded.length)} more changes`,
    };
  });
}

export function historyView(
  organisation: { code: string; name: string; fictional: boolean },
  history: readonly PolicyProfile[],
  asked: readonly string[],
  before: number | null,
): HistoryView {
  const { code, name, fictional } = organisation;
  const last = history[PAGE_SIZE - 1];
  return {
    title: `What we knew when: ${name}`,
    trust: name,
    trustHref: trustsPaths.trust(code),
    fictional,
    revisions: revisionsShown(code, history, PAGE_SIZE, asked),
    next:
      history.length > PAGE_SIZE && last
        ? { href: trustsPaths.history(code, { before: last.number }), text: 'Earlier revisions' }
        : null,
    newestHref: before === null ? null : trustsPaths.history(code),
  };
}
