import type { CivilDate } from '../../platform/civil-date.rules.js';
import { stageOf } from '../request-states.rules.js';
import type { FoiAct, RequestEventKind, RequestState } from '../requests.types.js';
import { whyNotExtend } from './deadline.rules.js';

interface KindWords {
  /** As it is offered: "They refused". */
  offer: string;
  /** As the log says it. */
  text: string;
}

const kinds: Record<RequestEventKind, KindWords> = {
  sent: { offer: 'We sent it', text: 'Sent' },
  reminder: { offer: 'We sent a reminder', text: 'Reminder sent' },
  clarification_asked: { offer: 'They asked us to clarify', text: 'Clarification asked for' },
  clarification_given: { offer: 'We clarified', text: 'Clarification given' },
  extension: { offer: 'They take longer to weigh the public interest', text: 'Extended for the public interest' },
  holding_reply: { offer: 'They acknowledged it, or sent a holding reply', text: 'Holding reply' },
  reply: { offer: 'They answered', text: 'Answered' },
  refused: { offer: 'They refused', text: 'Refused' },
  internal_review_asked: { offer: 'We asked for an internal review', text: 'Internal review asked for' },
  internal_review_answered: { offer: 'They answered the internal review', text: 'Internal review answered' },
  note: { offer: 'Something else', text: 'Note' },
};

export const eventInWords = (kind: RequestEventKind): string => kinds[kind].text;
export const eventOffer = (kind: RequestEventKind): string => kinds[kind].offer;

/** In what states an answer leaves a request; the person who records it says which. */
export const replyStates = ['successful', 'partially_successful', 'not_held'] as const;
export const reviewStates = [...replyStates, 'rejected'] as const;

/** What can be recorded of a request that stands so, the likeliest first. */
export function recordable(state: RequestState): RequestEventKind[] {
  if (state === 'not_sent') return ['sent', 'note'];
  if (state === 'waiting_clarification') return ['clarification_given', 'reply', 'refused', 'holding_reply', 'note'];
  if (state === 'internal_review')
    return ['internal_review_answered', 'extension', 'reminder', 'holding_reply', 'note'];
  if (stageOf(state) === 'answered') return ['internal_review_asked', 'reply', 'refused', 'note'];
  if (stageOf(state) === 'ended') return ['note'];
  return [
    'reply',
    'refused',
    'holding_reply',
    'clarification_asked',
    'extension',
    'reminder',
    'internal_review_asked',
    'note',
  ];
}

interface Standing {
  state: RequestState;
  sentOn: CivilDate | null;
  act: FoiAct;
}

/** Why it cannot be recorded, in words that say what to do; empty when it can. */
export function whyNotRecord(
  request: Standing,
  event: { kind: RequestEventKind; onDate: CivilDate },
  today: CivilDate,
) {
  const reasons: { field: string; message: string }[] = [];
  if (!recordable(request.state).includes(event.kind))
    reasons.push({ field: '', message: `“${kinds[event.kind].offer}” does not fit how the request stands now.` });
  if (event.onDate > today)
    reasons.push({ field: 'onDate', message: 'The day is in the future. Enter when it happened.' });
  if (event.kind !== 'sent' && request.sentOn !== null && event.onDate < request.sentOn)
    reasons.push({ field: 'onDate', message: 'That is before the request was sent. Enter a later day.' });
  if (event.kind === 'extension')
    for (const message of whyNotExtend(request.act, request.state === 'internal_review'))
      reasons.push({ field: 'days', message });
  return reasons;
}

/** How the request stands after the event. `outcome` is what the person said of an answer. */
export function stateAfter(state: RequestState, kind: RequestEventKind, outcome: RequestState | null): RequestState {
  switch (kind) {
    case 'sent':
    case 'clarification_given':
      return 'waiting_response';
    case 'clarification_asked':
      return 'waiting_clarification';
    case 'refused':
      return 'rejected';
    case 'internal_review_asked':
      return 'internal_review';
    case 'reply':
    case 'internal_review_answered':
      return outcome ?? 'successful';
    default:
      return state;
  }
}

/** Events with which a body has answered. */
export const answers: readonly RequestEventKind[] = ['reply', 'refused', 'internal_review_answered'];
