import { isCivilDate } from '../civil-date.rules.js';

/**
 * The three fields of a day (views/components/date-input.hbs) as one: a civil date, '' when all are empty, and null when
 * what was typed is no day.
 */
export function typedDay(body: unknown, name: string): string | null {
  const given = (body ?? {}) as Record<string, unknown>;
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => {
    const value = given[`${name}-${part}`];
    return typeof value === 'string' ? value.trim() : '';
  });
  if (year === '' && month === '' && day === '') return '';
  const date = [year.padStart(4, '0'), month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isCivilDate(date) ? date : null;
}

/** A day as the date input shows it. */
export function dayFields(name: string, date: string | null): Record<string, string> {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  return { [`${name}-year`]: year, [`${name}-month`]: month.replace(/^0/, ''), [`${name}-day`]: day.replace(/^0/, '') };
}
