import type { Nation } from '../organisations/organisations.types.js';
import type { AnswerState } from '../policies/policies.types.js';
import type { TailoredBlock, Variant } from '../tailoring/tailoring.types.js';
import type { LocalVoice, Provenance } from './local-facts.types.js';
import type { MatchingChoice, QuestionKind, QuestionOption } from './questions.types.js';

export interface TailoredVariant extends Variant {
  html: string;
}

interface BlockOfTailored extends TailoredBlock<TailoredVariant> {
  kind: 'tailored';
  key: string;
  defaultHtml: string;
}

export type CalloutStyle = 'important' | 'tip' | 'remember';

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
