import type HolidaysOf from 'date-holidays';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { IsBankHoliday } from './deadline.rules.js';

const parts: Record<Nation, string> = { england: 'ENG', wales: 'WLS', scotland: 'SCT', northern_ireland: 'NIR' };

/**
 * Proclaimed for one year and not yet in the library. 15 June 2026: Scotland's return to the World Cup, proclaimed under
 * s1(3) of the Banking and Financial Dealings Act 1971 on 4 February 2026.
 */
const proclaimed: Partial<Record<Nation, readonly CivilDate[]>> = { scotland: ['2026-06-15'] };

const known = new Map<string, ReadonlySet<CivilDate>>();

/**
 * Tells bank holidays in each part of the United Kingdom by the library date-holidays. It brings the whole world's along
 * and takes half a second to load, so it is loaded when somebody first needs it.
 */
export async function bankHolidays(): Promise<IsBankHoliday> {
  const { default: Holidays } = await import('date-holidays');
  return (nation, date) => {
    const key = `${nation} ${date.slice(0, 4)}`;
    let days = known.get(key);
    if (!days) known.set(key, (days = daysOf(Holidays, nation, Number(date.slice(0, 4)))));
    return days.has(date);
  };
}

function daysOf(Holidays: typeof HolidaysOf, nation: Nation, year: number): ReadonlySet<CivilDate> {
  const holidays = new Holidays('GB', parts[nation]).getHolidays(year);
  const dates = holidays.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10));
  return new Set([...dates, ...(proclaimed[nation] ?? [])]);
}
