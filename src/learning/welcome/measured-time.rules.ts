import type { Nation } from '../../organisations/organisations.types.js';

/** What a visitor did before there was an account. Instants in milliseconds since 1970. */
export interface WelcomeVisit {
  nation: Nation;
  answer: string;
  openedAt: number;
  endedAt: number;
}

export const VISIT_KEPT_MS = 24 * 60 * 60 * 1000;
/** A page left open is not learning: nobody needs longer than this for the case. */
const LONGEST_MS = 10 * 60 * 1000;

/** Seconds from opening the case to its end, at most ten minutes. Zero when the clock ran backwards. */
export function measuredSeconds(visit: Pick<WelcomeVisit, 'openedAt' | 'endedAt'>): number {
  return Math.round(Math.min(Math.max(visit.endedAt - visit.openedAt, 0), LONGEST_MS) / 1000);
}

/** Whether the visit began within the day before `now`, so that an account made now takes it over. */
export function isKept(visit: WelcomeVisit, now: number): boolean {
  return now - visit.openedAt >= 0 && now - visit.openedAt < VISIT_KEPT_MS;
}
