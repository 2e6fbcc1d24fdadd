import type { SessionToCertify } from '../../learning/live-sessions.service.js';
import { liveSessionsPaths } from '../../learning/paths.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import type { KeptList } from '../lists/lists.queries.js';

export interface SessionCertificatesView {
  title: string;
  session: string;
  sessionHref: string;
  attendanceHref: string;
  rows: { key: string; value: string; href: null; action: null; hidden: null }[];
  sample: boolean;
  /** How many are to have one; 0 for none. */
  people: number;
  /** Null when none can be issued; `reason` then says why. */
  action: string | null;
  reason: string | null;
  lists: { asked: string; issued: string; progress: { done: number; of: number } | null }[];
  refreshHref: string | null;
}
export const sessionCertificatesPage = definePage<SessionCertificatesView>('certificates/session');

/** Why no certificate can be issued now; null when some can. */
export function whyNot(session: SessionToCertify): string | null {
  if (!session.over) return 'Certificates are issued when the session is over.';
  if (session.awaiting.length === 0)
    return session.notNoted > 0
      ? 'Note first who was there.'
      : session.certifiedElsewhere.length > 0
        ? 'Those who were there have a certificate of this course and day already.'
        : 'Everybody who was there has theirs, or nobody was there.';
  if (session.interactive === null)
    return 'Say first whether people took part: it decides whether their hours are participatory.';
  return null;
}

export function sessionCertificatesView(
  session: SessionToCertify,
  course: string,
  lists: readonly KeptList[],
  sample: boolean,
): SessionCertificatesView {
  const row = (key: string, value: string) => ({ key, value, href: null, action: null, hidden: null });
  const hours = session.awaiting.map(({ total }) => total);
  const [least, most] = [Math.min(...hours), Math.max(...hours)];
  const reason = whyNot(session);
  const underWay = lists.some(({ finishedAt }) => finishedAt === null);
  return {
    title: 'Certificates of the session',
    session: session.title,
    sessionHref: liveSessionsPaths.one(session.id),
    attendanceHref: liveSessionsPaths.attendance(session.id),
    rows: [
      row('Course', course),
      row('Held on', dateInWords(session.heldOn)),
      row('On the list', String(session.listed)),
      row('Not noted yet', session.notNoted === 0 ? 'Nobody' : `${String(session.notNoted)}: they get none`),
      row('Asked for before', String(session.certified)),
      ...(session.certifiedElsewhere.length === 0
        ? []
        : [
            row(
              'Left out',
              `${session.certifiedElsewhere.join(', ')}: they have a certificate of another session of this course on this day, and there is one for each day`,
            ),
          ]),
      row('To be issued now', String(session.awaiting.length)),
      ...(hours.length === 0
        ? []
        : [
            row('Hours', least === most ? String(most) : `${String(least)} to ${String(most)}`),
            row(
              'Participatory',
              session.interactive === true
                ? 'All of these hours: people took part'
                : session.interactive === null
                  ? 'Not said yet'
                  : 'None: people listened',
            ),
          ]),
    ],
    sample,
    people: session.awaiting.length,
    action: reason === null ? liveSessionsPaths.certificates(session.id) : null,
    reason,
    lists: lists.map((list) => ({
      asked: `${dateInWords(londonDate(list.appliedAt ?? list.madeAt))}${list.madeBy === null ? '' : `, by ${list.madeBy}`}`,
      issued: issuedInWords(list),
      progress: list.finishedAt === null ? { done: list.done, of: list.people } : null,
    })),
    refreshHref: underWay ? liveSessionsPaths.certificates(session.id) : null,
  };
}

function issuedInWords({ people, done, issued, mailed }: KeptList): string {
  const theirs = done - issued;
  return [
    `${String(issued)} of ${String(people)} issued`,
    ...(theirs > 0 ? [`${String(theirs)} had one of this course and day already, or no account any more`] : []),
    mailed ? 'told by mail' : 'not told by mail',
  ].join(', ');
}
