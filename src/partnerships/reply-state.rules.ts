import type { CivilDate } from '../platform/civil-date.rules.js';
import type { ReplyDates, ReplyState } from './partnerships.types.js';

/** Where a request for a reply stands on a day. An answer counts whenever it came; the day to answer by is a whole day. */
export function replyState(reply: ReplyDates, on: CivilDate): ReplyState {
  if (reply.withdrawnAt !== null) return 'withdrawn';
  if (reply.answeredAt !== null) return 'answered';
  if (reply.sentAt === null) return 'draft';
  return reply.answerBy !== null && reply.answerBy < on ? 'lapsed' : 'sent';
}

/** The Trust was shown what would be said, and has answered or let the day pass. */
export function isClosed(state: ReplyState): boolean {
  return state === 'answered' || state === 'lapsed';
}
