import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { Gap, Severity } from '../gaps.types.js';
import type { PolicyProfile, ProfileFact } from '../policies.types.js';
import { formLaw } from './law-points.rules.js';
import { gapFrom, notTheirOwn } from './sureness.rules.js';

interface Restriction {
  key: string;
  /** Whether the answer restricts. */
  restricts: (value: ProfileFact['value']) => boolean;
  severity: Severity;
  found: string;
  severityReason: string;
}

const restrictions: Restriction[] = [
  {
    key: 'out_of_area_forms',
    restricts: (value) => value === 'own_region_only' || value === 'no',
    severity: 'high',
    found: 'Only the region’s own form is accepted, or forms from elsewhere are not.',
    severityReason: 'Staff could set aside a refusal that binds because of the paper that it stands on.',
  },
  {
    key: 'copy_accepted',
    restricts: (value) => value === 'original_required',
    severity: 'medium',
    found: 'Staff must see the original; a copy is not enough.',
    severityReason:
      'A person whose original is elsewhere could be treated against their refusal; the original may still come in time.',
  },
  {
    key: 'submitter_accepted',
    restricts: (value) => Array.isArray(value) && value.length === 1 && value[0] === 'hcp_only',
    severity: 'medium',
    found: 'An advance decision is taken for the record only from a health professional.',
    severityReason:
      'What the person hands in themselves may not be on record when it is needed; it may still be found.',
  },
];

/** Local conditions on form that the law does not set. Whether one is at odds with the law is for a legal review to say. */
export function formRestrictions(profile: PolicyProfile, on: CivilDate): Gap[] {
  return restrictions.flatMap(({ key, restricts, severity, found, severityReason }) => {
    const fact = profile.facts[key];
    if (!fact || fact.conflicting || notTheirOwn(fact) !== null) return [];
    if ((fact.state !== 'stated' && fact.state !== 'partial') || !restricts(fact.value)) return [];
    const reasons = [found, formLaw(profile.organisation.nation)];
    return [gapFrom([fact], { kind: 'form_restriction', severity, severityReason, reasons }, on)];
  });
}
