import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { isOld } from '../fact-age.rules.js';
import type { Gap, Severity } from '../gaps.types.js';
import type { ProfileFact } from '../policies.types.js';

const lower: Record<Severity, Severity> = { high: 'medium', medium: 'low', low: 'low' };

/**
 * Why a fact says nothing about what the Trust's own policy lacks; null when it may. What was read in somebody else's
 * words, or about somebody before them, cannot show a gap of theirs.
 */
export function notTheirOwn(fact: ProfileFact): string | null {
  if (fact.fromPredecessor) return `What is known is from ${fact.fromPredecessor.name}, before this organisation.`;
  if (fact.standing === 'published_regionally')
    return 'What is known is regional guidance, not the Trust’s own policy.';
  return null;
}

/** A gap of the Trust that rests on facts. Weak or old sources make it less severe, and each says so. */
export function gapFrom(
  facts: readonly ProfileFact[],
  found: Pick<Gap, 'kind' | 'severity' | 'reasons'> & { severityReason: string; keys?: string[] },
  on: CivilDate,
): Gap {
  const questionKeys = found.keys ?? facts.map(({ key }) => key);
  const doubts = doubtsOf(facts, on);
  return {
    key: `${found.kind}:${[...questionKeys].sort().join('+')}`,
    kind: found.kind,
    whose: 'trust',
    severity: doubts.length > 0 ? lower[found.severity] : found.severity,
    severityReasons: [found.severityReason, ...doubts.map((doubt) => `One step less severe, because ${doubt}.`)],
    reasons: found.reasons,
    questionKeys,
    factIds: facts.map(({ factId }) => factId),
    documentId: null,
  };
}

/** However many there are, they lower a gap's severity by one step. */
function doubtsOf(facts: readonly ProfileFact[], on: CivilDate): string[] {
  if (facts.some(({ standing }) => standing === 'archived'))
    return ['it was read in an archived copy, which nobody confirmed'];
  const old = facts.find(({ agesFrom }) => isOld(agesFrom, on));
  if (!old) return [];
  return [
    old.agesFrom === null
      ? 'its source has no date'
      : `its source is of ${dateInWords(old.agesFrom)} and may have been replaced`,
  ];
}

/** A gap in our knowledge: never one of the Trust. */
export function knowledgeGap(
  kind: 'unknown' | 'unanswered' | 'weak_source',
  questionKeys: string[],
  reasons: string[],
  factIds: string[] = [],
): Gap {
  return {
    key: `${kind}:${[...questionKeys].sort().join('+')}`,
    kind,
    whose: 'knowledge',
    severity: 'low',
    severityReasons: ['It says nothing about the Trust: it is ours to find out.'],
    reasons,
    questionKeys,
    factIds,
    documentId: null,
  };
}
