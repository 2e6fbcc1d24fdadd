import type { AnswerState, ProfileFact } from '../policies/policies.types.js';

/** What became of a question at one organisation; the order is the one in which charts and tables show them. */
export const areaStates = [
  'stated',
  'partial',
  'absent',
  'unclear',
  'not_held',
  'refused',
  'awaiting',
  'unknown',
] as const satisfies readonly (AnswerState | 'unknown')[];
export type AreaState = (typeof areaStates)[number];

/** How many organisations are in each state. They add up to all of them. */
export type StateCounts = Record<AreaState, number>;

/** The state in which a question is at an organisation: no verified fact is unknown, sources that disagree are unclear. */
export function stateOf(fact: ProfileFact | undefined): AreaState {
  if (!fact) return 'unknown';
  return fact.conflicting ? 'unclear' : fact.state;
}

export function countStates(states: readonly AreaState[]): StateCounts {
  const counts = Object.fromEntries(areaStates.map((state) => [state, 0])) as StateCounts;
  for (const state of states) counts[state] += 1;
  return counts;
}

/** States that say something of a Trust that it may first want to answer. That we do not know is nobody's gap but ours. */
const gapStates: readonly AreaState[] = ['partial', 'absent', 'unclear', 'not_held', 'refused', 'awaiting'];
export const isGapState = (state: AreaState): boolean => gapStates.includes(state);

const words: Record<AreaState, { short: string; long: string }> = {
  stated: { short: 'Stated', long: 'The policy says' },
  partial: { short: 'In part', long: 'Said in part, or seen in part' },
  absent: { short: 'Silent', long: 'The policy does not say' },
  unclear: { short: 'Unclear', long: 'Unclear, or sources disagree' },
  not_held: { short: 'Not held', long: 'The Trust says that it holds nothing' },
  refused: { short: 'Refused', long: 'The Trust declined to answer' },
  awaiting: { short: 'Awaited', long: 'Asked, no answer yet' },
  unknown: { short: 'Unknown', long: 'Nothing verified is known to us' },
};

/** For the head of a column. */
export const stateShort = (state: AreaState): string => words[state].short;
/** For a heading or a legend. */
export const stateLong = (state: AreaState): string => words[state].long;
