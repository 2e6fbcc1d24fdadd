import type { SignedInPerson } from '../../platform/http/permissions.types.js';
import { definePage } from '../../platform/views/page.js';
import { evaluationsPaths, learningPaths, liveSessionsPaths } from '../paths.js';
import { leads } from './leading.rules.js';
import {
  attendanceName,
  attendedHours,
  bookingOf,
  placesInWords,
  sessionHours,
  settingName,
} from './live-session.rules.js';
import { cursorOf } from './live-sessions.form.js';
import type { LiveSession, OwnPlace } from './live-sessions.queries.js';
import { whenInWords } from './session-mail.rules.js';

export const PAGE_SIZE = 25;

/** Who looks, and when. */
interface Looking {
  person: SignedInPerson;
  now: Date;
}
interface Link {
  href: string;
  text: string;
}
export interface SessionCard {
  href: string;
  title: string;
  when: string;
  what: string;
  tag: { text: string; kind: string } | null;
}

export interface SessionsView {
  title: string;
  /** The course whose sessions are shown; null for all. */
  course: string | null;
  back: Link;
  allHref: string | null;
  ledHref: string | null;
  mine: SessionCard[];
  past: SessionCard[];
  ahead: SessionCard[];
  firstHref: string | null;
  next: Link | null;
}
export const sessionsPage = definePage<SessionsView>('learning/live-sessions/list');

/** `ahead` holds one more than a page when there is a next one. */
export function sessionsView(
  found: { ahead: readonly LiveSession[]; mine: readonly (LiveSession & Pick<OwnPlace, 'attendance'>)[] },
  titles: ReadonlyMap<string, string>,
  asked: { course: string; isFirst: boolean },
  { person, now }: Looking,
): SessionsView {
  const { course } = asked;
  const booked = new Set(found.mine.map(({ id }) => id));
  const shown = found.ahead.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const card = (session: LiveSession) => sessionCard(session, titles);
  return {
    title: 'Live sessions',
    course: titles.get(course) ?? null,
    back:
      course === ''
        ? { href: learningPaths.mine(), text: 'My learning' }
        : { href: learningPaths.course(course), text: titles.get(course) ?? 'The course' },
    allHref: course === '' ? null : liveSessionsPaths.list(),
    ledHref: person.permissions.has('sessions.lead') ? liveSessionsPaths.led() : null,
    mine: found.mine.filter(({ endsAt }) => endsAt > now).map(card),
    past: found.mine
      .filter(({ endsAt }) => endsAt <= now)
      .map((session) => ({
        ...card(session),
        tag:
          session.attendance === null ? card(session).tag : { text: attendanceName(session.attendance), kind: 'plain' },
      })),
    ahead: shown.map((session) => ({
      ...card(session),
      tag: booked.has(session.id) ? { text: 'You have a place', kind: 'good' } : card(session).tag,
    })),
    firstHref: asked.isFirst ? null : liveSessionsPaths.list({ course }),
    next:
      found.ahead.length > PAGE_SIZE && last
        ? { href: liveSessionsPaths.list({ course, after: cursorOf(last) }), text: 'Later sessions' }
        : null,
  };
}

export function sessionCard(session: LiveSession, titles: ReadonlyMap<string, string>): SessionCard {
  const full = session.places !== null && session.booked >= session.places;
  return {
    href: liveSessionsPaths.one(session.id),
    title: session.title,
    when: whenInWords(session),
    what: `${titles.get(session.courseSlug) ?? session.courseSlug}. ${whereInWords(session)}. ${hoursInWords(sessionHours(session))}`,
    tag:
      session.cancelledAt === null
        ? full
          ? { text: 'Full', kind: 'neutral' }
          : null
        : { text: 'Cancelled', kind: 'warm' },
  };
}

const whereInWords = ({ setting, venue }: LiveSession): string =>
  `${settingName(setting)}${venue === '' ? '' : `, ${venue}`}`;
export const hoursInWords = (hours: number): string => `${String(hours)} ${hours === 1 ? 'hour' : 'hours'} of CPD`;

export interface SessionView {
  title: string;
  course: string;
  courseHref: string;
  listHref: string;
  cancelled: { because: string } | null;
  rows: { key: string; value: string; href: null; action: null; hidden: null }[];
  /** How to get in; null for who has no place, and for who does not lead it. */
  joining: string | null;
  hasPlace: boolean;
  bookAction: string | null;
  giveUpAction: string | null;
  /** Why there is no place to book or give up; null when there is. */
  reason: string | null;
  /** What was noted of the person; null before. */
  attended: string | null;
  /** Where the person says what they think of it; null for who was not there, and once they have. */
  evaluationHref: string | null;
  /** For who leads it. */
  lead: {
    noted: string;
    attendanceHref: string | null;
    certificatesHref: string | null;
    evaluationsHref: string | null;
    editHref: string | null;
    cancelAction: string | null;
  } | null;
}
export const sessionPage = definePage<SessionView>('learning/live-sessions/one');

export function sessionView(
  session: LiveSession,
  course: string,
  place: OwnPlace | null,
  counts: { listed: number; noted: number; there: number },
  { person, now }: Looking,
): SessionView {
  const row = (key: string, value: string) => ({ key, value, href: null, action: null, hidden: null });
  const hasPlace = place?.givenUp === false;
  const booking = bookingOf(session, hasPlace, now);
  const mayLead = leads(session, person);
  const stands = session.cancelledAt === null;
  const begun = now >= session.startsAt;
  const over = now >= session.endsAt;
  return {
    title: session.title,
    course,
    courseHref: learningPaths.course(session.courseSlug),
    listHref: liveSessionsPaths.list(),
    cancelled: stands ? null : { because: session.cancelledBecause ?? '' },
    rows: [
      row('When', whenInWords(session)),
      row('Where', whereInWords(session)),
      row('Led by', session.leader ?? 'Somebody whose account was erased'),
      row(
        'How you take part',
        session.interaction === '' ? 'You listen: these hours are not participatory' : session.interaction,
      ),
      row('CPD', `${hoursInWords(sessionHours(session))}, breaks left out`),
      row('Places', placesInWords(session.booked, session.places)),
    ],
    joining: (hasPlace || mayLead) && stands && session.joining !== '' ? session.joining : null,
    hasPlace,
    bookAction: booking.may === 'book' ? liveSessionsPaths.places(session.id) : null,
    giveUpAction: booking.may === 'give_up' ? liveSessionsPaths.placesGivenUp(session.id) : null,
    reason: booking.may === null && stands && !hasPlace ? booking.reason : null,
    attended: hasPlace ? attendedInWords(place, session, over) : null,
    evaluationHref:
      over && hasPlace && !place.evaluated && attendedHours(place, session) !== null
        ? evaluationsPaths.ofSession(session.id)
        : null,
    lead: mayLead
      ? {
          noted: `${placesInWords(session.booked, session.places)}; ${String(counts.noted)} noted, ${String(counts.there)} of them were there`,
          attendanceHref: stands ? liveSessionsPaths.attendance(session.id) : null,
          certificatesHref: stands && begun ? liveSessionsPaths.certificates(session.id) : null,
          evaluationsHref: stands && begun ? evaluationsPaths.told(session.courseSlug, session.id) : null,
          editHref: stands ? liveSessionsPaths.edit(session.id) : null,
          cancelAction: stands && counts.there === 0 ? liveSessionsPaths.cancellations(session.id) : null,
        }
      : null,
  };
}

function attendedInWords(place: OwnPlace, session: LiveSession, over: boolean): string | null {
  if (place.attendance === null) return null;
  if (!over) return `${attendanceName(place.attendance)}. Your hours are reckoned once the session is over.`;
  if (place.attendance === 'absent') return 'You were noted as absent. If you were there, tell who led the session.';
  const hours = attendedHours(place, session);
  // Until it is said whether people took part, nobody knows.
  const participatory =
    hours === null || session.interactive === null ? '' : `, of which ${String(hours.participatory)} participatory`;
  const counted = hours === null ? '' : `: ${hoursInWords(hours.total)}${participatory}`;
  const then = place.certified ? ' It is on your certificate, and in your portfolio.' : ' Your certificate follows.';
  return `${attendanceName(place.attendance)}${counted}.${then}`;
}
