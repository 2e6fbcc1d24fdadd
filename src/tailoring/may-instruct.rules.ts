import type { CivilDate } from '../platform/civil-date.rules.js';
import { isOld } from '../policies/fact-age.rules.js';
import type { ProfileFact, Standing } from '../policies/policies.types.js';

const goodEnough: readonly Standing[] = ['confirmed', 'foi_reply', 'published'];

/**
 * Why a fact may not tell anybody what to do, nor be scored in a question, in words that follow "because"; empty when it
 * may. It has to be confirmed, a reply or published, dated, young enough, the Trust's own, and undisputed.
 */
export function mayInstruct(fact: ProfileFact, on: CivilDate, ageLimitMonths: number): string[] {
  const reasons: string[] = [];
  if (!goodEnough.includes(fact.standing))
    reasons.push(fact.standing === 'archived' ? 'it is from an archived copy' : 'it is regional, not the Trust’s own');
  if (fact.agesFrom === null) reasons.push('it is not dated');
  else if (isOld(fact.agesFrom, on, ageLimitMonths)) reasons.push('it is too old to rely on');
  if (fact.conflicting) reasons.push('sources disagree about it');
  if (fact.fromPredecessor) reasons.push(`it is from ${fact.fromPredecessor.name}, before this Trust`);
  return reasons;
}
