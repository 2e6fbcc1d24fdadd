import { isPartialDate, type PartialDate } from '../../../platform/civil-date.rules.js';

/** What three fields of a form say together: a date, nothing, or no date at all. */
export type TypedDate = { ok: true; date: PartialDate | null } | { ok: false };

/** Reads name-day, name-month and name-year with the precision that was given: a year, a month of it, or a day. */
export function typedDate(fields: Record<string, unknown>, name: string): TypedDate {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => {
    const value = fields[`${name}-${part}`];
    return typeof value === 'string' ? value.trim() : '';
  });
  if (day === '' && month === '' && year === '') return { ok: true, date: null };
  const wellFormed =
    /^\d{4}$/.test(year) && /^\d{0,2}$/.test(month) && /^\d{0,2}$/.test(day) && (month !== '' || day === '');
  const date = [year, month, day]
    .filter((part) => part !== '')
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return wellFormed && isPartialDate(date) ? { ok: true, date } : { ok: false };
}

/** A date as it stands in the three fields. */
export function dateFields(name: string, date: PartialDate | null): Record<string, string> {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}
