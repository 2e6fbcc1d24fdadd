import { definePage } from '../../platform/views/page.js';
import { noticeKinds } from '../notifications.types.js';
import { notificationsPaths } from '../paths.js';
import { noticeName } from '../telling/notice-words.rules.js';
import { type LoggedNotice, loggedNotice, type LogLine } from './log-words.rules.js';
import type { LogFilter } from './log.queries.js';

export const PAGE_SIZE = 50;

interface MailLogView {
  title: string;
  filterAction: string;
  reset: string | null;
  kinds: { value: string; text: string }[];
  chosen: string | null;
  /** Whose mail alone is shown. */
  person: { id: string; name: string; href: string } | null;
  rows: (LoggedNotice & { who: { text: string; href: string } })[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const mailLogPage = definePage<MailLogView>('notifications/mail-log');

/** `found` holds one more than a page when there is a next one. */
export function mailLogView(
  found: readonly LogLine[],
  filter: LogFilter,
  person: { id: string; name: string } | null,
): MailLogView {
  const last = found[PAGE_SIZE - 1];
  const kept = { ...(filter.person && { person: filter.person }), ...(filter.kind && { kind: filter.kind }) };
  return {
    title: 'Mail log',
    filterAction: notificationsPaths.all(),
    reset: Object.keys(kept).length > 0 ? notificationsPaths.all() : null,
    kinds: noticeKinds.map((kind) => ({ value: kind, text: noticeName(kind) })),
    chosen: filter.kind,
    person: person && { ...person, href: notificationsPaths.person(person.id) },
    rows: found.slice(0, PAGE_SIZE).map((line) => ({
      ...loggedNotice(line),
      who: { text: line.person.name, href: notificationsPaths.all({ person: line.person.id }) },
    })),
    next:
      found.length > PAGE_SIZE && last
        ? { href: notificationsPaths.all({ ...kept, before: last.id }), text: 'Earlier mail' }
        : null,
    firstHref: filter.before === null ? null : notificationsPaths.all(kept),
  };
}
