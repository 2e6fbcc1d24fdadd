/** Why the person may not verify the fact; empty when they may. */
export function whyNotVerify(
  fact: { extractedById: string | null; superseded: boolean; verifiedOn: string | null },
  personId: string,
): string[] {
  const reasons: string[] = [];
  if (fact.superseded) reasons.push('A newer reading took its place, or it was withdrawn.');
  if (fact.verifiedOn !== null) reasons.push('Somebody has verified it already.');
  if (fact.extractedById === personId) reasons.push('You recorded it yourself. A second person has to compare it.');
  return reasons;
}
