import type { CourseVersion } from '../../courses/courses.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { enrolmentsPaths } from '../paths.js';
import type { ImportCounts, StoredImport, StoredRow } from './imports.queries.js';
import { MOST_MEGABYTES, MOST_ROWS } from './staff-file.js';
import { type StaffOutcome, staffOutcomes } from './staff-row.rules.js';

export const PAGE_SIZE = 50;

interface Link {
  href: string;
  text: string;
}

const words: Record<StaffOutcome, { text: string; kind: string }> = {
  new: { text: 'New', kind: 'accent' },
  already_enrolled: { text: 'Already enrolled', kind: 'plain' },
  invited: { text: 'Invited by mail', kind: 'accent' },
  rejected: { text: 'Rejected', kind: 'warm' },
};

/** In words, for the download. */
export const outcomeInWords = (outcome: StaffOutcome): string => words[outcome].text;

export interface NewImportView {
  title: string;
  course: string;
  back: Link;
  action: string;
  mostMegabytes: number;
  mostRows: number;
  typed: Record<string, string>;
  errors: FieldError[];
  latest: { href: string; name: string; when: string; state: string }[];
}
export const newImportPage = definePage<NewImportView>('learning/enrolments/imports');

export function newImportView(
  course: CourseVersion,
  latest: readonly StoredImport[],
  typed: Record<string, string>,
  errors: FieldError[],
): NewImportView {
  const fields = ['givenBy', 'dueOn-day', 'dueOn-month', 'dueOn-year'];
  return {
    title: 'Enrol from a list',
    course: course.title,
    back: { href: enrolmentsPaths.list(course.slug), text: 'Enrolments' },
    action: enrolmentsPaths.imports(course.slug),
    mostMegabytes: MOST_MEGABYTES,
    mostRows: MOST_ROWS,
    typed: { ...Object.fromEntries(fields.map((field) => [field, ''])), ...typed },
    errors,
    latest: latest.map((one) => ({
      href: enrolmentsPaths.import(course.slug, one.id),
      name: one.fileName,
      when: dateInWords(londonDate(one.createdAt)),
      state: stateOf(one),
    })),
  };
}

const stateOf = ({ startedAt, finishedAt }: StoredImport): string =>
  finishedAt !== null ? 'Applied' : startedAt !== null ? 'Being applied' : 'Not applied';

export interface ImportView {
  title: string;
  course: string;
  back: Link;
  state: { text: string; kind: string };
  facts: string;
  notes: string[];
  /** Null before it is applied. */
  bar: { value: number; max: number; label: string } | null;
  /** The page itself, while there is something to wait for. */
  reloadHref: string | null;
  applyAction: string | null;
  applyText: string;
  invites: number;
  filters: { text: string; href: string; count: number; current: boolean }[];
  rows: {
    line: number;
    email: string | null;
    name: string | null;
    organisation: string | null;
    tag: { text: string; kind: string };
    reason: string | null;
  }[];
  csvHref: string;
  firstHref: string | null;
  next: Link | null;
}
export const importPage = definePage<ImportView>('learning/enrolments/import');

/** `rows` holds one more than a page when there is a next one. */
export function importView(
  course: CourseVersion,
  one: StoredImport,
  counts: ImportCounts,
  rows: readonly StoredRow[],
  asked: { outcome: StaffOutcome | ''; after: number },
): ImportView {
  const { outcomes } = counts;
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const here = (outcome: StaffOutcome | '', after?: number) =>
    enrolmentsPaths.import(course.slug, one.id, { outcome, after: after ?? null });
  const waits = one.startedAt !== null && one.finishedAt === null;
  const all = staffOutcomes.reduce((sum, outcome) => sum + outcomes[outcome], 0);
  const filter = (outcome: StaffOutcome | '', text: string, count: number) => ({
    text,
    href: here(outcome),
    count,
    current: asked.outcome === outcome,
  });
  return {
    title: one.fileName,
    course: course.title,
    back: { href: enrolmentsPaths.imports(course.slug), text: 'Lists' },
    state: { text: stateOf(one), kind: one.finishedAt === null ? 'plain' : 'good' },
    facts: `From ${one.givenBy}, uploaded on ${dateInWords(londonDate(one.createdAt))}. ${one.dueOn === null ? 'No due date.' : `Due by ${dateInWords(one.dueOn)}.`}`,
    notes: one.notes,
    bar: one.startedAt === null ? null : barOf(counts),
    reloadHref: waits ? here(asked.outcome, asked.after) : null,
    applyAction:
      one.startedAt === null && counts.toDo > 0 ? enrolmentsPaths.importApplications(course.slug, one.id) : null,
    applyText: `Enrol ${counted(outcomes.new)} and invite ${counted(outcomes.invited)}`,
    invites: outcomes.invited,
    filters: [
      filter('', 'All rows', all),
      ...staffOutcomes.map((outcome) => filter(outcome, words[outcome].text, outcomes[outcome])),
    ],
    rows: shown.map((row) => ({
      line: row.line,
      email: row.email,
      name: row.name === '' ? null : row.name,
      organisation: row.organisation,
      tag: words[row.outcome],
      reason: row.reason,
    })),
    csvHref: enrolmentsPaths.importOutcomes(course.slug, one.id),
    firstHref: asked.after === 0 ? null : here(asked.outcome),
    next:
      rows.length > PAGE_SIZE && last
        ? { href: here(asked.outcome, last.line), text: `Rows after line ${String(last.line)}` }
        : null,
  };
}

const counted = (count: number): string => count.toLocaleString('en-GB');

function barOf({ done, toDo }: ImportCounts): ImportView['bar'] {
  return { value: done, max: Math.max(toDo, 1), label: `${counted(done)} of ${counted(toDo)} rows done` };
}
