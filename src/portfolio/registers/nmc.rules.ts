import { addDays, addMonths, type CivilDate } from '../../platform/civil-date.rules.js';
import { type CodeTheme, codeThemes } from '../portfolio.types.js';
import { countedIn, isWithin } from './period.rules.js';
import type { CountedActivity, CountedReflection, Period, Requirement } from './register.types.js';

/** What NMC revalidation asks of CPD and reflection, and until when we know that it does. */
interface NmcRules {
  /** The last day for which they are known to hold: the NMC changes its Code and rules in October 2027. */
  knownUntil: CivilDate;
  years: number;
  hours: number;
  participatory: number;
  accounts: number;
}

/** The newest last. Add the next ones here when the NMC has published them. */
const RULES: [NmcRules, ...NmcRules[]] = [
  { knownUntil: '2027-09-30', years: 3, hours: 35, participatory: 20, accounts: 5 },
];

export interface NmcStanding {
  period: Period;
  rules: NmcRules;
  /** Whether the rules are known to hold on the day of revalidation. */
  certain: boolean;
  requirements: [hours: Requirement, participatory: Requirement, accounts: Requirement];
  /** CPD and reflections alone: revalidation asks for more than a portfolio holds. */
  complete: boolean;
  /** Hours learned alone: they count, and never as participatory. */
  alone: number;
  entries: number;
  /** Entries of the period that count for nothing. */
  samples: number;
  revoked: number;
  withoutThemes: number;
  withoutRelevance: number;
  themes: { theme: CodeTheme; accounts: number }[];
}

/** The years that end with the day of revalidation; up to today while that day is not known. */
export function nmcPeriod(revalidationOn: CivilDate | null, today: CivilDate): Period {
  const to = revalidationOn ?? today;
  return { from: addDays(addMonths(to, -12 * rulesOn(to).rules.years), 1), to };
}

/** How a portfolio stands against NMC revalidation, of what ended within the period. */
export function nmcStanding(
  activities: readonly CountedActivity[],
  reflections: readonly CountedReflection[],
  period: Period,
): NmcStanding {
  const { rules, certain } = rulesOn(period.to);
  const { counted, samples, revoked } = countedIn(activities, period);
  const accounts = reflections.filter(({ completedOn, themes }) => isWithin(completedOn, period) && themes.length > 0);
  const requirements: NmcStanding['requirements'] = [
    requirement('hours', sum(counted, 'hours'), rules.hours),
    requirement('participatory', sum(counted, 'participatory'), rules.participatory),
    requirement('accounts', accounts.length, rules.accounts),
  ];
  return {
    period,
    rules,
    certain,
    requirements,
    complete: requirements.every(({ missing }) => missing === 0),
    alone: sum(
      counted.filter(({ kind }) => kind === 'online' || kind === 'reading'),
      'hours',
    ),
    entries: counted.length,
    samples,
    revoked,
    withoutThemes: counted.filter(({ hasThemes }) => !hasThemes).length,
    withoutRelevance: counted.filter(({ hasRelevance }) => !hasRelevance).length,
    themes: codeThemes.map((theme) => ({
      theme,
      accounts: accounts.filter(({ themes }) => themes.includes(theme)).length,
    })),
  };
}

/** The rules of a day; those known last for a day beyond them. */
function rulesOn(day: CivilDate): { rules: NmcRules; certain: boolean } {
  const known = RULES.find(({ knownUntil }) => day <= knownUntil);
  return known ? { rules: known, certain: true } : { rules: RULES.at(-1) ?? RULES[0], certain: false };
}

function sum(activities: readonly CountedActivity[], what: 'hours' | 'participatory'): number {
  return hundredths(activities.reduce((total, activity) => total + activity[what], 0));
}

function requirement(key: string, have: number, need: number): Requirement {
  return { key, have, need, missing: hundredths(Math.max(0, need - have)) };
}

/** Hours are told to the hundredth; their sum is no more exact. */
const hundredths = (value: number): number => Math.round(value * 100) / 100;
