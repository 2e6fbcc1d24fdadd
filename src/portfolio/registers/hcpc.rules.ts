import { addDays, addMonths, type CivilDate } from '../../platform/civil-date.rules.js';
import { type ActivityKind, activityKinds } from '../portfolio.types.js';
import { countedIn } from './period.rules.js';
import type { Absence, CountedActivity, Period } from './register.types.js';

/** A gap longer than this has to be explained. */
const GAP_MONTHS = 3;
/** How far this view looks back: our choice, not the HCPC's. */
const YEARS = 2;

export interface HcpcStanding {
  period: Period;
  mix: { kind: ActivityKind; entries: number; hours: number }[];
  /** HCPC asks for a mixture of activities. */
  mixed: boolean;
  /** Longer than three months, and not explained. */
  gaps: Period[];
  entries: number;
  samples: number;
  revoked: number;
  withoutBenefit: number;
}

/** The years that end with the day of renewal, or today while that is not known. */
export function hcpcPeriod(renewalOn: CivilDate | null, today: CivilDate): Period {
  const to = renewalOn ?? today;
  return { from: addDays(addMonths(to, -12 * YEARS), 1), to };
}

/** How a portfolio stands as a continuous, up-to-date and dated record of a mixture of activities. */
export function hcpcStanding(
  activities: readonly CountedActivity[],
  absences: readonly Absence[],
  period: Period,
  today: CivilDate,
): HcpcStanding {
  const { counted, samples, revoked } = countedIn(activities, period);
  const mix = activityKinds
    .map((kind) => {
      const ofKind = counted.filter((one) => one.kind === kind);
      const hours = ofKind.reduce((total, one) => total + one.hours, 0);
      return { kind, entries: ofKind.length, hours: Math.round(hours * 100) / 100 };
    })
    .filter(({ entries }) => entries > 0);
  const times = [
    ...counted.map(({ startedOn, endedOn }) => ({ from: startedOn, to: endedOn })),
    ...absences.map(({ from, to }) => ({ from, to })),
  ];
  return {
    period,
    mix,
    mixed: mix.length > 1,
    // What is to come is no gap yet.
    gaps: gapsIn(times, { from: period.from, to: today < period.to ? today : period.to }),
    entries: counted.length,
    samples,
    revoked,
    withoutBenefit: counted.filter(({ hasBenefit }) => !hasBenefit).length,
  };
}

/** The times of more than three months within a period in which none of the given times falls. */
export function gapsIn(times: readonly Period[], period: Period): Period[] {
  const gaps: Period[] = [];
  /** The last day before which nothing is missing that was not found. */
  let covered = addDays(period.from, -1);
  for (const time of times.toSorted((a, b) => a.from.localeCompare(b.from))) {
    if (time.from > period.to) break;
    if (mayHaveGap(covered, time.from)) addGap(gaps, addDays(covered, 1), addDays(time.from, -1));
    if (time.to > covered) covered = time.to;
  }
  if (covered < period.to) addGap(gaps, addDays(covered, 1), period.to);
  return gaps;
}

function addGap(gaps: Period[], from: CivilDate, to: CivilDate): void {
  if (addMonths(from, GAP_MONTHS) <= to) gaps.push({ from, to });
}

/** Three months have 89 days at least: most of many entries need no calendar. */
function mayHaveGap(covered: CivilDate, next: CivilDate): boolean {
  return Date.parse(next) - Date.parse(covered) > 89 * 86_400_000;
}
