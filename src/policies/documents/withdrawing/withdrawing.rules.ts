/** Why a document cannot be taken back; empty when it can. */
export function whyNotWithdraw(document: { isCited: boolean; later: string | null }): string[] {
  const reasons: string[] = [];
  if (document.isCited)
    reasons.push(
      'Facts were read in it. A fact that is wrong is withdrawn by itself; the document stays as its source.',
    );
  if (document.later !== null)
    reasons.push(`“${document.later}” says that it replaces this one. Correct that first, or withdraw it.`);
  return reasons;
}
