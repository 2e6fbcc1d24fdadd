import type { Profession } from '../../accounts/accounts.types.js';
import { type CivilDate, dateInWords, monthsBetween } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { hoursOf, kindName, themeName } from '../activity-words.rules.js';
import { portfolioPaths } from '../paths.js';
import type { Lack } from '../activities/activities.form.js';
import { type SectionLink, sections } from '../sections.view.js';
import { type CreditStanding, type Scheme, schemes } from './colleges.rules.js';
import type { HcpcStanding } from './hcpc.rules.js';
import type { NmcStanding } from './nmc.rules.js';
import type { Absence, Period, Register, Requirement } from './register.types.js';

const names: Record<Register, { title: string; about: string; date: string; source: { text: string; href: string } }> =
  {
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

/** Which register a profession is most likely on; what somebody is on only they know. */
const likely: Partial<Record<Profession, Register>> = {
  nurse: 'nmc',
  midwife: 'nmc',
  doctor: 'gmc',
  paramedic: 'hcpc',
  ahp: 'hcpc',
};

export interface RegistersView {
  title: string;
  sections: SectionLink[];
  registers: { title: string; href: string; about: string; own: boolean; due: string | null }[];
}
export const registersPage = definePage<RegistersView>('portfolio/registers');

export function registersView(profession: Profession, dates: Partial<Record<Register, CivilDate>>): RegistersView {
  const own = likely[profession];
  const all: Register[] = ['nmc', 'gmc', 'hcpc'];
  return {
    title: 'For your register',
    sections: sections('registers'),
    registers: all
      .toSorted((a, b) => Number(b === own) - Number(a === own))
      .map((register) => {
        const date = dates[register];
        return {
          title: names[register].title,
          href: portfolioPaths.register(register),
          about: names[register].about,
          own: register === own,
          due: date === undefined ? null : `By ${dateInWords(date)}`,
        };
      }),
  };
}

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

function common(register: Register, period: Period, shown: Shown) {
  const { title, date, source } = names[register];
  const dayFields = ['day', 'month', 'year'].map((part) => `endsOn-${part}`);
  const [year, month, day] = (shown.date ?? '').split('-');
  const known = [day, month, year].map((part) => (part ? String(Number(part)) : null));
  return {
    title,
    source,
    backHref: portfolioPaths.registers(),
    period: `${dateInWords(period.from)} to ${dateInWords(period.to)}`,
    entriesHref: portfolioPaths.activities({ from: period.from, to: period.to }),
    dateForm: {
      action: portfolioPaths.registerDates(register),
      legend: date,
      typed: Object.fromEntries(
        dayFields.map((name, index) => [name, shown.typed?.[name] ?? (shown.typed ? null : (known[index] ?? null))]),
      ),
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

/** "by 1 April 2027 (4 months left)"; "" while no date is known. */
function byWhen({ date, today }: Shown): string {
  if (date === null) return '';
  if (date < today) return ` (${dateInWords(date)} has passed: enter the next date below)`;
  const months = monthsBetween(today, date);
  const left = months === 0 ? 'less than a month' : months === 1 ? '1 month' : `${String(months)} months`;
  return ` by ${dateInWords(date)} (${left} left)`;
}

function lacking(count: number, what: Lack, words: string, period: Period): Note[] {
  if (count === 0) return [];
  const text = `${String(count)} ${count === 1 ? 'entry does' : 'entries do'} not say ${words}.`;
  const { from, to } = period;
  return [{ text, link: { href: portfolioPaths.activities({ lacks: what, from, to }), text: 'Show them' } }];
}

function leftOut({ samples, revoked }: { samples: number; revoked: number }): Note[] {
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

const entriesOf = (count: number): string => `${String(count)} ${count === 1 ? 'entry' : 'entries'}`;
const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

function line(what: string, { have, need, missing }: Requirement, inWords: (count: number) => string): Line {
  return { what, have: inWords(have), need: inWords(need), missing: missing === 0 ? null : inWords(missing) };
}

export function nmcView(standing: NmcStanding, shown: Shown): RegisterView {
  const { requirements, complete, rules, period } = standing;
  const [hours, participatory, accounts] = requirements;
  const inAccounts = (count: number) => counted(count, 'reflective account');
  const missing = [
    ...(hours.missing > 0 ? [hoursOf(hours.missing)] : []),
    ...(participatory.missing > 0 ? [`${hoursOf(participatory.missing)} of participatory learning`] : []),
    ...(accounts.missing > 0 ? [inAccounts(accounts.missing)] : []),
  ];
  return {
    ...common('nmc', period, shown),
    verdict: {
      tag: complete
        ? { text: 'CPD and reflections complete', kind: 'good' }
        : { text: 'Something is missing', kind: 'warm' },
      text: complete
        ? 'What a portfolio can hold is there.'
        : `Still to do${byWhen(shown)}: ${inList(missing)}. Participatory hours count among all hours as well.`,
    },
    lines: [
      line('CPD', hours, hoursOf),
      line('Participatory, of these', participatory, hoursOf),
      line('Complete reflective accounts with themes of the Code', accounts, inAccounts),
    ],
    notes: [
      {
        text: `${hoursOf(standing.alone)} were learned alone, online or by reading: they count as CPD, never as participatory.`,
        link: null,
      },
      {
        text: `What counts: ${entriesOf(standing.entries)} that ended, and accounts that were completed, within the ${String(rules.years)} years that end ${shown.date === null ? 'today' : 'with your date'}.`,
        link: null,
      },
      ...leftOut(standing),
      ...lacking(standing.withoutRelevance, 'relevance', 'how it links to your practice', period),
      ...lacking(standing.withoutThemes, 'themes', 'which part of the Code it touches', period),
    ],
    breakdown: {
      caption: 'Reflective accounts by theme of the Code',
      columns: ['Theme', 'Accounts', null],
      rows: standing.themes.map(({ theme, accounts: count }) => [themeName(theme), String(count), null]),
    },
    limits: [
      'Revalidation also needs practice hours, feedback, a discussion and confirmation. None of them is kept here.',
      ...(standing.certain
        ? []
        : [
            'The NMC changes its Code and rules in October 2027. What will be asked on your date is not known here: this shows the rules until then.',
          ]),
    ],
  };
}

const schemeNames: Record<Scheme, string> = {
  general: 'My college says how many: count one credit an hour, in halves',
  rcp: 'Royal College of Physicians: whole credits, at most 8 a day, 50 a year of which 25 external',
};

export function creditsView(standing: CreditStanding, shown: Shown): RegisterView {
  const { scheme, period, requirements } = standing;
  const inCredits = (count: number) => counted(count, 'credit');
  const missing = requirements
    .filter((one) => one.missing > 0)
    .map((one) => (one.key === 'external' ? `${inCredits(one.missing)} that are external` : inCredits(one.missing)));
  const isTotalKnown = requirements.length > 0;
  return {
    ...common('gmc', period, shown),
    verdict: {
      tag: !isTotalKnown
        ? null
        : missing.length === 0
          ? { text: 'Credits complete', kind: 'good' }
          : { text: 'Something is missing', kind: 'warm' },
      text: !isTotalKnown
        ? `${inCredits(standing.credits)} this year. How many are needed your college says.`
        : missing.length === 0
          ? 'All credits of the year are there.'
          : `Still to do${byWhen(shown)}: ${inList(missing)}. External credits count among all as well.`,
    },
    lines: requirements.map((one) => line(one.key === 'external' ? 'External, of these' : 'Credits', one, inCredits)),
    notes: [
      {
        text: `What counts: one credit for an hour, for ${entriesOf(standing.entries)} that ended within the year${standing.left > 0 ? `; ${hoursOf(standing.left)} give no credit, as parts of one${scheme === 'rcp' ? ' or beyond 8 a day' : ''}` : ''}.`,
        link: null,
      },
      ...leftOut(standing),
      ...(standing.unsaid > 0
        ? [
            {
              text: `Entries that do not say who held them give ${inCredits(standing.unsaid)}, which ${standing.unsaid === 1 ? 'is' : 'are'} not counted as external.`,
              link: {
                href: portfolioPaths.activities({ lacks: 'setting', from: period.from, to: period.to }),
                text: 'Show them',
              },
            },
          ]
        : []),
    ],
    breakdown: {
      caption: 'Credits by who held it',
      columns: ['Held by', 'Credits', null],
      rows: [
        ['Somebody else (external)', String(standing.external), null],
        ['Your own employer (internal)', String(standing.internal), null],
        ['You, on your own account', String(standing.personal), null],
        ['Not said', String(standing.unsaid), null],
      ],
    },
    limits: [
      'The GMC itself sets no number of credits; colleges do.',
      ...(scheme === 'rcp'
        ? [
            'Whether an event is approved for external credits the college decides. It does not approve events of a single Trust.',
          ]
        : []),
    ],
    source:
      scheme === 'rcp' ? { text: 'Royal College of Physicians', href: 'https://www.rcp.ac.uk/' } : names.gmc.source,
    schemes: schemes.map((value) => ({ value, text: schemeNames[value] })),
    scheme,
  };
}

export function hcpcView(
  standing: HcpcStanding,
  absences: readonly Absence[],
  shown: Shown & { absence: Record<string, string> | null },
): RegisterView {
  const { period, mix, mixed, gaps } = standing;
  const missing = [
    ...(mixed
      ? []
      : [mix.length === 0 ? 'a record of a mixture of activities' : 'activities of another kind than these']),
    ...(gaps.length > 0 ? [`an explanation of ${counted(gaps.length, 'gap')} of more than three months`] : []),
    ...(standing.withoutBenefit > 0 ? [`the benefit of ${entriesOf(standing.withoutBenefit)}`] : []),
  ];
  const absenceFields = [
    ...['from', 'to'].flatMap((name) => ['day', 'month', 'year'].map((part) => `${name}-${part}`)),
    'reason',
  ];
  return {
    ...common('hcpc', period, shown),
    verdict: {
      tag:
        missing.length === 0
          ? { text: 'Nothing is missing here', kind: 'good' }
          : { text: 'Something is missing', kind: 'warm' },
      text:
        missing.length === 0
          ? 'The record is a mixture, without a gap that is not explained, and every entry says its benefit.'
          : `Still to do${byWhen(shown)}: ${inList(missing)}.`,
    },
    lines: [],
    notes: [
      {
        text: 'What counts: every dated activity. HCPC asks for a continuous, up-to-date, dated record of a mixture of activities that benefit your practice and those who use your service, with gaps of more than three months explained.',
        link: null,
      },
      ...leftOut(standing),
      ...lacking(standing.withoutBenefit, 'benefit', 'what the benefit is', period),
    ],
    breakdown:
      mix.length === 0
        ? null
        : {
            caption: 'The mixture',
            columns: ['Kind', 'Entries', 'Hours'],
            rows: mix.map(({ kind, entries, hours }) => [kindName(kind), String(entries), hoursOf(hours)]),
          },
    limits: ['This looks at the last two years, or the two that end with your date. That is a choice of this page.'],
    gaps: gaps.map((gap) => ({ ...gap, text: `${dateInWords(gap.from)} to ${dateInWords(gap.to)}` })),
    absences: absences.map(({ id, from, to, reason }) => ({
      text: `${dateInWords(from)} to ${dateInWords(to)}`,
      reason,
      action: portfolioPaths.absenceRemovals(id),
    })),
    absenceForm: {
      action: portfolioPaths.absences(),
      typed: Object.fromEntries(
        absenceFields.map((name) => [name, shown.absence?.[name] ?? (shown.absence ? null : gapField(gaps[0], name))]),
      ),
    },
  };
}

/** The first gap stands in the form already. */
function gapField(gap: Period | undefined, field: string): string | null {
  const [end, part] = field.split('-');
  if (!gap || part === undefined) return null;
  const [year = '', month = '', day = ''] = (end === 'from' ? gap.from : gap.to).split('-');
  return part === 'year' ? year : String(Number(part === 'month' ? month : day));
}

function inList(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
