import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { importsPaths, requestsPaths } from '../paths.js';
import type { PolicyQuestion } from '../policies.types.js';
import type { Campaign } from '../requests.types.js';
import { type Choice, pageLinks } from '../requests/area-choices.view.js';
import type { ColumnMapping } from './column-mappings.js';
import { importFormats, type RowOutcome, rowOutcomes } from './importing.types.js';
import { formatWords } from './imports.form.js';
import type { StoredImport, StoredRow } from './imports.queries.js';

export const PAGE_SIZE = 25;
type Link = { href: string; text: string } | null;
type Counts = Partial<Record<RowOutcome, number>>;

export const outcomeWords: Record<RowOutcome, string> = {
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  in_doubt: 'In doubt',
  rejected: 'Rejected',
};
const outcomeKinds: Record<RowOutcome, string> = {
  new: 'accent',
  changed: 'accent',
  unchanged: '',
  in_doubt: 'warm',
  rejected: 'warm',
};

export interface ImportsView {
  title: string;
  newHref: string;
  namesHref: string;
  rows: { href: string; name: string; campaign: string; when: string; state: string; counts: string }[];
  previous: Link;
  next: Link;
}
export const importsPage = definePage<ImportsView>('policies/imports/list');

export function importsView(
  found: readonly (StoredImport & { counts: Counts; total: number })[],
  page: number,
): ImportsView {
  const pages = Math.max(1, Math.ceil((found[0]?.total ?? 0) / PAGE_SIZE));
  return {
    title: 'Imports of requests',
    newHref: importsPaths.new(),
    namesHref: importsPaths.names(),
    rows: found.map((one) => ({
      href: importsPaths.one(one.id),
      name: one.fileName,
      campaign: one.campaignName,
      when: dateInWords(londonDate(one.createdAt)),
      state: stateOf(one),
      counts: rowOutcomes
        .filter((outcome) => (one.counts[outcome] ?? 0) > 0)
        .map((outcome) => `${String(one.counts[outcome])} ${outcomeWords[outcome].toLowerCase()}`)
        .join(', '),
    })),
    ...pageLinks(page, pages, (to) => importsPaths.list({ page: to })),
  };
}

export interface NewImportView {
  title: string;
  back: { href: string; text: string };
  action: string;
  formats: Choice[];
  campaigns: string[];
  typed: Record<string, string>;
  errors: FieldError[];
}
export const newImportPage = definePage<NewImportView>('policies/imports/new');

export function newImportView(
  campaigns: readonly Campaign[],
  typed: Record<string, string>,
  errors: FieldError[],
): NewImportView {
  return {
    title: 'Import requests',
    back: { href: importsPaths.list(), text: 'Imports' },
    action: importsPaths.list(),
    formats: importFormats.map((value) => ({ value, text: formatWords[value] })),
    campaigns: campaigns.filter(({ closedAt }) => closedAt === null).map(({ name }) => name),
    typed,
    errors,
  };
}

export interface ImportView {
  title: string;
  back: { href: string; text: string };
  caption: string;
  state: string;
  notes: string[];
  startsCampaign: boolean;
  columns: { mapped: number; all: number; undecided: number; href: string } | null;
  filters: { text: string; href: string; count: number; current: boolean }[];
  rows: {
    line: number;
    body: string;
    tag: { text: string; kind: string };
    organisation: string | null;
    reasons: string[];
    decideHref: string | null;
  }[];
  range: string | null;
  csvHref: string;
  applyAction: string | null;
  toApply: number;
  leftOut: number;
  undoAction: string | null;
  campaignHref: string | null;
  errors: FieldError[];
  previous: Link;
  next: Link;
}
export const importPage = definePage<ImportView>('policies/imports/import');

export function importView(found: {
  one: StoredImport;
  counts: Record<RowOutcome, number>;
  rows: readonly StoredRow[];
  query: { page: number; outcome: RowOutcome | '' };
  campaign: Campaign | undefined;
  mapped: ReadonlyMap<string, ColumnMapping>;
  errors: FieldError[];
}): ImportView {
  const { one, counts, rows, query, campaign, mapped, errors } = found;
  const waiting = one.appliedAt === null;
  const all = rowOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const shown = query.outcome === '' ? all : counts[query.outcome];
  const from = (query.page - 1) * PAGE_SIZE;
  const decided = [...mapped.values()];
  return {
    title: one.fileName,
    back: { href: importsPaths.list(), text: 'Imports' },
    caption: `${formatWords[one.format]} for ${one.campaignName}`,
    state: stateOf(one),
    notes: one.notes,
    startsCampaign: waiting && !campaign,
    columns:
      waiting && decided.length > 0
        ? {
            mapped: decided.filter(({ question }) => question).length,
            all: decided.length,
            undecided: decided.filter(({ by }) => by === 'nobody').length,
            href: importsPaths.columns(one.id),
          }
        : null,
    filters: [
      { text: 'All rows', href: importsPaths.one(one.id), count: all, current: query.outcome === '' },
      ...rowOutcomes.map((outcome) => ({
        text: outcomeWords[outcome],
        href: importsPaths.one(one.id, { outcome }),
        count: counts[outcome],
        current: query.outcome === outcome,
      })),
    ],
    rows: rows.map((row) => ({
      line: row.line,
      body: row.body,
      tag: { text: outcomeWords[row.outcome], kind: outcomeKinds[row.outcome] },
      organisation: row.organisation === null ? null : `${row.organisation} (${row.organisationCode ?? ''})`,
      reasons: row.reasons,
      decideHref:
        waiting && (row.outcome === 'in_doubt' || row.matchedBy === 'decision')
          ? importsPaths.body(one.id, row.id)
          : null,
    })),
    range: shown > PAGE_SIZE ? `${String(from + 1)} to ${String(from + rows.length)} of ${String(shown)}` : null,
    csvHref: importsPaths.csv(one.id),
    applyAction: waiting && counts.new + counts.changed > 0 ? importsPaths.applications(one.id) : null,
    toApply: counts.new + counts.changed,
    leftOut: counts.in_doubt + counts.rejected,
    undoAction: !waiting && one.undoneAt === null ? importsPaths.undoings(one.id) : null,
    campaignHref: campaign ? requestsPaths.campaign(campaign.slug) : null,
    errors,
    ...pageLinks(query.page, Math.max(1, Math.ceil(shown / PAGE_SIZE)), (to) =>
      importsPaths.one(one.id, { outcome: query.outcome, page: to === 1 ? '' : to }),
    ),
  };
}

export interface ColumnsView {
  title: string;
  back: { href: string; text: string };
  action: string;
  columns: { name: string; title: string; value: string }[];
  questions: Choice[];
}
export const columnsPage = definePage<ColumnsView>('policies/imports/columns');

export function columnsView(
  one: StoredImport,
  mapped: ReadonlyMap<string, ColumnMapping>,
  questions: readonly PolicyQuestion[],
): ColumnsView {
  return {
    title: 'Which question does each column answer?',
    back: { href: importsPaths.one(one.id), text: one.fileName },
    action: importsPaths.columns(one.id),
    columns: [...mapped].map(([title, { question, by }], index) => ({
      name: `column-${String(index)}`,
      title,
      value: question?.id ?? (by === 'person' ? 'none' : ''),
    })),
    questions: [
      { value: 'none', text: 'None: leave it out' },
      ...questions.filter(({ retired }) => !retired).map(({ id, wording }) => ({ value: id, text: wording })),
    ],
  };
}

export interface BodyView {
  title: string;
  back: { href: string; text: string };
  caption: string;
  searchAction: string;
  q: string;
  action: string;
  options: (Choice & { hint: string })[];
  found: boolean;
  errors: FieldError[];
}
export const bodyPage = definePage<BodyView>('policies/imports/body');

export function bodyView(
  one: StoredImport,
  row: StoredRow,
  q: string,
  candidates: readonly OrganisationSummary[],
  errors: FieldError[],
): BodyView {
  return {
    title: `Who is “${row.body}”?`,
    back: { href: importsPaths.one(one.id, { outcome: 'in_doubt' }), text: one.fileName },
    caption: `Line ${String(row.line)}`,
    searchAction: importsPaths.body(one.id, row.id),
    q,
    action: importsPaths.body(one.id, row.id),
    options: [
      ...candidates.map((organisation) => ({
        value: organisation.id,
        text: organisation.name,
        hint: [
          organisation.code,
          organisation.town,
          organisation.closedOn ? `closed ${dateInWords(organisation.closedOn)}` : null,
        ]
          .filter((part) => part !== null)
          .join(', '),
      })),
      { value: 'none', text: 'None of the directory', hint: 'Its rows are left out, in later files as well.' },
    ],
    found: candidates.length > 0,
    errors,
  };
}

function stateOf({ appliedAt, undoneAt }: StoredImport): string {
  if (undoneAt) return `Undone on ${dateInWords(londonDate(undoneAt))}`;
  return appliedAt ? `Applied on ${dateInWords(londonDate(appliedAt))}` : 'Not applied yet';
}
