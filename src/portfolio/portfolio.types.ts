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
