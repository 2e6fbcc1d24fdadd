import type { Nation } from '../organisations/organisations.types.js';
import type { Provenance } from './local-facts.types.js';

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

export const feedbackTimes = ['at_end', 'at_once'] as const;

/** Whether a knowledge check says after each answer how it was, or once the attempt is submitted. */
export type FeedbackTime = (typeof feedbackTimes)[number];

/** A question as one learner was asked it: kept with the attempt. */
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
