import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { ActivityKind, ActivitySetting, CodeTheme, NotCounted } from '../portfolio.types.js';

/** Whose rules a portfolio is looked at by. */
export const registers = ['nmc', 'gmc', 'hcpc'] as const;
export type Register = (typeof registers)[number];

/** From the first to the last day, both within it. */
export interface Period {
  from: CivilDate;
  to: CivilDate;
}

/** What of an activity the rules of registers look at. */
export interface CountedActivity {
  kind: ActivityKind;
  startedOn: CivilDate;
  endedOn: CivilDate;
  hours: number;
  participatory: number;
  setting: ActivitySetting | null;
  notCounted: NotCounted;
  hasThemes: boolean;
  hasRelevance: boolean;
  hasBenefit: boolean;
}

/** What of a complete reflective account the rules of registers look at. */
export interface CountedReflection {
  completedOn: CivilDate;
  themes: CodeTheme[];
}

/** A time in which nothing was learned, and why. */
export interface Absence extends Period {
  id: string;
  reason: string;
}

/** One thing that is asked, and how far it is there. */
export interface Requirement {
  key: string;
  have: number;
  need: number;
  missing: number;
}
