import type { CivilDate } from '../platform/civil-date.rules.js';
import { contradictions } from './gaps/contradictions.rules.js';
import { lawPoints } from './gaps/law-points.rules.js';
import { gapOnPoint, type PolicyPoint } from './gaps/points-of-policy.rules.js';
import { formRestrictions } from './gaps/restrictions.rules.js';
import { staleReviews } from './gaps/reviews.rules.js';
import { gapFrom, notTheirOwn } from './gaps/sureness.rules.js';
import { type Gap, severities } from './gaps.types.js';
import type { PolicyDocument, PolicyProfile } from './policies.types.js';

export type { Gap } from './gaps.types.js';

const contact: PolicyPoint = {
  key: 'mca_lead',
  severity: 'medium',
  why: 'Staff who are in doubt need a role or a team that they can ask.',
  severityReason: 'Staff would lose time in finding somebody to ask; the policy itself may still guide them.',
  silence: 'no_contact',
};

const training: PolicyPoint = {
  key: 'training_requirement',
  severity: 'medium',
  why: 'Where no training is required, staff may meet their first advance decision unprepared.',
  severityReason: 'It leaves what staff know to chance; it breaks no rule of law.',
  silence: 'no_training',
};

/**
 * What the policy of an organisation lacks, and what is not known of it, each with reasons: the Trust's own gaps first,
 * the most severe before others. Which points matter follows the law of its nation. With its documents, those past their
 * review date too.
 */
export function gapsOf(profile: PolicyProfile, on: CivilDate, documents: readonly PolicyDocument[] = []): Gap[] {
  const { nation, sector } = profile.organisation;
  const points: PolicyPoint[] = lawPoints(nation, sector).map((point) => ({ ...point, silence: 'silent' }));
  const gaps = [
    ...noPolicy(profile, on),
    ...[...points, contact, training].flatMap((point) => gapOnPoint(point, profile, on)),
    ...formRestrictions(profile, on),
    ...contradictions(profile, on),
    ...staleReviews(documents, profile.facts, on),
  ];
  const order = (gap: Gap) => (gap.whose === 'trust' ? severities.indexOf(gap.severity) : severities.length);
  return gaps.sort((a, b) => order(a) - order(b));
}

function noPolicy(profile: PolicyProfile, on: CivilDate): Gap[] {
  const fact = profile.facts['policy_exists'];
  if (!fact || fact.conflicting || notTheirOwn(fact) !== null) return [];
  const none = fact.state === 'not_held' || (fact.state === 'stated' && fact.value === 'none');
  if (!none) return [];
  const severityReason = 'Staff have nothing of their own Trust to go by, and each has to work from the law alone.';
  const reasons = ['The Trust says that no policy of its own covers advance decisions.'];
  return [gapFrom([fact], { kind: 'no_policy', severity: 'high', severityReason, reasons }, on)];
}
