import type { Profession } from '../accounts/accounts.types.js';

/** What may follow from a change, the lightest first. */
export const whatFollows = ['nothing', 'tell', 'refresher', 'certify_again'] as const;
export type WhatFollows = (typeof whatFollows)[number];
/** What people are asked to do. */
export type Consequence = Exclude<WhatFollows, 'nothing'>;

/** What differs, and for whom. `professions` null: for all of them. */
interface Difference {
  before: string;
  after: string;
  professions: Profession[] | null;
}

/** A passage of a lesson. */
export interface PassageDifference extends Difference {
  blockKey: string;
  /** 'wording': it says something else. 'source': the same words rest on another source, standing or date. */
  kind: 'wording' | 'source';
  /** Why the learner is shown what comes now, in words. */
  reasons: string[];
}

export interface LessonDifference {
  id: string;
  slug: string;
  title: string;
  passages: PassageDifference[];
}

/** A local question of the knowledge check: its right answer before and after; '' where it is not asked. */
export interface QuestionDifference extends Difference {
  key: string;
  stemHtml: string;
}

/** What changes in one version of a course. */
export interface VersionImpact {
  versionId: string;
  slug: string;
  title: string;
  number: number;
  lessons: LessonDifference[];
  questions: QuestionDifference[];
  /** Those for whom anything at all differs. */
  professions: Profession[];
}

/** Somebody whom a decided change of policy concerns, because they have learned what reads otherwise now. */
export interface ConcernedLearner {
  enrolmentId: string;
  personId: string;
  course: string;
  /** Of the certificate that they hold; null while they are under way. */
  certificateNumber: string | null;
}
