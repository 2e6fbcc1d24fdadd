import type { CivilDate } from '../platform/civil-date.rules.js';

/** How something was learned, in our own words; no register prescribes a list. */
export const activityKinds = [
  'online',
  'session',
  'conference',
  'reading',
  'supervision',
  'peer_review',
  'work_based',
  'teaching',
  'other',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** The four themes of the NMC's Code. */
export const codeThemes = ['prioritise', 'practise', 'preserve', 'promote'] as const;
export type CodeTheme = (typeof codeThemes)[number];

/** Who held it: the learner's own employer, somebody else, or the learner alone. */
export const activitySettings = ['internal', 'external', 'personal'] as const;
export type ActivitySetting = (typeof activitySettings)[number];

/** What the learner says of an activity, whoever filed it. */
export interface ActivityRemarks {
  setting: ActivitySetting | null;
  themes: CodeTheme[];
  /** How it links to their practice. */
  relevance: string;
  /** How it benefits their practice and those who use their service. */
  benefit: string;
}

/** CPD done elsewhere, as the learner tells it. */
export interface ActivityDetails extends ActivityRemarks {
  title: string;
  kind: ActivityKind;
  /** Who offered it; empty for nobody. */
  provider: string;
  startedOn: CivilDate;
  endedOn: CivilDate;
  hours: number;
  participatory: number;
}

/** Why an activity counts for nothing; null when it counts. */
export type NotCounted = 'sample' | 'revoked' | null;

/** One entry of a portfolio. */
export interface Activity extends ActivityDetails {
  id: string;
  /** The certificate that filed it; null for CPD done elsewhere. */
  certificateNumber: string | null;
  notCounted: NotCounted;
  removedAt: Date | null;
  evidence: number;
}

/** A file that shows that something was done. */
export interface Evidence {
  id: string;
  activityId: string;
  name: string;
  mediaType: string;
  size: number;
  addedAt: Date;
}

/** What a reflective account draws on. */
export const reflectionGrounds = ['cpd', 'feedback', 'experience'] as const;
export type ReflectionGround = (typeof reflectionGrounds)[number];

/** What a reflective account says: the fields of the NMC's form, and a title by which to find it. */
export interface ReflectionWords {
  title: string;
  ground: ReflectionGround | null;
  /** What the activity, feedback or experience was. */
  nature: string;
  learned: string;
  changed: string;
  /** How it is relevant to the Code, whose themes are named apart. */
  relevance: string;
  themes: CodeTheme[];
}

/** A reflective account: a draft until the learner says that it is complete. */
export interface Reflection extends ReflectionWords {
  id: string;
  /** The day on which it was completed; null while it is a draft. */
  completedOn: CivilDate | null;
  /** The words of the lesson that asked for it; null when nothing did. */
  prompt: string | null;
  /** The entry of the portfolio that it is about; null when there is none, or none yet. */
  activityId: string | null;
  activityTitle: string | null;
  changedAt: Date;
  removedAt: Date | null;
  /** Counts its savings. */
  revision: number;
}
