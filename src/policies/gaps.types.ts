/** What kind of gap: each has its words in gap-words.rules.ts. */
export const gapKinds = [
  'no_policy',
  'silent',
  'in_part',
  'not_held',
  'unclear',
  'contradiction',
  'form_restriction',
  'stale_review',
  'no_contact',
  'no_training',
  'unknown',
  'unanswered',
  'weak_source',
] as const;
export type GapKind = (typeof gapKinds)[number];

export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/**
 * Something that a Trust's policy lacks, or that we do not know of it. Its severity is for our own staff until the Trust
 * has had its right of reply.
 */
export interface Gap {
  /** Names it among the gaps of one organisation, the same from day to day: `silent:dispute_escalation`. */
  key: string;
  kind: GapKind;
  /** Not knowing is a gap in our knowledge, never one of the Trust. */
  whose: 'trust' | 'knowledge';
  severity: Severity;
  /** Why it is so severe, or not more so, in sentences. Never empty. */
  severityReasons: string[];
  /** What was found and why it matters, in sentences. Never empty. */
  reasons: string[];
  questionKeys: string[];
  /** The facts that it rests on; none where nothing is known. */
  factIds: string[];
  /** The document whose review is due, else null. */
  documentId: string | null;
}
