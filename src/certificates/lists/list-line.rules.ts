import { type CivilDate, isCivilDate } from '../../platform/civil-date.rules.js';

export const attendances = ['present', 'late', 'left', 'absent'] as const;
/** The columns that are read; all but the first may be missing. */
export const listColumns = ['email', 'date', 'hours', 'participatory_hours', 'attendance'] as const;
export type ListCells = Partial<Record<(typeof listColumns)[number], string>>;

/** What somebody on the list is to have certified. */
export interface Attended {
  email: string;
  sessionOn: CivilDate;
  mode: string;
  hours: number;
  participatory: number;
}

/** How somebody learned who was there. */
export const LIVE_MODE = 'Live session with others';

const MOST_HOURS = 12;

/**
 * Reads one line of a list. Participatory hours are only for presence: who was absent gets nothing, who came late or left
 * early gets the hours that the list says, and a line without attendance gets no participatory hours.
 */
export function readLine(
  cells: ListCells,
  defaults: { today: CivilDate; hours: number },
): { ok: true; attended: Attended } | { ok: false; reason: string } {
  const cell = (name: keyof ListCells) => (cells[name] ?? '').trim();
  const refuse = (reason: string) => ({ ok: false as const, reason });
  const email = cell('email').toLowerCase();
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)) return refuse('There is no mail address in the column email');

  const attendance = cell('attendance').toLowerCase();
  if (attendance !== '' && !attendances.some((known) => known === attendance))
    return refuse(`“${attendance.slice(0, 40)}” is no attendance: write present, late, left or absent`);
  if (attendance === 'absent') return refuse('They were absent, so there is nothing to certify');
  const wasThere = attendance !== '';

  const sessionOn = cell('date') === '' ? defaults.today : isoDate(cell('date'));
  if (sessionOn === null)
    return refuse(`“${cell('date').slice(0, 40)}” is no date: write it as 2026-11-24 or 24/11/2026`);
  if (sessionOn > defaults.today) return refuse('The date lies ahead: certify when the session has been held');
  if (sessionOn < '2000-01-01') return refuse('The date is before 2000: check the year');

  if (cell('hours') === '' && (attendance === 'late' || attendance === 'left'))
    return refuse('They were not there for all of it: say in the column hours how long they took part');
  const hours = cell('hours') === '' ? defaults.hours : quarters(cell('hours'));
  if (hours === null || hours <= 0 || hours > MOST_HOURS)
    return refuse(`Give hours in quarters, more than 0 and at most ${String(MOST_HOURS)}, such as 1.5`);

  const participatory =
    cell('participatory_hours') === '' ? (wasThere ? hours : 0) : quarters(cell('participatory_hours'));
  if (participatory === null || participatory > hours)
    return refuse('Give participatory hours in quarters, at most as many as there are hours');
  if (participatory > 0 && !wasThere)
    return refuse('Participatory hours are for presence alone: say present, late or left in the column attendance');

  const mode = wasThere ? LIVE_MODE : 'Recorded by the provider';
  return { ok: true, attended: { email, sessionOn, mode, hours, participatory } };
}

function isoDate(text: string): CivilDate | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const date = year === undefined ? text : `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}

/** A number of hours in whole quarters; null for anything else. */
function quarters(text: string): number | null {
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(text)) return null;
  const hours = Number(text.replace(',', '.'));
  return Number.isInteger(hours * 4) ? hours : null;
}
