import { addMonths, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { sourceKinds, sourceNations, type Source } from '../courses.types.js';
import { registerPaths } from '../paths.js';
import type { RegisterQuery } from './register.form.js';
import {
  LOOK_UP_MONTHS,
  type RegisterChange,
  type RegisterEntry,
  type SourceFields,
  type SourceInCourse,
} from './register.types.js';
import { linkInWords, linkTag, sourceKindName, sourceNationName } from './source-words.rules.js';

export const PAGE_SIZE = 25;

interface Choice {
  value: string;
  text: string;
}
interface Link {
  text: string;
  href: string;
}
interface Tag {
  text: string;
  kind: string;
}

interface RegisterView {
  title: string;
  action: string;
  allHref: string;
  newHref: string;
  checkAction: string;
  q: string;
  kind: string;
  nation: string;
  show: string;
  kinds: Choice[];
  nations: Choice[];
  shows: Choice[];
  range: string;
  rows: {
    title: string;
    href: string;
    detail: string;
    nation: string;
    commencement: string | null;
    checkedOn: string;
    isOld: boolean;
    owner: string | null;
    link: Tag;
  }[];
  previous: Link | null;
  next: Link | null;
}

export const registerPage = definePage<RegisterView>('courses/register/list');

const kindChoices: Choice[] = sourceKinds.map((value) => ({ value, text: sourceKindName(value) }));
const nationChoices: Choice[] = sourceNations.map((value) => ({ value, text: sourceNationName(value) }));
const shows: Choice[] = [
  { value: 'all', text: 'All' },
  { value: 'links', text: 'Addresses to put right' },
  { value: 'old', text: `Not looked up for ${String(LOOK_UP_MONTHS)} months` },
  { value: 'unowned', text: 'Without an owner' },
  { value: 'mine', text: 'Mine' },
];

export function registerView(
  { all, rows }: { all: number; rows: RegisterEntry[] },
  query: RegisterQuery,
  today: string,
): RegisterView {
  const pages = Math.max(1, Math.ceil(all / PAGE_SIZE));
  const from = (query.page - 1) * PAGE_SIZE + 1;
  const { page: _page, ...asked } = query;
  const to = (page: number): Link => ({
    text: `Page ${String(page)} of ${String(pages)}`,
    href: registerPaths.list({ ...asked, show: asked.show === 'all' ? '' : asked.show, page: page === 1 ? '' : page }),
  });
  const old = addMonths(today, -LOOK_UP_MONTHS);
  return {
    title: 'Legal register',
    action: registerPaths.list(),
    allHref: registerPaths.list(),
    newHref: registerPaths.new(),
    checkAction: registerPaths.linkChecks(),
    q: query.q,
    kind: query.kind,
    nation: query.nation,
    show: query.show,
    kinds: kindChoices,
    nations: nationChoices,
    shows,
    range: `${String(from)} to ${String(from + rows.length - 1)} of ${String(all)}`,
    rows: rows.map((entry) => ({
      title: entry.title,
      href: registerPaths.entry(entry.id),
      detail: [sourceKindName(entry.kind), entry.publisher, entry.provision].filter(Boolean).join('; '),
      nation: sourceNationName(entry.nation),
      commencement: entry.commencement,
      checkedOn: dateInWords(entry.checkedOn),
      isOld: entry.checkedOn < old,
      owner: entry.ownerName,
      link: linkTag(entry.linkState),
    })),
    previous: query.page > 1 ? to(Math.min(query.page - 1, pages)) : null,
    next: query.page < pages ? to(query.page + 1) : null,
  };
}

interface SummaryRow {
  key: string;
  value: string | null;
}

interface EntryView {
  title: string;
  listHref: string;
  kind: string;
  citation: string;
  url: string;
  summary: SummaryRow[];
  link: Tag;
  linkWords: string;
  linkChecked: string | null;
  leadsTo: string | null;
  editHref: string;
  usesHref: string;
  readingsAction: string;
  courses: { text: string; same: boolean; differences: { name: string; register: string; course: string }[] }[];
  changes: { heading: string; note: string | null; differences: { name: string; before: string; now: string }[] }[];
}

export const entryPage = definePage<EntryView>('courses/register/entry');

export function entryView(
  entry: RegisterEntry,
  courses: readonly SourceInCourse[],
  changes: readonly RegisterChange[],
): EntryView {
  return {
    title: entry.title,
    listHref: registerPaths.list(),
    kind: sourceKindName(entry.kind),
    citation: `[@${entry.key}]`,
    url: entry.url,
    summary: [
      { key: 'Provision', value: entry.provision ?? 'The whole source' },
      { key: 'Where it holds', value: sourceNationName(entry.nation) },
      { key: 'Commencement', value: entry.commencement },
      { key: 'Publisher', value: entry.publisher },
      { key: 'Called in citations', value: entry.short },
      { key: 'Looked up last', value: dateInWords(entry.checkedOn) },
      { key: 'Owner', value: entry.ownerName },
    ],
    link: linkTag(entry.linkState),
    linkWords: linkInWords(entry),
    linkChecked:
      entry.linkCheckedAt &&
      `Asked on ${dateInWords(londonDate(entry.linkCheckedAt))}; so since ${dateInWords(londonDate(entry.linkSince ?? entry.linkCheckedAt))}.`,
    leadsTo: entry.linkLeadsTo,
    editHref: registerPaths.edit(entry.id),
    usesHref: registerPaths.uses(entry.id),
    readingsAction: registerPaths.readings(entry.id),
    courses: courses.map(({ title, number, source }) => {
      const differences = differencesOf(entry, { ...source, ownerId: entry.ownerId });
      return {
        text: `${title}, version ${String(number)}`,
        same: differences.length === 0,
        differences: differences.map(({ name, before, now }) => ({ name, register: before, course: now })),
      };
    }),
    changes: changes.map(({ number, fields, note, madeAt, madeBy, ownerName }, index) => {
      const earlier = changes[index + 1];
      const on = dateInWords(londonDate(madeAt));
      return {
        heading:
          number === 1
            ? `Entered on ${on}${madeBy === null ? ', as a course brought it' : ` by ${madeBy}`}`
            : `Changed on ${on} by ${madeBy ?? 'somebody'}`,
        note,
        differences: earlier
          ? differencesOf(earlier.fields, fields, { before: earlier.ownerName, now: ownerName })
          : [],
      };
    }),
  };
}

const NOTHING = 'Not known';

const names: [keyof SourceFields, string, (fields: SourceFields) => string | null][] = [
  ['kind', 'What it is', ({ kind }) => sourceKindName(kind)],
  ['title', 'Title', ({ title }) => title],
  ['short', 'Called in citations', ({ short }) => short],
  ['publisher', 'Publisher', ({ publisher }) => publisher],
  ['url', 'Address', ({ url }) => url],
  ['nation', 'Where it holds', ({ nation }) => sourceNationName(nation)],
  ['provision', 'Provision', ({ provision }) => provision],
  ['commencement', 'Commencement', ({ commencement }) => commencement],
  ['checkedOn', 'Looked up', ({ checkedOn }) => dateInWords(checkedOn)],
];

/** What one saying of a source says otherwise than another, field by field, in words. */
export function differencesOf(
  before: SourceFields,
  now: SourceFields,
  owners: { before: string | null; now: string | null } = { before: null, now: null },
): { name: string; before: string; now: string }[] {
  const found = names
    .filter(([field]) => before[field] !== now[field])
    .map(([, name, words]) => ({ name, before: words(before) ?? NOTHING, now: words(now) ?? NOTHING }));
  if (before.ownerId === now.ownerId) return found;
  return [...found, { name: 'Owner', before: owners.before ?? NOTHING, now: owners.now ?? NOTHING }];
}

interface EntryFormView {
  title: string;
  back: Link;
  action: string;
  /** Null when the entry is there already: its name stays. */
  key: string | null;
  isNew: boolean;
  base: string;
  typed: Record<string, string>;
  kinds: Choice[];
  nations: Choice[];
  owners: Choice[];
  /** What somebody else made of it while this was typed. */
  meanwhile: { name: string; before: string; now: string }[];
  errors: FieldError[];
}

export const entryFormPage = definePage<EntryFormView>('courses/register/edit');

/** `entry` null: a new one. */
export function entryFormView(
  entry: RegisterEntry | null,
  owners: readonly { id: string; name: string }[],
  given: { typed: Record<string, string>; errors: FieldError[]; meanwhile?: EntryFormView['meanwhile'] },
): EntryFormView {
  const choices = owners.map(({ id, name }) => ({ value: id, text: name }));
  // Whoever may write no courses any more stays the owner until somebody else is named.
  if (entry?.ownerId && !owners.some(({ id }) => id === entry.ownerId))
    choices.push({ value: entry.ownerId, text: entry.ownerName ?? '' });
  return {
    title: entry ? `Change “${entry.title}”` : 'A new source',
    back: entry
      ? { text: entry.title, href: registerPaths.entry(entry.id) }
      : { text: 'Legal register', href: registerPaths.list() },
    action: entry ? registerPaths.changes(entry.id) : registerPaths.list(),
    key: entry?.key ?? null,
    isNew: entry === null,
    base: String(entry?.number ?? 0),
    kinds: kindChoices,
    nations: nationChoices,
    owners: choices,
    meanwhile: [],
    ...given,
  };
}

/** An entry as its form shows it before anything is typed. */
export function typedOf(entry: RegisterEntry): Record<string, string> {
  const { kind, title, short, publisher, url, nation, provision, commencement, ownerId } = entry;
  const texts = { kind, title, short, publisher, url, nation, provision, commencement, ownerId };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value ?? ''])),
    ...dayFields(entry.checkedOn),
  };
}

/** A day in the three fields of a form. */
export function dayFields(day: Source['checkedOn']): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-').map((part) => String(Number(part)));
  return { 'checkedOn-day': date, 'checkedOn-month': month, 'checkedOn-year': year };
}
