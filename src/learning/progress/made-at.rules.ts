const DAY_MS = 86_400_000;
/** A browser gives up what it could not deliver after so long. */
export const KEPT_DAYS = 30;

/**
 * When something was done that a browser kept while the network was away. `keptFor`: how long it was kept, in
 * milliseconds, as the browser says: a time span is right even where its clock is not. Never in the future, and never
 * before `from`, when it became possible; what is no such span counts as none. Pure.
 */
export function madeAt(now: Date, keptFor: unknown, from: Date | null): Date {
  const span = typeof keptFor === 'string' && /^\d{1,12}$/.test(keptFor) ? Number(keptFor) : 0;
  const made = now.getTime() - Math.min(span, KEPT_DAYS * DAY_MS);
  return new Date(Math.min(now.getTime(), Math.max(made, from?.getTime() ?? made)));
}
