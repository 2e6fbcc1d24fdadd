import type { LinkAnswer } from './register.types.js';

/** Nothing is there, as servers and the names of servers say it. */
const GONE = [404, 410];
/** Not for a program without a browser or an account. */
const TURNED_AWAY = [401, 403, 405, 406, 429, 451];

/** What the status of the last answer means. `movedTo`: where it led when every step on the way was for good. */
export function linkAnswer(status: number, movedTo: string | null): LinkAnswer {
  if (status >= 200 && status < 300) return { state: movedTo === null ? 'answers' : 'moved', status, leadsTo: movedTo };
  if (GONE.includes(status)) return { state: 'dead', status, leadsTo: null };
  if (TURNED_AWAY.includes(status)) return { state: 'closed', status, leadsTo: null };
  return { state: 'unreachable', status, leadsTo: null };
}

/** The same without any answer: that there is no such server is final, all else may pass. */
export function withoutAnswer(code: string | undefined): LinkAnswer {
  return { state: code === 'ENOTFOUND' ? 'dead' : 'unreachable', status: null, leadsTo: null };
}
