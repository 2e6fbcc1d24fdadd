import type { Nation, Sector } from '../organisations/organisations.types.js';
import type { CivilDate, PartialDate } from '../platform/civil-date.rules.js';

/** What became of a question that was asked of an organisation's policy. No fact at all means *unknown*. */
export const answerStates = ['stated', 'partial', 'absent', 'unclear', 'not_held', 'refused', 'awaiting'] as const;
export type AnswerState = (typeof answerStates)[number];

/** How good a fact is, the best first. */
export const standings = ['confirmed', 'foi_reply', 'published', 'published_regionally', 'archived'] as const;
export type Standing = (typeof standings)[number];

/** The form that an answer takes. A choice is one option's value, choices an array of them, a date a partial date. */
export const questionKinds = ['choice', 'choices', 'date', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const questionTopics = ['policy', 'recording', 'checking', 'deciding', 'people', 'forms', 'training'] as const;
export type QuestionTopic = (typeof questionTopics)[number];

/** What a document is about. */
export const documentSubjects = [
  'advance_decision',
  'advance_care_planning',
  'mental_capacity',
  'consent',
  'resuscitation',
  'respect',
  'treatment_escalation',
  'end_of_life_care',
  'other',
] as const;
export type DocumentSubject = (typeof documentSubjects)[number];

/** Whether the words of a document may stand in what we publish. A reply under Freedom of Information does not say so. */
export const mayPublishAnswers = ['unknown', 'yes', 'no'] as const;
export type MayPublish = (typeof mayPublishAnswers)[number];

export interface QuestionOption {
  value: string;
  /** In words that end a sentence: "a copy is accepted". */
  label: string;
}

/** A question asked of every organisation's policy. */
export interface PolicyQuestion {
  id: string;
  key: string;
  /** As one would ask it. */
  wording: string;
  /** What it is about, in a few words, for lists. */
  shortName: string;
  topic: QuestionTopic;
  kind: QuestionKind;
  /** Empty unless the kind is choice or choices. */
  options: QuestionOption[];
  /** Retired questions keep their facts, and are asked no more. */
  retired: boolean;
}

/** An answer's value: an option, several, a partial date, or words of ours. Null when there is none. */
export type FactValue = string | string[] | null;

/** Where a fact was read. */
export interface FactSource {
  title: string;
  url: string | null;
  publisher: string | null;
  /** When somebody of ours last saw it. */
  seenOn: CivilDate | null;
  /** The document's own date, as precisely as it gives it; null when it gives none. */
  documentDate: PartialDate | null;
}

/** The answer that holds for an organisation on one question: the best of what is verified. */
export interface ProfileFact {
  factId: string;
  key: string;
  state: AnswerState;
  value: FactValue;
  /** The value in words; null when it has none. */
  valueInWords: string | null;
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
  standing: Standing;
  /** From when its age counts: confirmation, else reply, else the document's own date. Null counts as old. */
  agesFrom: PartialDate | null;
  /** An equally good source says otherwise: shown, counted as unclear, never instructing. */
  conflicting: boolean;
  /** Set when it is a predecessor's: shown as such, never instructing. */
  fromPredecessor: { code: string; name: string } | null;
  source: FactSource;
}

/** What was known about an organisation at one moment: all that a page needs. Never edited once it is made. */
export interface PolicyProfile {
  revisionId: string;
  /** Counts up from 1 for each organisation. */
  number: number;
  /** ISO instant. */
  madeAt: string;
  organisation: {
    id: string;
    code: string;
    odsCode: string | null;
    name: string;
    nation: Nation;
    regionCode: string | null;
    regionName: string | null;
    icbCode: string | null;
    icbName: string | null;
    sector: Sector | null;
    fictional: boolean;
    closedOn: CivilDate | null;
  };
  /** By key; retired ones are missing. */
  questions: Record<string, Pick<PolicyQuestion, 'wording' | 'shortName' | 'kind' | 'options'>>;
  /** By the question's key. A question that is missing here is unknown. */
  facts: Record<string, ProfileFact>;
}

/** How a document describes itself; what it does not say is null. Dates are partial dates; people are roles, never names. */
export interface DocumentAttributes {
  title: string | null;
  reference: string | null;
  version: string | null;
  ratifiedOn: PartialDate | null;
  effectiveOn: PartialDate | null;
  reviewOn: PartialDate | null;
  expiresOn: PartialDate | null;
  committee: string | null;
  sponsorRole: string | null;
  ownerRole: string | null;
}

/**
 * Who recorded what a document says of itself, and on which day; what came with a file is missing. `description`: who put
 * right what it is about, whose it is and of when.
 */
export type AttributeReadings = Partial<
  Record<keyof DocumentAttributes | 'description', { by: string; on: CivilDate }>
>;

/** A document as the Trust page shows it. */
export interface PolicyDocument extends FactSource {
  id: string;
  subject: DocumentSubject;
  standing: Standing;
  attributes: DocumentAttributes;
  /** Attributes that only one person has read. */
  unverified: (keyof DocumentAttributes)[];
}

/** A fact as it is recorded, whether or not it is verified and whether or not it wins. */
export interface RecordedFact {
  id: string;
  organisationId: string;
  key: string;
  state: AnswerState;
  value: FactValue;
  quote: string | null;
  /** Whether the source's owner permits that its own words are published. */
  mayQuote: boolean;
  paraphrase: string | null;
  locator: string | null;
  note: string | null;
  standing: Standing;
  agesFrom: PartialDate | null;
  source: FactSource;
  /** When a second person compared it with its source; null while nobody has. */
  verifiedOn: CivilDate | null;
  recordedAt: Date;
}
