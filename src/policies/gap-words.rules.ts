import type { GapKind, Severity } from './gaps.types.js';

const kinds: Record<GapKind, string> = {
  no_policy: 'No policy',
  silent: 'Silent',
  in_part: 'Covered in part',
  not_held: 'Nothing held',
  unclear: 'Unclear',
  contradiction: 'Contradiction',
  form_restriction: 'Condition on form',
  stale_review: 'Review date passed',
  no_contact: 'No contact for advice',
  no_training: 'No training required',
  unknown: 'Not known to us',
  unanswered: 'Not answered',
  weak_source: 'Known from elsewhere only',
};

const severityNames: Record<Severity, string> = { high: 'High', medium: 'Medium', low: 'Low' };

export const gapName = (kind: GapKind): string => kinds[kind];
export const severityName = (severity: Severity): string => severityNames[severity];
