import type { Nation } from '../organisations/organisations.types.js';
import type { CivilDate } from '../platform/civil-date.rules.js';
import type { LessonBlock, RenderedBlock } from './lesson-blocks.types.js';
import type { FeedbackTime } from './questions.types.js';

export const reviewKinds = ['clinical', 'legal'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** That someone read a version and stands for it. A later review of the same kind takes its place; none is edited. */
export interface CourseReview {
  id: string;
  kind: ReviewKind;
  reviewerName: string;
  /** Role and credentials, as the reviewer gives them. */
  reviewerRole: string;
  reviewedOn: CivilDate;
  note: string | null;
  recordedAt: Date;
  /** Who recorded it; null when an operator did from the command line. */
  recordedById: string | null;
}

export const sourceKinds = ['law', 'case_law', 'guidance', 'study', 'data'] as const;
export const sourceNations = ['england_wales', 'scotland', 'northern_ireland', 'wales', 'england', 'uk'] as const;

/** Something that a course rests on, as its sources.yaml names it. */
export interface Source {
  id: string;
  kind: (typeof sourceKinds)[number];
  title: string;
  /** What a citation calls it; the title where it has no shorter name. */
  short: string;
  publisher: string;
  url: string;
  nation: (typeof sourceNations)[number];
  checkedOn: CivilDate;
  provision: string | null;
  /** Since when it is in force, or that it is not, in words. */
  commencement: string | null;
}

/** A file that lessons show or offer, as the course's media.yaml names it. Its bytes are kept by their SHA-256. */
export interface CourseMedium {
  /** Its name in the folder media/. */
  file: string;
  sha256: string;
  bytes: number;
  /** Of a picture, in pixels. */
  width?: number | undefined;
  height?: number | undefined;
}

export interface Outcome {
  id: number;
  text: string;
}

export interface LessonSummary {
  id: string;
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  /** From 1. */
  position: number;
  /** Ids of the outcomes that it serves. */
  outcomes: number[];
}

/** Which questions of the check are asked, and in which order. */
export interface CheckSettings {
  /** Another order for each attempt; else the course's. */
  shuffle: boolean;
  /** Of the core questions with a tag so many are asked, others at each attempt; those without such a tag always are. */
  draws: { tag: string; count: number }[];
}

/** A published version of a course: frozen. */
export interface CourseVersion {
  id: string;
  courseId: string;
  slug: string;
  number: number;
  title: string;
  /** The activity code on its certificates. */
  code: string;
  summary: string;
  /** What the course sets out to do, for accreditors; missing where it does not say. */
  aims?: string | undefined;
  introductionHtml: string;
  /** Learning time, breaks excluded. */
  minutes: number;
  /** Per cent of the core questions. */
  passMark: number;
  /** How many attempts at the knowledge check; null when there is no limit. */
  attempts: number | null;
  /** How long somebody waits after an attempt that they did not pass; missing for not at all. */
  pauseMinutes?: number | undefined;
  /** How long an attempt may take; missing for as long as somebody likes. */
  timeLimitMinutes?: number | undefined;
  /** When somebody learns how they answered; missing for at the end. */
  feedback?: FeedbackTime | undefined;
  factAgeLimitMonths: number;
  audience: string;
  credits: string[];
  outcomes: Outcome[];
  lessons: LessonSummary[];
  sources: Source[];
  /** What its lessons show and offer beside their words; missing where there is nothing. */
  media?: CourseMedium[];
  /** How many core questions are asked. */
  coreQuestionCount: Record<Nation, number>;
  /** Missing: all questions, in their order. */
  check?: CheckSettings;
  /** What is new in it, in words for learners on an older one; missing in versions from before there were such words. */
  whatChanged?: string | null;
  publishedAt: Date;
  /** The London day of it. */
  publishedOn: CivilDate;
}

/** A lesson as it is kept: its HTML is made and cleaned when the course is loaded. */
export interface LessonContent {
  id: string;
  versionId: string;
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  position: number;
  outcomes: number[];
  /** One sentence that says what is ahead; null when nothing in it is likely to distress. */
  distressing: string | null;
  /** Keys of the policy questions that it says it addresses; missing in versions from before lessons said so. */
  addresses?: string[];
  blocks: LessonBlock[];
  /** What its citations lead to, in the order of their first citation. */
  references: Source[];
}

/** A lesson as a module of training: what it is, and which policy questions it addresses. */
export interface TrainingModule {
  course: { slug: string; title: string };
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  addresses: string[];
}

/** What was shown of one block, kept with the lesson's completion. */
export interface ShownBlock {
  blockKey: string;
  /** A variant's key, 'default', or a fact block's state. */
  variant: string;
  factIds: string[];
}

export interface RenderedLesson {
  blocks: RenderedBlock[];
  references: Source[];
  shown: ShownBlock[];
  /** The last day on which the same context gives the same lesson; null when time alone never changes it. */
  holdsUntil: CivilDate | null;
}
