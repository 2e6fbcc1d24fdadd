import Handlebars from 'handlebars';
import { dateInWords } from '../civil-date.rules.js';
import type { FieldError } from '../http/form.js';

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
  /** The message for a field, of all that a form has to say. */
  errorFor,
  /** The attribute that ties a field to its hint and its error; nothing when it has neither. */
  describedBy: (name: string, hint: unknown, errors: FieldError[] | null | undefined) => {
    const ids = [hint ? `${name}-hint` : '', errorFor(errors, name) ? `${name}-error` : ''].filter(Boolean);
    const value = Handlebars.escapeExpression(ids.join(' '));
    return new Handlebars.SafeString(ids.length > 0 ? ` aria-describedby="${value}"` : '');
  },
  /** The id of a group's nth choice: the first bears the group's name, so that an error can lead to it. */
  nthId: (name: string, index: number) => (index === 0 ? name : `${name}-${String(index + 1)}`),
  or: (...values: unknown[]) => values.slice(0, -1).find(isGiven) ?? false,
};

function errorFor(errors: FieldError[] | null | undefined, name: string): string | undefined {
  return errors?.find((error) => error.field === name)?.message;
}

function thousands(count: number): string {
  return count.toLocaleString('en-GB');
}

/** As `{{#if}}` sees it: an empty list is not given. */
function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
