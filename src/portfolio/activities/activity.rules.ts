import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { ActivityKind } from '../portfolio.types.js';

/** What is learned on one's own is never participatory (NMC revalidation). */
const ALONE: readonly ActivityKind[] = ['online', 'reading'];
/** Nobody who works today learned before this. */
const EARLIEST = '1950-01-01';
const DAY_MS = 86_400_000;

export const isAlone = (kind: ActivityKind): boolean => ALONE.includes(kind);

/** What of an activity cannot be so, by field, in words that say what to do. */
export function activityProblems(
  activity: { kind: ActivityKind; startedOn: CivilDate; endedOn: CivilDate; hours: number; participatory: number },
  today: CivilDate,
): { field: 'startedOn' | 'endedOn' | 'hours' | 'participatory'; message: string }[] {
  const { kind, startedOn, endedOn, hours, participatory } = activity;
  const days = (Date.parse(endedOn) - Date.parse(startedOn)) / DAY_MS + 1;
  if (endedOn > today)
    return [{ field: 'endedOn', message: `The day it ended must be today, ${dateInWords(today)}, or before` }];
  if (endedOn < EARLIEST) return [{ field: 'endedOn', message: 'Check the year: it is too long ago' }];
  if (startedOn > endedOn)
    return [{ field: 'startedOn', message: 'The day it began must not be after the day it ended' }];
  if (startedOn < EARLIEST) return [{ field: 'startedOn', message: 'Check the year: it is too long ago' }];
  if (hours > days * 24)
    return [{ field: 'hours', message: 'These are more hours than the days have. Check the days and hours' }];
  if (participatory > hours)
    return [
      { field: 'participatory', message: 'Participatory hours are a part of all hours: enter no more than those' },
    ];
  if (participatory > 0 && isAlone(kind))
    return [
      {
        field: 'participatory',
        message: 'What you learn on your own is never participatory. Enter 0, or choose how you learned it with others',
      },
    ];
  return [];
}
