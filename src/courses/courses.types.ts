import type { Nation } from '../organisations/organisations.types.js';
import type { CivilDate } from '../platform/civil-date.rules.js';
import type { AnswerState, Standing } from '../policies/policies.types.js';
import type { TailoredBlock, Variant } from '../tailoring/tailoring.types.js';

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

export interface TailoredVariant extends Variant {
  html: string;
}

interface BlockOfTailored extends TailoredBlock<TailoredVariant> {
  kind: 'tailored';
  key: string;
  defaultHtml: string;
}

export type CalloutStyle = 'important' | 'tip' | 'remember';

export const questionKinds = ['single', 'true_false', 'multiple', 'ordering', 'matching'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface QuestionOption {
  id: string;
  html: string;
  feedbackHtml: string;
  /** Whether whoever chooses it is right. Items to be put in order or matched are never chosen. */
  correct: boolean;
  /** Of an item to be put in order: its right place, from 1. */
  place?: number;
  /** Of an item to be matched: the id of the choice that belongs to it. */
  match?: string;
}

/** What the items of a matching question may be matched with. Plain words, as they stand in a list to choose from. */
export interface MatchingChoice {
  id: string;
  text: string;
}

/** A picture with what stands below it. `alt` is empty for one that is decorative. */
export interface ImageBlock {
  kind: 'image';
  key: string;
  file: string;
  alt: string;
  width: number | null;
  height: number | null;
  html: string;
}

/** `html` is the transcript. */
export interface VideoBlock {
  kind: 'video';
  key: string;
  title: string;
  file: string;
  captions: string;
  html: string;
}

/** `html` is the transcript. */
export interface AudioBlock {
  kind: 'audio';
  key: string;
  title: string;
  file: string;
  html: string;
}

/** `html` says what it is; it may be empty. */
export interface DownloadBlock {
  kind: 'download';
  key: string;
  title: string;
  file: string;
  bytes: number;
  html: string;
}

/** One block of a lesson. `key` is unique in its lesson. */
export type LessonBlock =
  | { kind: 'text'; key: string; html: string }
  | { kind: 'case'; key: string; title: string; distressing: boolean; html: string }
  | { kind: 'law'; key: string; parts: { nations: Nation[]; html: string }[] }
  /** `nations` null: everywhere. */
  | { kind: 'guidance'; key: string; title: string; nations: Nation[] | null; html: string }
  | { kind: 'callout'; key: string; style: CalloutStyle; title: string; html: string }
  | { kind: 'reflect'; key: string; html: string }
  | ImageBlock
  | VideoBlock
  | AudioBlock
  | DownloadBlock
  /** `{{answer}}` in the HTML stands for the Trust's answer. */
  | { kind: 'fact'; key: string; question: string; wordings: Partial<Record<FactState, string>> }
  | BlockOfTailored
  | {
      kind: 'check_yourself';
      key: string;
      /** Missing: a single option is right. */
      asks?: QuestionKind;
      stemHtml: string;
      options: QuestionOption[];
      choices?: MatchingChoice[];
    };

/** What may be the case with a fact block: an answer state, or that nobody knows. */
export type FactState = AnswerState | 'unknown';

/** Where a local fact comes from, for views/components/provenance.hbs. */
export interface Provenance {
  standing: Standing;
  /** The standing in words, with its date. */
  text: string;
  source: { title: string; href: string | null } | null;
  /** Age, locator or a warning; null when there is nothing to add. */
  detail: string | null;
}

/** A Trust as the voice of local policy names it. */
export interface LocalVoice {
  organisation: string;
  fictional: boolean;
}

/** A block as one learner meets it: plain, ready for views/courses/blocks.hbs. */
export type RenderedBlock =
  | { kind: 'text'; key: string; html: string }
  /** `skipHref` leads behind the case; null when it is not distressing. */
  | { kind: 'case'; key: string; title: string; skipHref: string | null; afterId: string; html: string }
  | { kind: 'law'; key: string; nation: string; html: string; silence: null }
  | { kind: 'law'; key: string; nation: string; html: null; silence: string }
  | { kind: 'guidance'; key: string; title: string; html: string }
  | { kind: 'callout'; key: string; style: CalloutStyle; title: string; html: string }
  | { kind: 'reflect'; key: string; html: string }
  | (Omit<ImageBlock, 'file'> & { src: string })
  | (Omit<VideoBlock, 'file' | 'captions'> & { src: string; mediaType: string; captionsSrc: string })
  | (Omit<AudioBlock, 'file'> & { src: string; mediaType: string })
  /** `detail` says what kind of file it is, and how large. */
  | (Omit<DownloadBlock, 'file' | 'bytes'> & { src: string; detail: string })
  /** What the Trust says on one question, or that it is not known. `voice` null: the learner has no Trust here. */
  | {
      kind: 'fact';
      key: string;
      voice: LocalVoice | null;
      known: boolean;
      html: string;
      why: { reasons: string[] };
      provenance: Provenance[];
    }
  /** `voice` null: the default, or a variant that rests on no local fact. */
  | {
      kind: 'tailored';
      key: string;
      voice: LocalVoice | null;
      html: string;
      why: { reasons: string[] };
      provenance: Provenance[];
    }
  | {
      kind: 'check_yourself';
      key: string;
      asks: QuestionKind;
      stemHtml: string;
      /** Items to be put in order stand in their right order here, and as they are asked in `given`. */
      options: { html: string; feedbackHtml: string; correct: boolean; match: string | null }[];
      /** What there is to put in order, or to match with; empty where options are chosen. */
      given: { html: string }[];
    };

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

/** A question of the knowledge check, as it is kept with its version. */
export interface KnowledgeQuestion {
  id: string;
  key: string;
  /** Id of the outcome that it tests. */
  outcome: number;
  /** Core questions alone decide a pass. A local one is made from the Trust's own fact, and reported apart. */
  core: boolean;
  /** Asked of learners in these nations. */
  nations: Nation[];
  /** The key that it shares with the versions for other nations; its own key when it has none. */
  group: string;
  /** Missing: a single option is right. */
  kind?: QuestionKind;
  stemHtml: string;
  options: QuestionOption[];
  /** Of a matching question. */
  choices?: MatchingChoice[];
  /** By what it is drawn. */
  tags?: string[];
  /** The title of the case whose first step it is. */
  caseTitle?: string;
  /** The group of the step from which it goes on. */
  after?: string;
  /** The policy question behind a local one (its options' ids are values of that question), else null. */
  policyQuestionKey: string | null;
}

/** A question as one learner was asked it: kept with the attempt. */
export const feedbackTimes = ['at_end', 'at_once'] as const;

/** Whether a knowledge check says after each answer how it was, or once the attempt is submitted. */
export type FeedbackTime = (typeof feedbackTimes)[number];

export interface AskedQuestion {
  id: string;
  key: string;
  core: boolean;
  outcome: number;
  /** Missing: a single option is right. */
  kind?: QuestionKind;
  stemHtml: string;
  /** In the order shown. */
  options: QuestionOption[];
  /** Of a matching question, in the order shown. */
  choices?: MatchingChoice[];
  /** Of a case that unfolds: its steps are asked one behind the other, each once the one before is answered. */
  step?: { title: string; number: number; of: number };
  /** What a local question rests on, else null. */
  local: {
    question: string;
    factId: string;
    profileRevisionId: string;
    organisation: string;
    fictional: boolean;
    provenance: Provenance;
  } | null;
}
