import { type CivilDate, dateInWords, monthsBetween } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { definePage } from '../../platform/views/page.js';
import type { Lack } from '../activities/activities.form.js';
import { portfolioPaths } from '../paths.js';
import type { Scheme } from './colleges.rules.js';
import type { Period, Register, Requirement } from './register.types.js';

/** What each register is called here, what it is about, and where its own rules stand. */
export const registerNames: Record<
  Register,
  { title: string; about: string; date: string; source: { text: string; href: string } }
> = {
  nmc: {
    title: 'For NMC revalidation',
    about: 'Nurses and midwives: hours, participatory hours and reflective accounts',
    date: 'When is your revalidation due?',
    source: { text: 'NMC: Revalidation', href: 'https://www.nmc.org.uk/revalidation/' },
  },
  gmc: {
    title: 'For your college, and the GMC',
    about: 'Doctors: credits, as your college counts them',
    date: 'When does your CPD year end?',
    source: { text: 'GMC', href: 'https://www.gmc-uk.org/' },
  },
  hcpc: {
    title: 'For HCPC',
    about: 'Paramedics and other professions on its register: a continuous record of a mixture of activities',
    date: 'When is your registration to be renewed?',
    source: { text: 'HCPC: Continuing professional development', href: 'https://www.hcpc-uk.org/cpd/' },
  },
};

interface Line {
  what: string;
  have: string;
  need: string;
  missing: string | null;
}
interface Note {
  text: string;
  link: { href: string; text: string } | null;
}

export interface RegisterView {
  title: string;
  backHref: string;
  period: string;
  /** The state in a few words, and what is to do by when. */
  verdict: { tag: { text: string; kind: string } | null; text: string };
  lines: Line[];
  /** What counts and why, and what does not. */
  notes: Note[];
  /** Rows of a small table besides: themes of accounts, kinds of activities. */
  breakdown: {
    caption: string;
    columns: [string, string, string | null];
    rows: [string, string, string | null][];
  } | null;
  limits: string[];
  source: { text: string; href: string };
  entriesHref: string;
  dateForm: { action: string; legend: string; typed: Record<string, string | null> };
  schemes: { value: Scheme; text: string }[] | null;
  scheme: Scheme | null;
  schemeAction: string;
  /** HCPC alone: gaps, and what explains them. */
  gaps: { text: string; from: CivilDate; to: CivilDate }[] | null;
  absences: { text: string; reason: string; action: string }[];
  absenceForm: { action: string; typed: Record<string, string | null> } | null;
  errors: FieldError[];
}
export const registerPage = definePage<RegisterView>('portfolio/register');

export interface Shown {
  date: CivilDate | null;
  today: CivilDate;
  typed: Record<string, string> | null;
  errors: FieldError[];
}

/** What every register's page has. */
export function common(register: Register, period: Period, shown: Shown) {
  const { title, date, source } = registerNames[register];
  const typed = shown.typed ?? dayFields('endsOn', shown.date);
  return {
    title,
    source,
    backHref: portfolioPaths.registers(),
    period: `${dateInWords(period.from)} to ${dateInWords(period.to)}`,
    entriesHref: portfolioPaths.activities({ from: period.from, to: period.to }),
    dateForm: {
      action: portfolioPaths.registerDates(register),
      legend: date,
      typed: filledIn(['endsOn-day', 'endsOn-month', 'endsOn-year'], typed),
    },
    breakdown: null,
    schemes: null,
    scheme: null,
    schemeAction: portfolioPaths.register(register),
    gaps: null,
    absences: [],
    absenceForm: null,
    errors: shown.errors,
  };
}

/** What stands in the fields of a form; null in an empty one. */
export function filledIn(names: readonly string[], typed: Record<string, string>): Record<string, string | null> {
  return Object.fromEntries(names.map((name) => [name, typed[name] || null]));
}

/** "by 1 April 2027 (4 months left)"; "" while no date is known. */
export function byWhen({ date, today }: Shown): string {
  if (date === null) return '';
  if (date < today) return ` (${dateInWords(date)} has passed: enter the next date below)`;
  const months = monthsBetween(today, date);
  const left = months === 0 ? 'less than a month' : months === 1 ? '1 month' : `${String(months)} months`;
  return ` by ${dateInWords(date)} (${left} left)`;
}

/** Entries that do not say something, with the way to them. */
export function lacking(count: number, what: Lack, words: string, period: Period): Note[] {
  if (count === 0) return [];
  const text = `${String(count)} ${count === 1 ? 'entry does' : 'entries do'} not say ${words}.`;
  const { from, to } = period;
  return [{ text, link: { href: portfolioPaths.activities({ lacks: what, from, to }), text: 'Show them' } }];
}

/** What stands in the portfolio and does not count. */
export function leftOut({ samples, revoked }: { samples: number; revoked: number }): Note[] {
  const note = (text: string): Note => ({ text, link: null });
  return [
    ...(samples === 0
      ? []
      : [note(`Not counted: ${counted(samples, 'sample certificate')}, from before the course was reviewed.`)]),
    ...(revoked === 0
      ? []
      : [note(`Not counted: ${counted(revoked, 'certificate')} that ${revoked === 1 ? 'was' : 'were'} revoked.`)]),
  ];
}

export const entriesOf = (count: number): string => `${String(count)} ${count === 1 ? 'entry' : 'entries'}`;
export const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

export function line(what: string, { have, need, missing }: Requirement, inWords: (count: number) => string): Line {
  return { what, have: inWords(have), need: inWords(need), missing: missing === 0 ? null : inWords(missing) };
}

/** "a, b and c". */
export function inList(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
