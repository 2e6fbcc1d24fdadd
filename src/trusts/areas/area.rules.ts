import { type AnswerState, answerStates, type Standing } from '../../policies/policies.types.js';

/** As much of a profile's fact as an area counts. */
export interface HeldAnswer {
  state: AnswerState;
  conflicting: boolean;
  standing: Standing;
}

/** The answer states, and that nothing verified is held. */
export const areaStates = [...answerStates, 'unknown'] as const;
export type AreaState = (typeof areaStates)[number];

/** What would show a gap at a Trust; the Trusts behind it are named in public only once they were heard. */
export const gapStates: readonly AreaState[] = ['absent', 'unclear', 'not_held', 'refused'];

export interface QuestionTally {
  key: string;
  /** How many organisations stand in each state; together they are all of the area. */
  states: Record<AreaState, number>;
  /** How many of the answers (stated or partial) rest on an archived copy, of which nobody knows whether it holds. */
  archived: number;
  /** Those in a state that shows a gap. */
  behindGap: { id: string; code: string; name: string; state: AreaState }[];
}

/** The state in which an organisation counts: sources that contradict each other leave it unclear. */
export function stateOf(answer: HeldAnswer | undefined): AreaState {
  if (!answer) return 'unknown';
  return answer.conflicting ? 'unclear' : answer.state;
}

/** How the organisations of an area stand on each question. Pure. */
export function tally(
  keys: readonly string[],
  organisations: readonly { id: string; code: string; name: string; answers: Record<string, HeldAnswer> }[],
): QuestionTally[] {
  return keys.map((key) => {
    const states = Object.fromEntries(areaStates.map((state) => [state, 0])) as Record<AreaState, number>;
    const found: QuestionTally = { key, states, archived: 0, behindGap: [] };
    for (const { id, code, name, answers } of organisations) {
      const answer = answers[key];
      const state = stateOf(answer);
      states[state] += 1;
      if ((state === 'stated' || state === 'partial') && answer?.standing === 'archived') found.archived += 1;
      if (gapStates.includes(state)) found.behindGap.push({ id, code, name, state });
    }
    return found;
  });
}
