import type { AnswerState, DocumentSubject, PolicyDocument } from './policies.types.js';

const states: Record<AnswerState, string> = {
  stated: 'Stated',
  partial: 'Stated in part, or seen in part',
  absent: 'The policy does not say',
  unclear: 'Unclear',
  not_held: 'The Trust says that it holds nothing',
  refused: 'The Trust declined to answer',
  awaiting: 'Asked, no answer yet',
};

const subjects: Record<DocumentSubject, string> = {
  advance_decision: 'Advance decisions',
  advance_care_planning: 'Advance care planning',
  mental_capacity: 'Mental capacity',
  consent: 'Consent',
  resuscitation: 'Resuscitation',
  respect: 'ReSPECT',
  treatment_escalation: 'Treatment escalation',
  end_of_life_care: 'End of life care',
  other: 'Another subject',
};

export const stateInWords = (state: AnswerState): string => states[state];
/** What a document is called: by itself, once a second person has read that; else by the place where it was found. */
export function titleOf({
  title,
  attributes,
  unverified,
}: Pick<PolicyDocument, 'title' | 'attributes' | 'unverified'>): string {
  return unverified.includes('title') ? title : (attributes.title ?? title);
}
export const subjectName = (subject: DocumentSubject): string => subjects[subject];

/** An answer that stands by itself rather than at the end of a sentence. An address is left as it is. */
export const asHeading = (answer: string): string =>
  webAddress(answer) === null ? answer.charAt(0).toUpperCase() + answer.slice(1) : answer;

/** The answer when it is nothing but an address that a browser opens as a page. */
export const webAddress = (answer: string): string | null => (/^https?:\/\/\S+$/i.test(answer) ? answer : null);

/** A partial answer in words: the option "in part" says nothing by itself, what the source says does. */
export function partlyInWords(answer: string, paraphrase: string | null): string {
  if (answer.toLowerCase() !== 'in part') return `In part: ${answer}`;
  return paraphrase === null ? 'In part' : `In part. ${paraphrase}`;
}
