import type { AnswerState, MayPublish } from '../policies.types.js';

/** As much of a fact as decides whether it may be shared, and in which words. */
export interface Shareable {
  state: AnswerState;
  verified: boolean;
  /** A newer reading took its place, or it was withdrawn. */
  superseded: boolean;
  valueInWords: string | null;
  quote: string | null;
  paraphrase: string | null;
  mayPublish: MayPublish;
}

/** Why a fact may not be shown to other Trusts as one to learn from; empty when it may. */
export function whyNotShare(fact: Shareable): string[] {
  const reasons: string[] = [];
  if (fact.superseded) reasons.push('A newer reading took its place, or it was withdrawn.');
  if (!fact.verified) reasons.push('No second person has compared it with its source.');
  if (fact.state !== 'stated' && fact.state !== 'partial') reasons.push('The policy does not say anything on it.');
  if (passageOf(fact) === null)
    reasons.push(
      'There is nothing to show: its words are not ours to publish, and nobody has told in our own words what they say.',
    );
  return reasons;
}

/**
 * What of a fact may be published: its own words only where the document's owner lets us, else what we say of them.
 * Null when there is neither.
 */
export function passageOf(
  fact: Pick<Shareable, 'quote' | 'paraphrase' | 'valueInWords' | 'mayPublish'>,
): { text: string; isQuote: boolean } | null {
  if (fact.quote !== null && fact.mayPublish === 'yes') return { text: fact.quote, isQuote: true };
  const ours = fact.paraphrase ?? fact.valueInWords;
  return ours === null ? null : { text: ours, isQuote: false };
}
