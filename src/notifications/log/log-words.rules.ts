import { dateInWords, londonDate, londonTime } from '../../platform/civil-date.rules.js';
import type { NoticeKind } from '../notifications.types.js';
import type { ReturnKind } from '../returns/return-report.rules.js';
import { noticeName } from '../telling/notice-words.rules.js';

/** What somebody was told, with what became of the mail. */
export interface LogLine {
  id: string;
  kind: NoticeKind;
  subject: string;
  toldAt: Date;
  sendAfter: Date;
  cancelledAt: Date | null;
  /** Null when the message itself is kept no longer. */
  mailId: string | null;
  handedAt: Date | null;
  sentAt: Date | null;
  returnedAs: ReturnKind | null;
  returnCode: string | null;
  person: { id: string; name: string };
}

export interface LoggedNotice {
  kind: string;
  subject: string;
  /** When it was decided to tell them. */
  on: string;
  state: { text: string; kind: string };
}

/** A line of the log as its readers see it. Pure. */
export function loggedNotice(line: LogLine): LoggedNotice {
  return {
    kind: noticeName(line.kind),
    subject: line.subject,
    on: moment(line.toldAt),
    state: stateOf(line),
  };
}

/** From the top of the ladder down. */
function stateOf(line: LogLine): { text: string; kind: string } {
  if (line.cancelledAt !== null) return { text: 'Not sent: no longer wanted', kind: 'quiet' };
  if (line.returnedAs === 'complained') return { text: 'Marked as unwanted by its reader', kind: 'warm' };
  if (line.returnedAs !== null)
    return { text: `Came back${line.returnCode === null ? '' : ` (${line.returnCode})`}`, kind: 'warm' };
  if (line.sentAt !== null) return { text: `Sent ${moment(line.sentAt)}`, kind: 'good' };
  if (line.mailId === null) return { text: 'Message kept no longer', kind: 'quiet' };
  if (line.handedAt !== null) return { text: 'Handed to the mail server, not confirmed', kind: 'warm' };
  return line.sendAfter > line.toldAt
    ? { text: `Goes out after ${moment(line.sendAfter)}`, kind: 'quiet' }
    : { text: 'Waits to be sent', kind: 'quiet' };
}

const moment = (at: Date): string => `${dateInWords(londonDate(at))}, ${londonTime(at)}`;
