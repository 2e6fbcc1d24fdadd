import type { Nation } from '../../organisations/organisations.types.js';

export const reportKinds = ['wrong', 'newer', 'other'] as const;
/** Something is wrong, there is a newer policy, or something else. */
export type ReportKind = (typeof reportKinds)[number];

export const reportStates = ['new', 'document', 'fact', 'closed'] as const;
/** Nobody has settled it; it leads to a document to add or to a fact to look at; or nothing follows from it. */
export type ReportState = (typeof reportStates)[number];

/** What a reader sends. */
export interface ReportContent {
  kind: ReportKind;
  questionKey: string | null;
  words: string;
  url: string | null;
  email: string | null;
}

/** A report as those see it who settle it. */
export interface Report {
  id: string;
  reference: string;
  organisation: { id: string; code: string; name: string; nation: Nation; fictional: boolean };
  /** The right of reply in which the Trust itself said it; null when it came by the form. */
  replyId: string | null;
  question: { key: string; shortName: string } | null;
  kind: ReportKind;
  words: string;
  url: string | null;
  /** Null when none was given, and once it is settled. */
  email: string | null;
  sentAt: Date;
  state: ReportState;
  factId: string | null;
  note: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
}

export interface ReportDecision {
  state: Exclude<ReportState, 'new'>;
  factId: string | null;
  note: string | null;
}
