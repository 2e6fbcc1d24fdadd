import { comparable } from '../readable-name.rules.js';
import { columnName, etrColumn } from './etr-row.rules.js';
import type {
  ColumnChange,
  EtrRelease,
  EtrRow,
  ImportedRow,
  ImportReport,
  Outcome,
  StoredRecord,
} from './ods-import.types.js';

/**
 * Compares a release with what we hold. Pure: it changes nothing, and the same input gives the same report.
 * Organisations that the release lacks are never touched; those that an earlier release had are named in `absent`.
 */
export function compareRelease(stored: readonly StoredRecord[], release: EtrRelease): ImportReport {
  const held = new Map(stored.map((organisation) => [organisation.code, organisation]));
  const rows = release.rows.map((row) => compareRow(held.get(row.code), row));
  const listed = new Set(release.rows.map((row) => row.code));
  const absent = stored.filter((organisation) => isFromRelease(organisation) && !listed.has(organisation.code));
  return {
    created: count(rows, 'created'),
    renamed: count(rows, 'renamed'),
    moved: count(rows, 'moved'),
    closed: count(rows, 'closed'),
    updated: count(rows, 'updated'),
    unchanged: count(rows, 'unchanged'),
    rejected: release.rejected,
    rows,
    absent: absent.map((organisation) => organisation.code).sort(),
  };
}

function compareRow(stored: StoredRecord | undefined, row: EtrRow): ImportedRow {
  const shared = { line: row.line, code: row.code, name: row.columns[etrColumn.name] ?? '' };
  if (!stored) {
    return {
      ...shared,
      outcomes: ['created'],
      changes: [],
      alreadyClosed: (row.columns[etrColumn.closed] ?? '') !== '',
    };
  }
  const changed = row.columns.flatMap((to, index) => (differs(stored.record[index], to) ? [index] : []));
  return {
    ...shared,
    outcomes:
      changed.length === 0 ? ['unchanged'] : [...new Set(changed.map((index) => outcomeOf(index, stored, row)))],
    changes: changed.map((index) => changeOf(index, stored, row)),
    alreadyClosed: false,
  };
}

/**
 * A column differs when both sides hold it and it says something else; capitals, full stops and spacing do not count.
 * The ICB is compared as it stands in the file, so `Q99` and blank differ although both mean none.
 */
function differs(held: string | null | undefined, now: string | null): boolean {
  if (held === null || held === undefined || now === null || held === now) return false;
  return comparable(held) !== comparable(now);
}

function outcomeOf(index: number, stored: StoredRecord, row: EtrRow): Outcome {
  if (index === etrColumn.name) return 'renamed';
  if (index === etrColumn.icb) return 'moved';
  const closes = index === etrColumn.closed && stored.record[index] === '' && row.columns[index] !== '';
  return closes ? 'closed' : 'updated';
}

function changeOf(index: number, stored: StoredRecord, row: EtrRow): ColumnChange {
  return { column: columnName(index), from: stored.record[index] ?? '', to: row.columns[index] ?? '' };
}

function count(rows: readonly ImportedRow[], outcome: Outcome): number {
  return rows.filter((row) => row.outcomes.includes(outcome)).length;
}

/** Care trusts, boards and HSC trusts have no columns of the release: an import never looks for them. */
function isFromRelease(organisation: StoredRecord): boolean {
  return organisation.record.some((column) => column !== null);
}

/** The record to keep: what the release says, and what it does not say as it was held before. */
export function recordAfter(row: EtrRow, stored?: StoredRecord): (string | null)[] {
  return row.columns.map((column, index) => column ?? stored?.record[index] ?? null);
}

/** Whether a release may be applied: not when a later one already has been. Dates are civil dates. */
export function isOlderThanApplied(asOf: string, lastApplied: string | null): boolean {
  return lastApplied !== null && asOf < lastApplied;
}
