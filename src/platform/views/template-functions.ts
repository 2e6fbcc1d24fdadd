import { dateInWords } from '../civil-date.rules.js';

/**
 * The few functions that templates may call. Names are chosen so that no field of a view is called the same,
 * since a function would win.
 */
export const templateFunctions = {
  /** A civil or partial date as people read it, with the precision that was given. */
  dateInWords: (date: string) => dateInWords(date),
  /** A count with its noun: `{{plural count "fact" "facts"}}` gives "1 fact" or "1,204 facts". */
  plural: (count: number, one: string, many: string) => `${thousands(count)} ${count === 1 ? one : many}`,
  thousands: (count: number) => thousands(count),
  concat: (...parts: unknown[]) => parts.slice(0, -1).map(String).join(''),
  eq: (a: unknown, b: unknown) => a === b,
  not: (value: unknown) => !isGiven(value),
  and: (...values: unknown[]) => values.slice(0, -1).every(isGiven),
  or: (...values: unknown[]) => values.slice(0, -1).find(isGiven) ?? false,
};

function thousands(count: number): string {
  return count.toLocaleString('en-GB');
}

/** As `{{#if}}` sees it: an empty list is not given. */
function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
