import type { CivilDate } from '../platform/civil-date.rules.js';

/** How a request stands: the states of Alaveteli, the software of WhatDoTheyKnow, and before them `not_sent`. */
export const requestStates = [
  'not_sent',
  'waiting_response',
  'waiting_clarification',
  'gone_postal',
  'not_held',
  'rejected',
  'successful',
  'partially_successful',
  'internal_review',
  'error_message',
  'requires_admin',
  'user_withdrawn',
  'attention_requested',
  'vexatious',
  'not_foi',
] as const;
export type RequestState = (typeof requestStates)[number];

/** What can happen with a request. */
export const requestEventKinds = [
  'sent',
  'reminder',
  'clarification_asked',
  'clarification_given',
  'extension',
  'holding_reply',
  'reply',
  'refused',
  'internal_review_asked',
  'internal_review_answered',
  'note',
] as const;
export type RequestEventKind = (typeof requestEventKinds)[number];

/** The Freedom of Information Act 2000, or that of Scotland of 2002. */
export type FoiAct = 'foia' | 'foisa';

export interface CampaignQuestion {
  /** From 1. */
  number: number;
  wording: string;
}

/** The same questions, asked of many bodies. */
export interface Campaign {
  id: string;
  /** Stands in addresses; kept through renamings. */
  slug: string;
  name: string;
  questions: CampaignQuestion[];
  /** With placeholders, filled in for each body. */
  letter: string;
  createdAt: Date;
  closedAt: Date | null;
}

/** What one body was asked in a campaign, and how that stands. */
export interface PolicyRequest {
  id: string;
  campaignId: string;
  campaignSlug: string;
  campaignName: string;
  organisationId: string;
  /** The body that was asked first, when it closed and the request went on with its successor. */
  movedFromId: string | null;
  state: RequestState;
  sentOn: CivilDate | null;
  /** The last day to answer. Null while it is not sent, its day is not known, or a clarification is awaited. */
  dueOn: CivilDate | null;
  answeredOn: CivilDate | null;
  /** A code such as `foia_43`; see exemptions.rules.ts. */
  exemption: string | null;
  /** On WhatDoTheyKnow. */
  url: string | null;
  updatedAt: Date;
}

/** How a request is to stand. What is left out stays as it is; a new request begins as not sent. */
export interface RequestChanges {
  state?: RequestState;
  sentOn?: CivilDate | null;
  answeredOn?: CivilDate | null;
  exemption?: string | null;
  url?: string | null;
}

export interface PutOutcome {
  requestId: string;
  organisationId: string;
  outcome: 'created' | 'changed' | 'unchanged';
}

/** One thing that happened with a request. */
export interface RequestEvent {
  id: string;
  kind: RequestEventKind;
  onDate: CivilDate;
  /** Roles, never names. */
  text: string | null;
  /** Working days that an extension adds. */
  days: number | null;
  recordedAt: Date;
  /** When it was found to be a mistake. */
  withdrawnAt: Date | null;
}
