import type { StandingReply } from '../../partnerships/partnerships.types.js';
import { whyNotPublic } from '../../partnerships/publicity.rules.js';
import { gapsOf } from '../../policies/gaps.rules.js';
import type { PolicyDocument, PolicyProfile } from '../../policies/policies.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';

/** What a Trust answered to a point that may be public. */
export interface Answer {
  agrees: boolean;
  text: string | null;
}

/**
 * Whether everyone may be told that a gap on the question is this Trust's, with its answer beside it: the gap is one of
 * today and the Trust was shown that very one. Undefined while only staff may know.
 */
export function namedGap(
  questionKey: string,
  profile: PolicyProfile,
  documents: readonly PolicyDocument[],
  reply: StandingReply | undefined,
  on: CivilDate,
): { answer: Answer | null } | undefined {
  // Most Trusts were never asked, and reckoning their gaps would be for nothing.
  if (!reply) return undefined;
  const gap = gapsOf(profile, on, documents).find(
    ({ key, questionKeys }) =>
      questionKeys.includes(questionKey) && whyNotPublic({ kind: 'gap', key }, reply, new Set()).length === 0,
  );
  const point = gap && reply.points.find(({ key }) => key === gap.key);
  if (!point) return undefined;
  return { answer: point.answer === null ? null : { agrees: point.answer === 'agree', text: point.answerText } };
}
