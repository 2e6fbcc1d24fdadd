import { addDays, addMonths, type CivilDate } from '../../platform/civil-date.rules.js';
import { countedIn } from './period.rules.js';
import type { CountedActivity, Period, Requirement } from './register.types.js';

/** How a college counts: the GMC itself sets no total. */
export const schemes = ['general', 'rcp'] as const;
export type Scheme = (typeof schemes)[number];

/** The Royal College of Physicians: whole credits alone, so many a day at most, so many a year, a part of them external. */
const RCP = { aDay: 8, aYear: 50, external: 25 };
const DAY_MS = 86_400_000;

export interface CreditStanding {
  period: Period;
  scheme: Scheme;
  credits: number;
  external: number;
  internal: number;
  personal: number;
  /** Credits of entries of which the learner has not said who held them. */
  unsaid: number;
  /** Empty where no total is known. */
  requirements: Requirement[];
  entries: number;
  samples: number;
  revoked: number;
  /** Hours that give no credit: parts of one, and what is beyond a day's most. */
  left: number;
}

/** The year that ends with the day that the doctor gives; up to today while there is none. */
export function creditYear(endsOn: CivilDate | null, today: CivilDate): Period {
  const to = endsOn ?? today;
  return { from: addDays(addMonths(to, -12), 1), to };
}

/** How a portfolio stands in a college's credits: one for each hour, whole or half as the college says. */
export function creditStanding(activities: readonly CountedActivity[], period: Period, scheme: Scheme): CreditStanding {
  const { counted, samples, revoked } = countedIn(activities, period);
  const credited =
    scheme === 'rcp' ? wholeCredits(counted) : counted.map((one) => ({ one, credits: halves(one.hours) }));
  const of = (setting: CountedActivity['setting']) =>
    credited.reduce((total, { one, credits }) => total + (one.setting === setting ? credits : 0), 0);
  const [external, internal, personal, unsaid] = [of('external'), of('internal'), of('personal'), of(null)];
  const credits = external + internal + personal + unsaid;
  const hours = counted.reduce((total, one) => total + one.hours, 0);
  return {
    period,
    scheme,
    credits,
    external,
    internal,
    personal,
    unsaid,
    requirements:
      scheme === 'rcp' ? [needed('credits', credits, RCP.aYear), needed('external', external, RCP.external)] : [],
    entries: counted.length,
    samples,
    revoked,
    left: Math.round((hours - credits) * 100) / 100,
  };
}

/**
 * Whole credits, no more than the most of a day: what ended on the same single day counts together, external first, since a
 * doctor may choose which to claim. What lasted several days may have the most of each.
 */
function wholeCredits(counted: readonly CountedActivity[]): { one: CountedActivity; credits: number }[] {
  const left = new Map<string, number>();
  const externalFirst = counted.toSorted((a, b) => Number(b.setting === 'external') - Number(a.setting === 'external'));
  return externalFirst.map((one) => {
    const days = (Date.parse(one.endedOn) - Date.parse(one.startedOn)) / DAY_MS + 1;
    if (days > 1) return { one, credits: Math.min(Math.floor(one.hours), days * RCP.aDay) };
    const room = left.get(one.endedOn) ?? RCP.aDay;
    const credits = Math.min(Math.floor(one.hours), room);
    left.set(one.endedOn, room - credits);
    return { one, credits };
  });
}

const halves = (hours: number): number => Math.floor(hours * 2) / 2;

function needed(key: string, have: number, need: number): Requirement {
  return { key, have, need, missing: Math.max(0, need - have) };
}
