import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { liveSessionsPaths } from '../paths.js';
import { attendanceField, hoursField } from './attendance.form.js';
import { attendanceName, attendances, sessionHours } from './live-session.rules.js';
import type { ListedPlace, LiveSession } from './live-sessions.queries.js';
import { whenInWords } from './session-mail.rules.js';

/** People on one page of a list, each with two fields. */
export const ATTENDANCE_PAGE = 50;

interface Person {
  name: string;
  email: string;
  attendanceField: string;
  hoursField: string;
  attendance: string | null;
  hours: string | null;
  /** What stands, where it was certified. */
  certified: string | null;
}

export interface AttendanceView {
  title: string;
  session: string;
  when: string;
  back: { href: string; text: string };
  hasBegun: boolean;
  counted: string;
  hours: string;
  interaction: string | null;
  answers: { value: string; text: string; hint: string }[];
  certificatesHref: string | null;
  people: Person[];
  options: { value: string; text: string }[];
  noteAction: string;
  firstHref: string | null;
  next: { href: string; text: string } | null;
  typed: { interactive: string | null; emails: string };
  errors: FieldError[];
}
export const attendancePage = definePage<AttendanceView>('learning/live-sessions/attendance');

/** `found` holds one more than a page when there is a next one. */
export function attendanceView(
  session: LiveSession,
  found: readonly ListedPlace[],
  counts: { listed: number; noted: number; there: number; certified: number },
  asked: { after: string | null; now: Date },
  form: { typed: Record<string, string>; errors: FieldError[] },
): AttendanceView {
  const shown = found.slice(0, ATTENDANCE_PAGE);
  const last = shown.at(-1);
  const said = session.interactive === null ? null : session.interactive ? 'yes' : 'no';
  const hasBegun = asked.now >= session.startsAt;
  return {
    title: 'Who was there',
    session: session.title,
    when: whenInWords(session),
    back: { href: liveSessionsPaths.one(session.id), text: 'The session' },
    hasBegun,
    counted: `${String(counts.listed)} on the list, ${String(counts.noted)} noted, ${String(counts.there)} of them were there`,
    hours: String(sessionHours(session)),
    interaction: session.interaction === '' ? null : session.interaction,
    answers: [
      {
        value: 'yes',
        text: 'Yes',
        hint: 'They discussed, asked or worked something out together: their hours are participatory',
      },
      { value: 'no', text: 'No', hint: 'They listened: their hours count, and are not participatory' },
    ],
    certificatesHref: hasBegun ? liveSessionsPaths.certificates(session.id) : null,
    people: shown.map((person) => personOf(person, form.typed)),
    options: attendances.map((attendance) => ({ value: attendance, text: attendanceName(attendance) })),
    noteAction: liveSessionsPaths.attendance(session.id, asked.after === null ? {} : { after: asked.after }),
    firstHref: asked.after === null ? null : liveSessionsPaths.attendance(session.id),
    next:
      found.length > ATTENDANCE_PAGE && last
        ? { href: liveSessionsPaths.attendance(session.id, { after: last.personId }), text: 'More people' }
        : null,
    typed: { interactive: form.typed['interactive'] ?? said, emails: form.typed['emails'] ?? '' },
    errors: form.errors,
  };
}

function personOf(person: ListedPlace, typed: Readonly<Record<string, string>>): Person {
  const { personId, attendance, hours } = person;
  const stands = attendance === null ? 'Not noted' : attendanceName(attendance);
  return {
    name: person.name,
    email: person.email,
    attendanceField: attendanceField(personId),
    hoursField: hoursField(personId),
    attendance: typed[attendanceField(personId)] ?? attendance,
    hours: typed[hoursField(personId)] ?? (hours === null ? null : String(hours)),
    certified: person.certified ? `${stands}${hours === null ? '' : `, ${String(hours)} hours`}: certified` : null,
  };
}
