import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { certificatesPaths } from '../paths.js';
import type { KeptList } from './lists.queries.js';

export const PAGE_SIZE = 25;
/** A page shows so many rejected lines; the rest are counted. */
const MOST_REJECTED = 200;

export interface ListsView {
  title: string;
  newHref: string;
  lists: { href: string; fileName: string; made: string; state: { text: string; kind: string }; issued: string }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export interface NewListView {
  title: string;
  listsHref: string;
  action: string;
  courses: { value: string; text: string }[];
  course: string | null;
  errors: FieldError[];
}

export interface ListView {
  title: string;
  listsHref: string;
  course: string;
  rows: { key: string; value: string; href: null; action: null; hidden: null }[];
  sample: boolean;
  /** Where a press issues them; null when there is nothing to issue, or it was pressed. */
  applyAction: string | null;
  people: number;
  progress: { done: number; of: number } | null;
  refreshHref: string;
  rejected: { line: number; reason: string }[];
  rejectedMore: number;
}

export const listsPage = definePage<ListsView>('certificates/lists');
export const newListPage = definePage<NewListView>('certificates/new-list');
export const listPage = definePage<ListView>('certificates/list');

/** `found` holds one more than a page when there is a next one. */
export function listsView(found: readonly KeptList[], before: string | null): ListsView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    title: 'Certificates by list',
    newHref: certificatesPaths.newList(),
    lists: shown.map((list) => ({
      href: certificatesPaths.list(list.id),
      fileName: list.fileName,
      made: `${dateInWords(londonDate(list.madeAt))}${list.madeBy === null ? ', from the command line' : `, by ${list.madeBy}`}`,
      state: stateOf(list),
      issued: `${String(list.issued)} of ${String(list.people)}`,
    })),
    next:
      found.length > PAGE_SIZE && last
        ? { href: certificatesPaths.lists({ before: last.id }), text: 'Older lists' }
        : null,
    firstHref: before === null ? null : certificatesPaths.lists(),
  };
}

export function newListView(
  courses: readonly { slug: string; title: string }[],
  course: string | null,
  errors: FieldError[],
): NewListView {
  return {
    title: 'Issue certificates for a list',
    listsHref: certificatesPaths.lists(),
    action: certificatesPaths.lists(),
    courses: courses.map(({ slug, title }) => ({ value: slug, text: title })),
    course,
    errors,
  };
}

export function listView(list: KeptList, course: string, sample: boolean): ListView {
  const row = (key: string, value: string) => ({ key, value, href: null, action: null, hidden: null });
  const isApplied = list.appliedAt !== null;
  return {
    title:
      list.finishedAt !== null
        ? 'The certificates are issued'
        : isApplied
          ? 'Certificates are being issued'
          : 'Look at the list before you issue',
    listsHref: certificatesPaths.lists(),
    course,
    rows: [
      row('File', list.fileName),
      row('Course', course),
      row('Lines read', String(list.read)),
      row(isApplied ? 'Issued' : 'To be issued', String(isApplied ? list.issued : list.people)),
      row('Have theirs already', String(list.alreadyIssued + (list.done - list.issued))),
      row('Rejected', String(list.rejected.length)),
      ...(isApplied ? [row('Mail', list.mailed ? 'Each of them is told by mail' : 'Nobody is told by mail')] : []),
    ],
    sample,
    applyAction: isApplied || list.people === 0 ? null : certificatesPaths.listApplications(list.id),
    people: list.people,
    progress: isApplied && list.finishedAt === null ? { done: list.done, of: list.people } : null,
    refreshHref: certificatesPaths.list(list.id),
    rejected: list.rejected.slice(0, MOST_REJECTED),
    rejectedMore: Math.max(0, list.rejected.length - MOST_REJECTED),
  };
}

function stateOf(list: KeptList): { text: string; kind: string } {
  if (list.finishedAt !== null) return { text: 'Issued', kind: 'good' };
  if (list.appliedAt !== null) return { text: 'Under way', kind: 'warm' };
  return { text: 'Not issued', kind: 'neutral' };
}
