import type { DocumentAttributes, FactValue } from '../policies.types.js';
import type { DocumentToWrite, FactImportReport, FactOutcome, FactToWrite, StoredFacts } from './facts-import.types.js';
import { type CivilDate, londonDate } from '../../platform/civil-date.rules.js';
import { nothingSaid } from '../document-attributes.rules.js';

/** A row whose organisation is known. */
export interface PlacedRow {
  line: number;
  organisationId: string;
  organisation: string;
  question: string;
  part: number;
  state: string;
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
  note: string | null;
  source_title: string;
  source_url: string | null;
  publisher: string | null;
  subject: DocumentToWrite['subject'];
  standing: DocumentToWrite['standing'];
  document_date: string | null;
  seen_on: string | null;
  confirmed_on: string | null;
  replied_on: string | null;
  verifiedOn: string | null;
  /** What a reader of the report has to know of it. */
  doubt: string | null;
  about: { questionId: string; value: FactValue } | { attribute: keyof DocumentAttributes; value: string };
}

const KEPT =
  'Kept: somebody here has read the source since, and recorded something else. Give a later day in second_reading_on if the file knows better.';

/** The last day on which the source of a row was looked at, as the file says. */
function readOn(row: PlacedRow): CivilDate | null {
  const days = [row.verifiedOn, row.confirmed_on, row.replied_on, row.seen_on].filter((day) => day !== null);
  return days.sort().at(-1) ?? null;
}

/** Whether what somebody recorded on a day is newer than a row: of the same day, what a person recorded here stays. */
const isNewer = (recorded: CivilDate, row: CivilDate | null) => row === null || row <= recorded;

/** The lineages of a row: one document is one address under one title, one place in it is one question and part. */
export function lineagesOf(row: PlacedRow): { document: string; fact: string } {
  const document = JSON.stringify([row.organisationId, row.source_url, row.source_title]);
  const fact = JSON.stringify([row.organisationId, row.question, row.source_url, row.source_title, row.part]);
  return { document, fact };
}

/**
 * Compares the rows of a file with what is stored. Pure: what it answers is what is to be written, and the report.
 * Rows that repeat a place or contradict another row about the same document are rejected.
 */
export function compareFacts(
  rows: readonly PlacedRow[],
  stored: StoredFacts,
): { report: FactImportReport; facts: FactToWrite[]; documents: DocumentToWrite[] } {
  const report: FactImportReport = {
    created: 0,
    superseded: 0,
    verified: 0,
    unchanged: 0,
    kept: 0,
    rejected: [],
    rows: [],
  };
  const documents = new Map<string, { line: number; document: DocumentToWrite }>();
  const facts: FactToWrite[] = [];
  const lineOfPlace = new Map<string, number>();
  for (const row of rows) {
    const lineage = lineagesOf(row);
    const place = lineOfPlace.get(lineage.fact);
    const document = documentOf(row, lineage.document, stored);
    const before = documents.get(lineage.document);
    const clash = before && clashOf(before.document, document);
    if (place !== undefined) {
      const reason = `Line ${String(place)} has the same question from the same source. If the source answers it in two places, number them in the column part.`;
      report.rejected.push({ line: row.line, reason });
      continue;
    }
    if (before && clash) {
      const reason = `It gives another ${clash} for this document than line ${String(before.line)}.`;
      report.rejected.push({ line: row.line, reason });
      continue;
    }
    lineOfPlace.set(lineage.fact, row.line);
    const kept = before ?? { line: row.line, document };
    documents.set(lineage.document, kept);
    const outcome =
      'attribute' in row.about
        ? takeAttribute(row.about, row, kept.document, stored)
        : takeFact(factOf(row, row.about, lineage), readOn(row), stored, facts);
    report[outcome] += 1;
    const reason = outcome === 'kept' ? KEPT : (row.doubt ?? undefined);
    const { line, organisation, question } = row;
    report.rows.push({ line, organisation, question, outcome, ...(reason !== undefined && { reason }) });
  }
  const changed = [...documents.values()]
    .map(({ document }) => document)
    .filter((document) => !sameDocument(stored.documents.get(document.lineage), document));
  return { report, facts, documents: changed };
}

function documentOf(row: PlacedRow, lineage: string, stored: StoredFacts): DocumentToWrite {
  const before = stored.documents.get(lineage);
  const putRight = before?.readBy.description;
  const described = {
    subject: row.subject,
    publisher: row.publisher,
    standing: row.standing,
    documentDate: row.document_date,
    seenOn: row.seen_on,
    confirmedOn: row.confirmed_on,
    repliedOn: row.replied_on,
  };
  return {
    organisationId: row.organisationId,
    lineage,
    title: row.source_title,
    url: row.source_url,
    ...(before && putRight && isNewer(putRight.on, readOn(row)) ? describedOf(before) : described),
    attributes: { ...(before?.attributes ?? nothingSaid) },
    unverified: [...(before?.unverified ?? [])],
    readBy: { ...before?.readBy },
    // A file of facts says nothing of these: what somebody recorded stays.
    fileId: before?.fileId ?? null,
    requestId: before?.requestId ?? null,
    replacesLineage: before?.replacesLineage ?? null,
    copyrightOwner: before?.copyrightOwner ?? null,
    licence: before?.licence ?? null,
    mayPublish: before?.mayPublish ?? 'unknown',
  };
}

const columnOf = {
  subject: 'subject',
  publisher: 'publisher',
  standing: 'standing',
  documentDate: 'document_date',
  seenOn: 'seen_on',
  confirmedOn: 'confirmed_on',
  repliedOn: 'replied_on',
} as const;

function describedOf({
  subject,
  publisher,
  standing,
  documentDate,
  seenOn,
  confirmedOn,
  repliedOn,
}: DocumentToWrite): Pick<DocumentToWrite, keyof typeof columnOf> {
  return { subject, publisher, standing, documentDate, seenOn, confirmedOn, repliedOn };
}

function clashOf(one: DocumentToWrite, other: DocumentToWrite): string | undefined {
  for (const [field, column] of Object.entries(columnOf)) {
    const key = field as keyof typeof columnOf;
    if (one[key] !== other[key]) return column;
  }
  return undefined;
}

function takeAttribute(
  { attribute, value }: { attribute: keyof DocumentAttributes; value: string },
  row: PlacedRow,
  document: DocumentToWrite,
  stored: StoredFacts,
): FactOutcome {
  const before = stored.documents.get(document.lineage);
  const wasUnverified = before?.unverified.includes(attribute) ?? false;
  const known = before?.attributes[attribute] ?? null;
  const reading = before?.readBy[attribute];
  if (known !== value && reading && isNewer(reading.on, readOn(row))) return 'kept';
  if (known !== value)
    document.readBy = Object.fromEntries(Object.entries(document.readBy).filter(([key]) => key !== attribute));
  document.attributes[attribute] = value;
  const stillUnverified = row.verifiedOn === null && (known !== value || wasUnverified);
  document.unverified = document.unverified.filter((one) => one !== attribute);
  if (stillUnverified) document.unverified.push(attribute);
  if (known === null) return 'created';
  if (known !== value) return 'superseded';
  return wasUnverified && !stillUnverified ? 'verified' : 'unchanged';
}

function factOf(
  row: PlacedRow,
  about: { questionId: string; value: FactValue },
  lineage: { document: string; fact: string },
): FactToWrite {
  return {
    organisationId: row.organisationId,
    questionId: about.questionId,
    documentLineage: lineage.document,
    lineage: lineage.fact,
    state: row.state,
    value: about.value,
    quote: row.quote,
    paraphrase: row.paraphrase,
    locator: row.locator,
    note: row.note,
    standing: row.standing,
    agesFrom: row.confirmed_on ?? row.replied_on ?? row.document_date,
    answeredUnderId: null,
    extractedById: null,
    verifiedOn: row.verifiedOn,
  };
}

const compared = ['state', 'value', 'quote', 'paraphrase', 'locator', 'note', 'standing', 'agesFrom'] as const;

/**
 * A verification that is already recorded stays: what a second person has read needs no third. So does a withdrawal: only
 * another reading of the place brings it back, not the one that was found wrong.
 */
function takeFact(fact: FactToWrite, read: CivilDate | null, stored: StoredFacts, facts: FactToWrite[]): FactOutcome {
  const before = stored.facts.get(fact.lineage);
  const same = before && compared.every((field) => JSON.stringify(before[field]) === JSON.stringify(fact[field]));
  if (
    before &&
    !same &&
    !before.withdrawn &&
    before.extractedById !== null &&
    isNewer(londonDate(before.recordedAt), read)
  )
    return 'kept';
  const outcome = same ? outcomeOfSame(before, fact) : before && !before.withdrawn ? 'superseded' : 'created';
  if (outcome !== 'unchanged') facts.push(fact);
  return outcome;
}

function outcomeOfSame(before: { withdrawn: boolean; verifiedOn: string | null }, fact: FactToWrite): FactOutcome {
  return !before.withdrawn && before.verifiedOn === null && fact.verifiedOn !== null ? 'verified' : 'unchanged';
}

function sameDocument(before: DocumentToWrite | undefined, now: DocumentToWrite): boolean {
  if (!before) return false;
  const attributes = Object.keys(nothingSaid) as (keyof DocumentAttributes)[];
  return (
    clashOf(before, now) === undefined &&
    attributes.every((attribute) => before.attributes[attribute] === now.attributes[attribute]) &&
    [...before.unverified].sort().join() === [...now.unverified].sort().join()
  );
}
