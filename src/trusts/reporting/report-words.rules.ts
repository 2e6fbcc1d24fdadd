import type { ReportKind, ReportState } from './reports.types.js';

const kinds: Record<ReportKind, string> = {
  wrong: 'Something is wrong',
  newer: 'There is a newer policy',
  other: 'Something else',
};

const states: Record<ReportState, string> = {
  new: 'Waiting',
  document: 'A document to add',
  fact: 'A fact to look at',
  closed: 'Closed',
};

/** For whoever sent it: what became of it, without what staff wrote to each other. */
const outcomes: Record<ReportState, string> = {
  new: 'Nobody has looked at it yet.',
  document: 'We are adding the document that you told us of. What it says is shown once a second person has read it.',
  fact: 'We are comparing the answer with its source again.',
  closed: 'We looked at it and changed nothing.',
};

export const reportKindInWords = (kind: ReportKind): string => kinds[kind];
export const reportStateInWords = (state: ReportState): string => states[state];
export const reportOutcome = (state: ReportState): string => outcomes[state];
