import { londonTime } from '../../platform/civil-date.rules.js';

const MINUTE_MS = 60_000;
/** Between the end of the time and the closing of the attempt: for an answer that is on its way. */
export const GRACE_MS = 2 * MINUTE_MS;

/** How much more time somebody has. */
export const extraTimes = ['none', 'quarter', 'half', 'double', 'no_limit'] as const;
export type ExtraTime = (typeof extraTimes)[number];

/** What is arranged for one learner, of what a course asks of everybody. */
export interface CheckAdjustment {
  extraTime: ExtraTime;
  moreAttempts: number;
  noPause: boolean;
}

/** What a course says of its knowledge check. */
interface CheckTerms {
  attempts: number | null;
  pauseMinutes?: number | undefined;
  timeLimitMinutes?: number | undefined;
}

const factors: Record<Exclude<ExtraTime, 'no_limit'>, number> = { none: 1, quarter: 1.25, half: 1.5, double: 2 };
const extraNames: Record<ExtraTime, string> = {
  none: 'No more time',
  quarter: 'A quarter more time',
  half: 'Half as much time again',
  double: 'Twice the time',
  no_limit: 'No limit of time',
};
export const extraTimeName = (extra: ExtraTime): string => extraNames[extra];

/** What holds for the learner: the course's terms, with what is arranged. Null stands for no limit. Pure. */
export function termsFor(
  course: CheckTerms,
  adjustment: CheckAdjustment | null,
): { attempts: number | null; pauseMinutes: number; timeLimitMinutes: number | null } {
  const { attempts, pauseMinutes = 0, timeLimitMinutes } = course;
  const { extraTime, moreAttempts, noPause } = adjustment ?? { extraTime: 'none', moreAttempts: 0, noPause: false };
  return {
    attempts: attempts === null ? null : attempts + moreAttempts,
    pauseMinutes: noPause ? 0 : pauseMinutes,
    timeLimitMinutes:
      timeLimitMinutes === undefined || extraTime === 'no_limit'
        ? null
        : Math.ceil(timeLimitMinutes * factors[extraTime]),
  };
}

/** When the time of an attempt ends; null where it has no limit. Pure. */
export const endOfTime = (startedAt: Date, timeLimitMinutes: number | null): Date | null =>
  timeLimitMinutes === null ? null : new Date(startedAt.getTime() + timeLimitMinutes * MINUTE_MS);

/** When an attempt is submitted as it stands. Pure. */
export const closesAt = (dueAt: Date): Date => new Date(dueAt.getTime() + GRACE_MS);

export const isTimeUp = (dueAt: Date | null, now: Date): boolean => dueAt !== null && now >= dueAt;

/** For the learner who answers: until when, and how long that is. Null where there is no limit. Pure. */
export function timeInWords(dueAt: Date | null, now: Date): string | null {
  if (dueAt === null) return null;
  if (isTimeUp(dueAt, now))
    return 'Your time is up. Submit your answers as they are: what is unanswered counts as not right.';
  const minutes = Math.floor((dueAt.getTime() - now.getTime()) / MINUTE_MS);
  const left = minutes === 0 ? 'less than a minute' : minutes === 1 ? '1 minute' : `${String(minutes)} minutes`;
  return `You have until ${londonTime(dueAt)} (UK time): ${left}. What you have answered by then is submitted.`;
}

/** What is arranged, for the learner and for who arranges it; empty for nothing. Pure. */
export function adjustmentInWords({ extraTime, moreAttempts, noPause }: CheckAdjustment): string[] {
  return [
    ...(extraTime === 'none' ? [] : [extraNames[extraTime]]),
    ...(moreAttempts === 0 ? [] : [moreAttempts === 1 ? '1 more attempt' : `${String(moreAttempts)} more attempts`]),
    ...(noPause ? ['No pause between attempts'] : []),
  ];
}
