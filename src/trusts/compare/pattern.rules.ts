import type { PolicyProfile, PolicyQuestion } from '../../policies/policies.types.js';
import { type AreaState, stateOf } from '../answer-states.rules.js';
import { answersOf, type ComparedAnswer } from './comparing.rules.js';

/** Of fewer Trusts no pattern can be told, and one could be guessed. */
export const FEWEST = 3;

/**
 * What most of an area says, as a column to compare with: on each question the answer that most of those give of which it
 * is known. Answers in free words are too different to be counted; there it is told how many say something.
 */
export function patternOf(profiles: readonly PolicyProfile[]): (question: PolicyQuestion) => ComparedAnswer {
  const columns = profiles.map(answersOf);
  return (question) => {
    const known = columns.map((answerOn) => answerOn(question)).filter(({ state }) => state !== 'unknown');
    const nothing = { detail: null, standing: null, notes: [] };
    if (known.length < FEWEST)
      return { ...nothing, state: 'unknown', sameness: 'unknown', words: 'Too few are known to tell a pattern' };
    const free = question.kind === 'text';
    const groups = [...Map.groupBy(known, (answer) => (free ? answer.state : answer.sameness)).values()];
    groups.sort((a, b) => b.length - a.length);
    const [most = []] = groups;
    const [first] = most;
    const share = `${String(most.length)} of the ${String(known.length)} that are known`;
    if (!first || most.length * 2 <= known.length)
      return {
        ...nothing,
        state: 'unknown',
        sameness: 'unknown',
        words: `No pattern: the ${String(known.length)} that are known are divided`,
      };
    const words = free && first.state === 'stated' ? 'The policy says something on it' : first.words;
    return {
      ...nothing,
      state: first.state,
      sameness: free ? first.state : first.sameness,
      words: `${words} (${share})`,
    };
  };
}

/** The column of one Trust beside a pattern: free words count as saying something, as they do in the pattern. */
export const besidePattern =
  (profile: PolicyProfile | null) =>
  (question: PolicyQuestion): ComparedAnswer => {
    const answer = answersOf(profile)(question);
    const state: AreaState = stateOf(profile?.facts[question.key]);
    return question.kind === 'text' ? { ...answer, sameness: state } : answer;
  };
