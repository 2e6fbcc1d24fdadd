import { type CivilDate, latestDay } from '../../platform/civil-date.rules.js';
import type { PolicyDocument } from '../../policies/policies.types.js';

/** A document that says when it is to be reviewed. */
export interface ReviewDate {
  document: PolicyDocument;
  /** A partial date. */
  on: string;
  /** A month has passed when its last day has. */
  passed: boolean;
}

/** What the documents say themselves of their review, once a second person has read it; the earliest first. */
export function reviewDates(documents: readonly PolicyDocument[], today: CivilDate): ReviewDate[] {
  return documents
    .flatMap((document) => {
      const on = document.attributes.reviewOn;
      return on === null || document.unverified.includes('reviewOn')
        ? []
        : [{ document, on, passed: latestDay(on) < today }];
    })
    .sort((a, b) => latestDay(a.on).localeCompare(latestDay(b.on)));
}

/** Year by year how many have passed and how many are ahead. */
export function reviewsByYear(dates: readonly ReviewDate[]): { year: string; passed: number; ahead: number }[] {
  return [...Map.groupBy(dates, ({ on }) => on.slice(0, 4))]
    .map(([year, all]) => {
      const passed = all.filter((date) => date.passed).length;
      return { year, passed, ahead: all.length - passed };
    })
    .sort((a, b) => a.year.localeCompare(b.year));
}
