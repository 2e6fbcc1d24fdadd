import type { PolicyProfile, PolicyQuestion } from '../../policies/policies.types.js';
import { type AreaState, countStates, type StateCounts, stateOf } from '../answer-states.rules.js';

/** What the organisations of an area say on one question. */
export interface QuestionInArea {
  question: Pick<PolicyQuestion, 'key' | 'shortName' | 'wording' | 'topic' | 'kind' | 'options'>;
  counts: StateCounts;
  /** Where the answer is a choice: how many chose each option, the most frequent first. Several may be chosen. */
  options: { label: string; count: number }[];
  /** Of the organisations that are counted, how many rest on what an organisation before them said. */
  inherited: number;
}

/** `/areas/:code.json`. The states of each question add up to `organisations`. */
export interface AreaData {
  code: string;
  name: string;
  organisations: number;
  questions: { key: string; states: StateCounts }[];
}

/** Question by question, in the order of the catalogue. An organisation without a profile is one of which nothing is known. */
export function questionsInArea(
  questions: readonly PolicyQuestion[],
  profiles: readonly (PolicyProfile | null)[],
): QuestionInArea[] {
  return questions
    .filter(({ retired }) => !retired)
    .map((question) => {
      const facts = profiles.map((profile) => profile?.facts[question.key]);
      const answered = facts.flatMap((fact) => (fact && inPlace(stateOf(fact)) ? [fact] : []));
      return {
        question,
        counts: countStates(facts.map(stateOf)),
        options: question.options
          .map(({ value, label }) => ({
            label,
            count: answered.filter((fact) => [fact.value].flat().includes(value)).length,
          }))
          .filter(({ count }) => count > 0)
          .sort((a, b) => b.count - a.count),
        inherited: facts.filter((fact) => fact?.fromPredecessor).length,
      };
    });
}

const inPlace = (state: AreaState): boolean => state === 'stated' || state === 'partial';

export function asAreaData(
  area: { code: string; name: string },
  organisations: number,
  questions: readonly QuestionInArea[],
): AreaData {
  return {
    code: area.code,
    name: area.name,
    organisations,
    questions: questions.map(({ question, counts }) => ({ key: question.key, states: counts })),
  };
}
