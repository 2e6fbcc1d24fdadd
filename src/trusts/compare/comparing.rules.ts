import { asHeading } from '../../policies/fact-words.rules.js';
import type { PolicyProfile, PolicyQuestion, ProfileFact, Standing } from '../../policies/policies.types.js';
import { standingInWords } from '../../policies/standing-words.rules.js';
import { type AreaState, stateLong, stateOf } from '../answer-states.rules.js';

/** What one column says on one question. */
export interface ComparedAnswer {
  state: AreaState;
  /** What tells it from the others: the same for answers that say the same. */
  sameness: string;
  /** The answer in words; what became of the question, where there is none. */
  words: string;
  /** What the source says, where the answer itself is a choice. */
  detail: string | null;
  standing: { standing: Standing; text: string } | null;
  /** "From Solent NHS Trust, before it", or that sources disagree. */
  notes: string[];
}

/** Differ: two answers are known that are not the same. In part known: some say it, of the others nothing is known. */
export const comparedGroups = ['differ', 'some', 'same', 'unknown'] as const;
export type ComparedGroup = (typeof comparedGroups)[number];

export interface ComparedQuestion {
  question: Pick<PolicyQuestion, 'key' | 'shortName' | 'wording' | 'kind'>;
  group: ComparedGroup;
  answers: ComparedAnswer[];
}

/** What each column says on each question. What nobody has verified is unknown. */
export function compareAnswers(
  questions: readonly PolicyQuestion[],
  columns: readonly ((question: PolicyQuestion) => ComparedAnswer)[],
): ComparedQuestion[] {
  return questions
    .filter(({ retired }) => !retired)
    .map((question) => {
      const answers = columns.map((answerOn) => answerOn(question));
      return { question, group: groupOf(answers), answers };
    });
}

function groupOf(answers: readonly ComparedAnswer[]): ComparedGroup {
  const known = answers.filter(({ state }) => state !== 'unknown');
  if (known.length === 0) return 'unknown';
  if (new Set(known.map(({ sameness }) => sameness)).size > 1) return 'differ';
  return known.length < answers.length ? 'some' : 'same';
}

/** The column of an organisation. */
export const answersOf =
  (profile: PolicyProfile | null) =>
  (question: PolicyQuestion): ComparedAnswer => {
    const fact = profile?.facts[question.key];
    const state = stateOf(fact);
    if (!fact) return { state, sameness: state, words: 'Not known', detail: null, standing: null, notes: [] };
    const said = fact.valueInWords ?? fact.paraphrase;
    const words = said === null || !(state === 'stated' || state === 'partial') ? stateLong(state) : asHeading(said);
    return {
      state,
      sameness: samenessOf(question, fact, state),
      words,
      detail: fact.paraphrase !== null && asHeading(fact.paraphrase) !== words ? fact.paraphrase : null,
      standing: { standing: fact.standing, text: standingInWords(fact) },
      notes: [
        ...(state === 'partial' ? ['In part'] : []),
        ...(fact.conflicting ? ['Sources disagree'] : []),
        ...(fact.fromPredecessor ? [`From ${fact.fromPredecessor.name}, before it`] : []),
      ],
    };
  };

/**
 * Choices and dates are compared as such, words without regard to capitals and stops. Whether a policy says it in full or
 * was seen in part alone makes no difference: that is shown beside it.
 */
export function samenessOf(question: Pick<PolicyQuestion, 'kind'>, fact: ProfileFact, state: AreaState): string {
  if (state !== 'stated' && state !== 'partial') return state;
  if (question.kind === 'text' || fact.value === null) {
    const words = fact.valueInWords ?? fact.paraphrase ?? '';
    return `says ${(words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')}`;
  }
  return `says ${JSON.stringify(Array.isArray(fact.value) ? [...new Set(fact.value)].sort() : fact.value)}`;
}
