import type { Nation } from '../organisations/organisations.types.js';
import type { CivilDate } from '../platform/civil-date.rules.js';

export const pointKinds = ['gap', 'comparison', 'law'] as const;
/** What would be said of a Trust: a gap, that it is compared with others, or that it appears inconsistent with the law. */
export type PointKind = (typeof pointKinds)[number];

export const pointAnswers = ['agree', 'wrong', 'newer'] as const;
/** The contact agrees, says that it is wrong, or that a newer policy exists. */
export type PointAnswer = (typeof pointAnswers)[number];

export type ReplyState = 'draft' | 'sent' | 'answered' | 'lapsed' | 'withdrawn';

/** As much of a request for a reply as its state depends on. */
export interface ReplyDates {
  sentAt: Date | null;
  answerBy: CivilDate | null;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
}

/** A point as it was shown to a contact, and what they answered. */
export interface ShownPoint {
  kind: PointKind;
  key: string;
  title: string;
  reasons: string[];
  questionKeys: string[];
  answer: PointAnswer | null;
  answerText: string | null;
}

/** The reply of a Trust that counts: the last one of which its contact was told, with its points. */
export interface StandingReply {
  organisationId: string;
  state: Exclude<ReplyState, 'draft' | 'withdrawn'>;
  answerBy: CivilDate;
  /** The London day of the answer; null when none came. */
  answeredOn: CivilDate | null;
  points: ShownPoint[];
}

/** What a lawyer found on one gap of a Trust. */
export interface LegalReview {
  id: string;
  organisationId: string;
  gapKey: string;
  nation: Nation;
  provision: string;
  finding: string;
  reviewerRole: string;
  reviewedOn: CivilDate;
}

export const placeKinds = ['organisation', 'icb', 'region'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export const offerSections = ['opening', 'in_place', 'gaps', 'modules', 'learners', 'contacts', 'next'] as const;
export type OfferSectionKey = (typeof offerSections)[number];

export interface OfferSection {
  key: OfferSectionKey;
  heading: string;
  markdown: string;
}

/** How the Trusts of the place stand on one question. The three add up to `of`. */
export interface OfferQuestion {
  name: string;
  inPlace: number;
  /** Silent, in part, unclear or nothing held. Not told when it would name a Trust. */
  open: number;
  unknown: number;
}

/** An offer as one version of it says. */
export interface OfferContent {
  title: string;
  place: { kind: PlaceKind; name: string; fictional: boolean };
  /** The London day on which its figures were taken. */
  takenOn: CivilDate;
  figures: { value: string; label: string }[];
  questions: OfferQuestion[];
  sections: OfferSection[];
}
