import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { daysInWords, hoursOf } from '../activity-words.rules.js';
import { portfolioPaths } from '../paths.js';
import type { Activity, Reflection } from '../portfolio.types.js';
import { DAYS_TO_RESTORE } from '../restoring.rules.js';

export interface RemovedView {
  title: string;
  backHref: string;
  days: number;
  rows: { title: string; about: string; action: string }[];
}
export const removedPage = definePage<RemovedView>('portfolio/removed');

/** Entries and accounts alike, what was taken out last first. */
export function removedView(activities: readonly Activity[], reflections: readonly Reflection[]): RemovedView {
  const rows = [
    ...activities.map((one) => ({
      at: one.removedAt,
      title: one.title,
      about: `${daysInWords(one.startedOn, one.endedOn)}, ${hoursOf(one.hours)}`,
      action: portfolioPaths.restorations(one.id),
    })),
    ...reflections.map((one) => ({
      at: one.removedAt,
      title: one.title === '' ? 'Without a title' : one.title,
      about: `Reflective account, changed ${dateInWords(londonDate(one.changedAt))}`,
      action: portfolioPaths.reflectionRestorations(one.id),
    })),
  ];
  return {
    title: 'What you took out',
    backHref: portfolioPaths.home(),
    days: DAYS_TO_RESTORE,
    rows: rows
      .sort((a, b) => Number(b.at) - Number(a.at))
      .map(({ title, about, action }) => ({ title, about, action })),
  };
}
