import { Temporal } from 'temporal-polyfill';

/** A day people read, 'YYYY-MM-DD', in Europe/London. */
export type CivilDate = string;
/** A date as precisely as it was given: '2018', '2018-03' or '2018-03-14'. */
export type PartialDate = string;

export const LONDON = 'Europe/London';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The time of day in London, such as 14:05. */
export function londonTime(instant: Date): string {
  return instant.toLocaleTimeString('en-GB', { timeZone: LONDON, hour: '2-digit', minute: '2-digit' });
}

/** The London day on which an instant falls. */
export function londonDate(instant: Date): CivilDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(LONDON).toPlainDate().toString();
}

/** The instant at which a London day ends (the first instant of the next day). */
export function endOfLondonDay(date: CivilDate): Date {
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(LONDON);
  return new Date(next.epochMilliseconds);
}

/** The instant at which it is such a time ('14:05') on a London day; null on the hour that the clocks leave out in March. */
export function londonInstant(date: CivilDate, time: string): Date | null {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const instant = new Date(local.toZonedDateTime(LONDON).epochMilliseconds);
  return londonTime(instant) === time ? instant : null;
}

/** True when the text is a real calendar day, month or year in ISO form. */
export function isPartialDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true;
  if (/^\d{4}-\d{2}$/.test(text)) return isCivilDate(`${text}-01`);
  return isCivilDate(text);
}

/** True when the text is a real calendar day in ISO form. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** First day that a partial date may mean. */
export function earliestDay(date: PartialDate): CivilDate {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/** Last day that a partial date may mean. */
export function latestDay(date: PartialDate): CivilDate {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 10) return date;
  const month = Temporal.PlainYearMonth.from(date);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

/** The civil date so many months later (negative: earlier); the day is kept or clipped to the month's end. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** The civil date so many days later (negative: earlier). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days from one civil date to a later one; negative when it is earlier. Reckoned without a clock, since it is asked of crowds. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Whole months from one civil date to a later one; negative when it is earlier. */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'months' }).months;
}

/** In words, with the precision that was given: '14 March 2018', 'March 2018', '2018'. */
export function dateInWords(date: PartialDate): string {
  const [year = '', month, day] = date.split('-');
  const name = month === undefined ? '' : (MONTHS[Number(month) - 1] ?? '');
  return [day === undefined ? '' : String(Number(day)), name, year].filter(Boolean).join(' ');
}
