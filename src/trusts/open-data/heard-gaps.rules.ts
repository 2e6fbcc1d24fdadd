import type { StandingReply } from '../../partnerships/partnerships.types.js';
import { whyNotPublic } from '../../partnerships/publicity.rules.js';
import type { AnswerState } from '../../policies/policies.types.js';

/** Answers that would show a gap at a named Trust, and what kinds of gap each of them shows. */
const gapsShownBy = {
  absent: ['silent', 'no_contact', 'no_training'],
  unclear: ['unclear'],
  not_held: ['not_held', 'no_contact', 'no_training', 'no_policy'],
} as const satisfies Partial<Record<AnswerState, readonly string[]>>;

export type GapAnswer = keyof typeof gapsShownBy;
export const gapAnswers = Object.keys(gapsShownBy) as GapAnswer[];

/** An answer of an organisation that may be open although it shows a gap. */
export interface HeardGap {
  organisationId: string;
  question: string;
  state: GapAnswer;
}

/**
 * What each Trust was heard on, by the one rule of publicity: to have been heard on one gap opens no other, nor another
 * answer to the same question.
 */
export function heardGaps(replies: Iterable<StandingReply>): HeardGap[] {
  return [...replies].flatMap((reply) =>
    reply.points.flatMap(({ kind, key, questionKeys }) =>
      kind !== 'gap' || whyNotPublic({ kind, key }, reply, new Set()).length > 0
        ? []
        : questionKeys.flatMap((question) =>
            gapAnswers
              .filter((state) => gapsShownBy[state].some((shown) => key === `${shown}:${question}`))
              .map((state) => ({ organisationId: reply.organisationId, question, state })),
          ),
    ),
  );
}
