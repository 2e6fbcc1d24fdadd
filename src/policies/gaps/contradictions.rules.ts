import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { Gap } from '../gaps.types.js';
import type { PolicyProfile, ProfileFact } from '../policies.types.js';
import { gapFrom, notTheirOwn } from './sureness.rules.js';

type Says = (profile: PolicyProfile) => ProfileFact | undefined;

const says =
  (key: string, ...values: string[]): Says =>
  (profile) => {
    const fact = profile.facts[key];
    if (!fact || fact.conflicting || notTheirOwn(fact) !== null) return undefined;
    return fact.state === 'stated' && typeof fact.value === 'string' && values.includes(fact.value) ? fact : undefined;
  };

/** Pairs of answers that cannot both be so. */
const pairs: { one: Says; other: Says; found: string }[] = [
  {
    one: says('policy_exists', 'none'),
    other: says('lst_formalities_stated', 'yes'),
    found:
      'No policy is said to cover advance decisions, and yet a policy states what a refusal of life-sustaining treatment needs.',
  },
  {
    one: says('policy_exists', 'none'),
    other: says('validity_checklist', 'yes'),
    found: 'No policy is said to cover advance decisions, and yet a policy offers a checklist for them.',
  },
  {
    one: says('covers_lpa', 'no'),
    other: says('lpa_check_required', 'yes'),
    found: 'Attorneys are said not to be covered, and yet staff must check for a later one.',
  },
  {
    one: says('local_adrt_form', 'no'),
    other: says('out_of_area_forms', 'own_region_only'),
    found: 'Only the region’s own form is accepted, and yet neither the Trust nor its region is said to supply one.',
  },
];

/** Facts about one organisation of which one must be wrong, or out of date. */
export function contradictions(profile: PolicyProfile, on: CivilDate): Gap[] {
  return pairs.flatMap(({ one, other, found }) => {
    const facts = [one(profile), other(profile)].filter((fact) => fact !== undefined);
    if (facts.length < 2) return [];
    const severityReason = 'Staff who ask will be told different things; it may only be our reading.';
    return [gapFrom(facts, { kind: 'contradiction', severity: 'medium', severityReason, reasons: [found] }, on)];
  });
}
