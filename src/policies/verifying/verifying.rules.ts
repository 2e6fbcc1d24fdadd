/** What a second reader found of a fact. */
export type Outcome = 'agreed' | 'corrected' | 'sent_back' | 'withdrawn';

interface Read {
  extractedById: string | null;
  superseded: boolean;
  verifiedOn: string | null;
  /** That it was sent back to whoever recorded it, with the reason. */
  sentBackFor: string | null;
}

/**
 * Why the person may not say whether the fact agrees with its source; empty when they may. A correction is a fact of
 * whoever corrected it, so the same rule keeps them from verifying it; the first reader may, since by then two people
 * have read the source and say the same.
 */
export function whyNotVerify(fact: Read, personId: string): string[] {
  const reasons = whyNotChange(fact);
  if (fact.sentBackFor !== null)
    reasons.push('It was sent back. Whoever recorded it reads the source again first, and saves what they find.');
  if (fact.extractedById === personId) reasons.push('You recorded it yourself. A second person has to compare it.');
  return reasons;
}

/** Why the person may not take the fact back; empty when they may. One's own may be taken back as well. */
export function whyNotChange(fact: Pick<Read, 'superseded' | 'verifiedOn'>): string[] {
  const reasons: string[] = [];
  if (fact.superseded) reasons.push('A newer reading took its place, or it was withdrawn.');
  if (fact.verifiedOn !== null) reasons.push('Somebody has verified it already.');
  return reasons;
}

/** Why it cannot be sent back: there is nobody to send it to. */
export function whyNotSendBack(fact: Read, personId: string): string[] {
  if (fact.extractedById !== null) return whyNotVerify(fact, personId);
  return [
    ...whyNotVerify(fact, personId),
    'It came with a file, so there is nobody to send it back to. Correct it, or withdraw it.',
  ];
}
