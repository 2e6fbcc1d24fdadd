import { z } from 'zod';
import { isCivilDate } from '../../platform/civil-date.rules.js';

const part = (given: unknown): string => (typeof given === 'string' ? given.trim() : '');

/** The three fields of each day become one, so that its fault is told beside the others; none filled in makes ''. */
export function withDays(body: unknown, names: readonly string[]): unknown {
  const given = (body ?? {}) as Record<string, unknown>;
  const days = names.map((name) => {
    const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((unit) => part(given[`${name}-${unit}`]));
    const whole = year + month + day;
    return [name, whole === '' ? '' : [year.padStart(4, '0'), month.padStart(2, '0'), day.padStart(2, '0')].join('-')];
  });
  return { ...given, ...Object.fromEntries(days) };
}

export const day = (message: string) => z.string().refine(isCivilDate, message);

/** A day that may be left out. */
export const optionalDay = (message: string) =>
  z
    .string()
    .refine((text) => text === '' || isCivilDate(text), message)
    .transform((text) => (text === '' ? null : text));
