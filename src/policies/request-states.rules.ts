import type { CivilDate } from '../platform/civil-date.rules.js';
import { type RequestState, requestStates } from './requests.types.js';

/** What a state means for whoever counts: still awaited, answered in one way or another, or ended without an answer. */
export type RequestStage = 'not_sent' | 'waiting' | 'answered' | 'ended';

interface StateWords {
  /** Ours, as pages say it. */
  text: string;
  /** As WhatDoTheyKnow and its exports say it, which differ between export and page. */
  alaveteli: readonly string[];
  stage: RequestStage;
}

const states: Record<RequestState, StateWords> = {
  not_sent: { text: 'Not sent', alaveteli: [], stage: 'not_sent' },
  waiting_response: {
    text: 'Awaiting response',
    // What is overdue is reckoned here, from the day that it was sent.
    alaveteli: ['Awaiting response', 'Delayed', 'Long overdue', 'Awaiting classification', 'Overdue', 'Very overdue'],
    stage: 'waiting',
  },
  waiting_clarification: {
    text: 'Awaiting clarification',
    alaveteli: ['Waiting clarification', 'Awaiting clarification', 'Clarification needed'],
    stage: 'waiting',
  },
  gone_postal: {
    text: 'Handled by post',
    alaveteli: ['Handled by post', 'Handled by postal mail'],
    stage: 'waiting',
  },
  not_held: { text: 'Information not held', alaveteli: ['Information not held', 'Not held'], stage: 'answered' },
  rejected: { text: 'Refused', alaveteli: ['Refused', 'Rejected'], stage: 'answered' },
  successful: { text: 'Answered in full', alaveteli: ['Successful'], stage: 'answered' },
  partially_successful: { text: 'Answered in part', alaveteli: ['Partially successful'], stage: 'answered' },
  internal_review: {
    text: 'Awaiting internal review',
    alaveteli: ['Awaiting internal review', 'Internal review'],
    stage: 'waiting',
  },
  error_message: { text: 'Delivery error', alaveteli: ['Delivery error'], stage: 'waiting' },
  requires_admin: { text: 'Unusual response', alaveteli: ['Unusual response'], stage: 'waiting' },
  user_withdrawn: {
    text: 'Withdrawn by us',
    alaveteli: ['Withdrawn', 'Withdrawn by the requester'],
    stage: 'ended',
  },
  attention_requested: {
    text: 'Reported to the site’s administrators',
    alaveteli: ['Reported', 'Reported for administrator attention'],
    stage: 'waiting',
  },
  vexatious: { text: 'Hidden as vexatious', alaveteli: ['Vexatious'], stage: 'ended' },
  not_foi: { text: 'Hidden as no FOI request', alaveteli: ['Not an FOI request'], stage: 'ended' },
};

/** A state as our pages say it. */
export const requestStateInWords = (state: RequestState): string => states[state].text;

/** A state as WhatDoTheyKnow says it; null for what it does not know. */
export const alaveteliLabel = (state: RequestState): string | null => states[state].alaveteli[0] ?? null;

export const stageOf = (state: RequestState): RequestStage => states[state].stage;

/** Every state of a stage. */
export function statesOf(stage: RequestStage): RequestState[] {
  return requestStates.filter((state) => states[state].stage === stage);
}

/** Those in which the body has to answer by a day. */
export const clockRuns: readonly RequestState[] = ['waiting_response', 'gone_postal', 'internal_review'];

/** Whether a body should have answered by now. */
export function isOverdue(request: { state: RequestState; dueOn: CivilDate | null }, today: CivilDate): boolean {
  return clockRuns.includes(request.state) && request.dueOn !== null && request.dueOn < today;
}

/**
 * The state that a text names: Alaveteli's own key, or a label of any of its exports, without regard to capitals.
 * Undefined when it names none.
 */
export function requestStateOf(text: string): RequestState | undefined {
  const asked = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  return requestStates.find(
    (state) =>
      state === asked ||
      states[state].text.toLowerCase() === asked ||
      states[state].alaveteli.some((label) => label.toLowerCase() === asked),
  );
}
