import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { CountedActivity, Period } from './register.types.js';

export const isWithin = (day: CivilDate, { from, to }: Period): boolean => from <= day && day <= to;

/** What ended within the period and counts, and how much of it counts for nothing. */
export function countedIn(
  activities: readonly CountedActivity[],
  period: Period,
): { counted: CountedActivity[]; samples: number; revoked: number } {
  const inside = activities.filter(({ endedOn }) => isWithin(endedOn, period));
  return {
    counted: inside.filter(({ notCounted }) => notCounted === null),
    samples: inside.filter(({ notCounted }) => notCounted === 'sample').length,
    revoked: inside.filter(({ notCounted }) => notCounted === 'revoked').length,
  };
}
