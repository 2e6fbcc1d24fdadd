import { dateInWords, londonDate, londonTime } from '../../platform/civil-date.rules.js';

const MINUTE_MS = 60_000;

/** As much of an attempt as the pause after it needs. */
interface Made {
  submittedAt: Date | null;
  passed: boolean | null;
}

/**
 * From when on another attempt may be begun: so many minutes after the last one that was not passed. Null when that is
 * now: no pause is asked for, or it is over. `made`: the attempts at the same version. Pure.
 */
export function pausedUntil(made: readonly Made[], pauseMinutes: number, now: Date): Date | null {
  const failed = made.flatMap(({ submittedAt, passed }) => (submittedAt !== null && !passed ? [submittedAt] : []));
  if (pauseMinutes === 0 || failed.length === 0) return null;
  const until = Math.max(...failed.map((at) => at.getTime())) + pauseMinutes * MINUTE_MS;
  return until > now.getTime() ? new Date(until) : null;
}

/** For the learner who waits. A minute that has begun has to end: nobody comes back too early. */
export function pauseInWords(until: Date): string {
  const minute = new Date(Math.ceil(until.getTime() / MINUTE_MS) * MINUTE_MS);
  return `You can try again from ${londonTime(minute)} on ${dateInWords(londonDate(minute))}. Until then, read again what you were not sure of.`;
}
