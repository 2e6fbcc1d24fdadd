import { isOld } from '../policies/fact-age.rules.js';
import type { ProfileFact } from '../policies/policies.types.js';
import { standingInWords } from '../policies/standing-words.rules.js';
import type { TailoringContext } from '../tailoring/tailoring.types.js';
import type { Provenance } from './local-facts.types.js';

/** Where a fact comes from and how good it is, for views/components/provenance.hbs. */
export function provenanceOf(
  fact: ProfileFact,
  context: Pick<TailoringContext, 'on' | 'factAgeLimitMonths'>,
): Provenance {
  const { title, url } = fact.source;
  // Only an address that a browser opens as a page may become a link.
  const href = url !== null && /^https?:\/\//i.test(url) ? url : null;
  const detail = [...placeIn(fact), ...warnings(fact, context)].join(' ');
  return {
    standing: fact.standing,
    text: standingInWords(fact),
    source: title === '' ? null : { title, href },
    detail: detail === '' ? null : detail,
  };
}

const placeIn = (fact: ProfileFact): string[] =>
  fact.locator ? [`Where in it: ${fact.locator.replace(/\.$/, '')}.`] : [];

function warnings(fact: ProfileFact, context: Pick<TailoringContext, 'on' | 'factAgeLimitMonths'>): string[] {
  const words: string[] = [];
  if (fact.fromPredecessor) words.push(`It is from ${fact.fromPredecessor.name}, which ran these services before.`);
  if (fact.conflicting) words.push('Another source, as good as this one, says otherwise.');
  if (fact.standing === 'archived') words.push('We do not know whether it is in force: check your intranet.');
  else if (fact.agesFrom !== null && isOld(fact.agesFrom, context.on, context.factAgeLimitMonths))
    words.push(`It is more than ${String(context.factAgeLimitMonths)} months old: check that it still holds.`);
  return words;
}
