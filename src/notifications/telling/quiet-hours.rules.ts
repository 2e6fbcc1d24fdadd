import { Temporal } from 'temporal-polyfill';
import { LONDON } from '../../platform/civil-date.rules.js';

/** Notices go out from eight in the morning until eight in the evening, London time. */
const OPENS = 8;
const CLOSES = 20;

/** The first instant, this one or a later one, at which a notice may go out. Pure. */
export function sendingTime(now: Date): Date {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(LONDON);
  if (at.hour >= OPENS && at.hour < CLOSES) return now;
  const day = at.toPlainDate().add({ days: at.hour < OPENS ? 0 : 1 });
  return new Date(day.toZonedDateTime({ timeZone: LONDON, plainTime: { hour: OPENS } }).epochMilliseconds);
}
