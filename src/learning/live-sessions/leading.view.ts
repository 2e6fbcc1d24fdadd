import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { liveSessionsPaths } from '../paths.js';
import { placesInWords, sessionSettings, settingName } from './live-session.rules.js';
import { cursorOf } from './live-sessions.form.js';
import type { LiveSession } from './live-sessions.queries.js';
import { PAGE_SIZE, type SessionCard, sessionCard } from './live-sessions.view.js';

interface Link {
  href: string;
  text: string;
}

export interface LedView {
  title: string;
  listHref: string;
  newHref: string;
  sessions: (SessionCard & { booked: string; leader: string | null })[];
  firstHref: string | null;
  next: Link | null;
}
export const ledPage = definePage<LedView>('learning/live-sessions/led');

/** `found` holds one more than a page when there is a next one. */
export function ledView(
  found: readonly LiveSession[],
  titles: ReadonlyMap<string, string>,
  { all, isFirst, now }: { all: boolean; isFirst: boolean; now: Date },
): LedView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    title: all ? 'All live sessions' : 'Live sessions that you lead',
    listHref: liveSessionsPaths.list(),
    newHref: liveSessionsPaths.new(),
    sessions: shown.map((session) => ({
      ...sessionCard(session, titles),
      ...(session.cancelledAt === null && session.endsAt <= now ? { tag: { text: 'Over', kind: 'plain' } } : {}),
      booked: placesInWords(session.booked, session.places),
      leader: all ? session.leader : null,
    })),
    firstHref: isFirst ? null : liveSessionsPaths.led(),
    next:
      found.length > PAGE_SIZE && last
        ? { href: liveSessionsPaths.led({ before: cursorOf(last) }), text: 'Earlier sessions' }
        : null,
  };
}

export interface FormView {
  title: string;
  back: Link;
  action: string;
  button: string;
  /** Null when the session has its course. */
  courses: { value: string; text: string }[] | null;
  settings: { value: string; text: string }[];
  typed: Record<string, string>;
  errors: FieldError[];
}
export const formPage = definePage<FormView>('learning/live-sessions/form');

const fields = [
  'course',
  'title',
  'startsOn-day',
  'startsOn-month',
  'startsOn-year',
  'startTime',
  'endTime',
  'breakMinutes',
  'setting',
  'venue',
  'joining',
  'interaction',
  'places',
];

/** The form of a new session, or of one that is there. */
export function formView(
  session: LiveSession | null,
  courses: readonly { slug: string; title: string }[],
  typed: Record<string, string>,
  errors: FieldError[],
): FormView {
  return {
    title: session === null ? 'Plan a live session' : `Change “${session.title}”`,
    back:
      session === null
        ? { href: liveSessionsPaths.led(), text: 'Live sessions' }
        : { href: liveSessionsPaths.one(session.id), text: 'The session' },
    action: session === null ? liveSessionsPaths.list() : liveSessionsPaths.changes(session.id),
    button: session === null ? 'Plan the session' : 'Keep the change',
    courses: session === null ? courses.map(({ slug, title }) => ({ value: slug, text: title })) : null,
    settings: sessionSettings.map((setting) => ({ value: setting, text: settingName(setting) })),
    typed: { ...Object.fromEntries(fields.map((name) => [name, ''])), ...typed },
    errors,
  };
}
