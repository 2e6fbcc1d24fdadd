import { dateInWords, londonDate, londonTime } from '../../platform/civil-date.rules.js';
import { settingName } from './live-session.rules.js';
import type { SessionSetting } from './live-session.rules.js';

interface Told {
  title: string;
  startsAt: Date;
  endsAt: Date;
  setting: SessionSetting;
  venue: string;
  joining: string;
}

/** "3 December 2026, 09:30 to 12:00 (UK time)". */
export function whenInWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  const [first, last] = [londonDate(startsAt), londonDate(endsAt)];
  const until = first === last ? londonTime(endsAt) : `${dateInWords(last)}, ${londonTime(endsAt)}`;
  return `${dateInWords(first)}, ${londonTime(startsAt)} to ${until} (UK time)`;
}

const details = (session: Told): string[] => [
  `When: ${whenInWords(session)}`,
  `Where: ${settingName(session.setting)}${session.venue === '' ? '' : `, ${session.venue}`}`,
  ...(session.joining === '' ? [] : [`How to join:\n${session.joining}`]),
];

const message = (subject: string, parts: readonly string[]) => ({ subject, text: parts.join('\n\n') });

/** To who booked a place: when, where and how to get in. */
export const bookedMessage = (session: Told, link: string) =>
  message(`Your place: ${session.title}`, [
    `You have a place at the live session “${session.title}”.`,
    ...details(session),
    `If you cannot come, give your place up so that somebody else can have it:\n${link}`,
  ]);

/** To those who have a place, when the time, the place or the way in changes. */
export const changedMessage = (session: Told, link: string) =>
  message(`Changed: ${session.title}`, [
    `Something has changed about the live session “${session.title}”, at which you have a place. This is how it stands now.`,
    ...details(session),
    `Look at it, or give your place up:\n${link}`,
  ]);

/** To those who had a place at a session that is not held. */
export const cancelledMessage = (session: Told & { cancelledBecause: string }, link: string) =>
  message(`Cancelled: ${session.title}`, [
    `The live session “${session.title}” on ${whenInWords(session)} is not held.`,
    `The reason given: ${session.cancelledBecause}`,
    `Other sessions:\n${link}`,
  ]);
