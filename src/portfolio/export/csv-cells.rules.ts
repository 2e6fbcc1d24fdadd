import { kindName, notCountedName, settingName, themeName } from '../activity-words.rules.js';
import type { Activity, Reflection } from '../portfolio.types.js';
import { groundName } from '../reflections/ground-names.rules.js';
import { reflectionQuestion } from '../reflections/reflection.rules.js';

type Cells = Record<string, string | number | null>;

/** An entry as a row. */
export function activityCells(activity: Activity & { files: readonly string[] }): Cells {
  const { certificateNumber: number, files } = activity;
  return {
    Began: activity.startedOn,
    Ended: activity.endedOn,
    Title: activity.title,
    Method: kindName(activity.kind),
    'Offered by': activity.provider,
    'Held by': activity.setting === null ? '' : settingName(activity.setting),
    Hours: activity.hours,
    'Participatory hours': activity.participatory,
    Counts: activity.notCounted === null ? 'Yes' : notCountedName(activity.notCounted),
    'Link to practice': activity.relevance,
    Benefit: activity.benefit,
    'Themes of the NMC’s Code': activity.themes.map(themeName).join('; '),
    Certificate: number,
    Evidence: files.join('; '),
  };
}

/** A reflective account as a row. */
export function reflectionCells(reflection: Reflection): Cells {
  return {
    Completed: reflection.completedOn ?? 'Draft',
    Title: reflection.title,
    'Draws on': reflection.ground === null ? '' : groundName(reflection.ground),
    About: reflection.activityTitle ?? '',
    [reflectionQuestion('nature')]: reflection.nature,
    [reflectionQuestion('learned')]: reflection.learned,
    [reflectionQuestion('changed')]: reflection.changed,
    [reflectionQuestion('relevance')]: reflection.relevance,
    'Themes of the Code': reflection.themes.map(themeName).join('; '),
  };
}
