import type { Nation } from '../../organisations/organisations.types.js';
import { addDays, type CivilDate } from '../../platform/civil-date.rules.js';
import type { FoiAct, RequestEvent } from '../requests.types.js';

/** Whether a day is a bank holiday in a part of the United Kingdom. */
export type IsBankHoliday = (nation: Nation, date: CivilDate) => boolean;

export type DatedEvent = Pick<RequestEvent, 'kind' | 'onDate' | 'days' | 'withdrawnAt'>;

/** Working days to answer in: FOIA s10(1), FOISA s10(1); also what both codes of practice give an internal review. */
export const DAYS_TO_ANSWER = 20;

/** What the Information Commissioner holds to be the most for weighing the public interest, on top of the first 20. */
export const USUAL_EXTENSION_DAYS = 20;

const holidaysOf: Record<FoiAct, readonly Nation[]> = {
  foia: ['england', 'wales', 'scotland', 'northern_ireland'],
  foisa: ['scotland'],
};

/** Which Act a body of the nation answers under: Scottish bodies under that of Scotland, all others under that of 2000. */
export function actOf(nation: Nation): FoiAct {
  return nation === 'scotland' ? 'foisa' : 'foia';
}

/**
 * Whether the Act counts the day. FOIA s10(6): not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in
 * *any* part of the United Kingdom, so that 2 January, 17 March, 12 July and 30 November count nowhere. FOISA s73: not a
 * Saturday, a Sunday, Christmas Day or a bank holiday in Scotland, so that Easter Monday counts there. (Good Friday is
 * a bank holiday in Scotland: Banking and Financial Dealings Act 1971, Schedule 1.)
 *
 * https://www.legislation.gov.uk/ukpga/2000/36/section/10, https://www.legislation.gov.uk/asp/2002/13/section/73
 */
export function isWorkingDay(act: FoiAct, date: CivilDate, isBankHoliday: IsBankHoliday): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return !holidaysOf[act].some((nation) => isBankHoliday(nation, date));
}

/** The so-many-th working day after a day. The day itself is not counted, whether it is a working day or not. */
export function workingDayAfter(act: FoiAct, from: CivilDate, count: number, isBankHoliday: IsBankHoliday): CivilDate {
  let date = from;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(act, date, isBankHoliday)) left -= 1;
  }
  return date;
}

/** Working days after one day, up to and with another; 0 when it is not later. */
export function workingDaysBetween(act: FoiAct, from: CivilDate, to: CivilDate, isBankHoliday: IsBankHoliday): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1))
    if (isWorkingDay(act, date, isBankHoliday)) count += 1;
  return count;
}

/**
 * The last day on which the body answers in time; null while a clarification is awaited, since then no clock runs.
 *
 * - "Not later than the twentieth working day following the date of receipt" (FOIA s10(1), FOISA s10(1)): the working
 *   day after receipt is day 1. Letters go by email, so the day of sending is the day of receipt, a day off included.
 * - A clarification that the body needs (FOIA s1(3), FOISA s1(3)) starts the clock afresh on the day on which it is given
 *   (FOIA s10(6)(b), FOISA s10(1)(b)).
 * - Weighing the public interest may take longer (FOIA s10(3)); the Commissioner holds 20 further working days to be the
 *   most, and they are added unless others are recorded. FOISA knows no such extension: see `whyNotExtend`.
 * - An internal review is asked for afresh: 20 working days by FOISA s21(1), and by the Code of Practice under FOIA s45,
 *   which allows 40 when it is complex; what the body claims beyond is recorded as an extension.
 */
export function dueOn(
  act: FoiAct,
  sentOn: CivilDate,
  events: readonly DatedEvent[],
  isBankHoliday: IsBankHoliday,
): CivilDate | null {
  let start = sentOn;
  let days = DAYS_TO_ANSWER;
  let awaitsUs = false;
  for (const event of inOrder(events)) {
    if (event.kind === 'clarification_asked') awaitsUs = true;
    if (event.kind === 'clarification_given' || event.kind === 'internal_review_asked') {
      start = event.onDate;
      days = DAYS_TO_ANSWER;
      awaitsUs = false;
    }
    if (event.kind === 'extension') days += event.days ?? USUAL_EXTENSION_DAYS;
  }
  return awaitsUs ? null : workingDayAfter(act, start, days, isBankHoliday);
}

/** Those that stand, by their day; on one day as they were recorded. */
function inOrder(events: readonly DatedEvent[]): DatedEvent[] {
  return events
    .filter((event) => event.withdrawnAt === null)
    .toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0));
}

/** Why an extension cannot be recorded; empty when it can. */
export function whyNotExtend(act: FoiAct, inReview: boolean): string[] {
  if (act === 'foia' || inReview) return [];
  return [
    'The Act of Scotland gives no more time to weigh the public interest. If the body says that it takes longer, record a holding reply; the request stays due on its day.',
  ];
}
