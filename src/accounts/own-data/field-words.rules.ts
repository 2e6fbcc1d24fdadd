import { dateInWords, isCivilDate, londonDate, londonTime } from '../../platform/civil-date.rules.js';

/** A field's name as people read it: `registeredAt` is "Registered at". Pure. */
export function fieldName(field: string): string {
  const words = field.replaceAll(/([A-Z]+|\d+)/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as people read it; null when it has parts, which only a file shows whole. Pure. */
export function valueInWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return '–';
  if (value instanceof Date) return `${dateInWords(londonDate(value))}, ${londonTime(value)}`;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return isCivilDate(value) ? dateInWords(value) : value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length === 0 ? '–' : value.join(', ');
  return null;
}
