import type { FieldError } from '../../platform/http/form.js';
import type { NotedAttendance } from './attendance.service.js';
import { attendances, hoursProblem } from './live-session.rules.js';

export const attendanceField = (personId: string): string => `attendance-${personId}`;
export const hoursField = (personId: string): string => `hours-${personId}`;

/** What the form says of those on the page; who is not on it is not read. Pure. */
export function readAttendance(
  typed: Readonly<Record<string, string>>,
  people: readonly { personId: string; name: string }[],
  whole: number,
): { noted: NotedAttendance[]; errors: FieldError[] } {
  const noted: NotedAttendance[] = [];
  const errors: FieldError[] = [];
  for (const { personId, name } of people) {
    const said = typed[attendanceField(personId)];
    if (said === undefined) continue;
    const attendance = attendances.find((one) => one === said) ?? null;
    const text = (typed[hoursField(personId)] ?? '').trim().replace(',', '.');
    const hours = /^\d{1,2}(\.\d{1,2})?$/.test(text) ? Number(text) : null;
    const problem = attendance === null ? null : hoursProblem(attendance, hours, whole);
    if (problem !== null) errors.push({ field: hoursField(personId), message: `${name}: ${problem}` });
    const partly = attendance === 'late' || attendance === 'left';
    noted.push({ personId, attendance, hours: partly ? hours : null });
  }
  return { noted, errors };
}
