import { nationName } from '../organisations/organisation-words.rules.js';
import { type Nation, nations } from '../organisations/organisations.types.js';

/** As much of a draft's question as the matrix needs. */
export interface MatrixQuestion {
  key: string;
  /** The key that it shares with the versions for other nations. */
  group: string;
  outcome: number;
  /** Empty: in all. */
  nations: readonly Nation[];
  local: boolean;
  /** Whether a draw may leave it out. */
  drawn: boolean;
}

export interface OutcomeRow {
  id: number;
  text: string;
  lessons: string[];
  /** Questions that count, in each nation: how many, and how many of them a draw may leave out. */
  core: Record<Nation, { count: number; drawn: number }>;
  /** Those about the learner's own Trust, which never count. */
  local: number;
  /** What is missing, as sentences. */
  gaps: string[];
}

/** Which lessons serve each outcome, and which questions test it. */
export function outcomeMatrix(
  outcomes: readonly { id: number; text: string }[],
  lessons: readonly { title: string; outcomes: readonly number[] }[],
  questions: readonly MatrixQuestion[],
): OutcomeRow[] {
  return outcomes.map(({ id, text }) => {
    const own = questions.filter(({ outcome }) => outcome === id);
    const core = Object.fromEntries(nations.map((nation) => [nation, countIn(own, nation)])) as OutcomeRow['core'];
    const serving = lessons.filter((lesson) => lesson.outcomes.includes(id)).map(({ title }) => title);
    const without = nations.filter((nation) => core[nation].count === 0);
    const byChance = nations.filter((nation) => core[nation].count > 0 && core[nation].count === core[nation].drawn);
    return {
      id,
      text,
      lessons: serving,
      core,
      local: own.filter(({ local }) => local).length,
      gaps: [
        ...(serving.length === 0 ? ['No lesson serves it.'] : []),
        ...(without.length > 0 ? [`No question that counts tests it in ${inWords(without)}.`] : []),
        ...(byChance.length > 0 ? [`A draw may leave out all that test it in ${inWords(byChance)}.`] : []),
      ],
    };
  });
}

/** Each learner meets one question of a group. */
function countIn(questions: readonly MatrixQuestion[], nation: Nation): { count: number; drawn: number } {
  const asked = questions.filter(
    (question) => !question.local && (question.nations.length === 0 || question.nations.includes(nation)),
  );
  const groups = (each: readonly MatrixQuestion[]) => new Set(each.map(({ group }) => group)).size;
  return { count: groups(asked), drawn: groups(asked.filter(({ drawn }) => drawn)) };
}

const inWords = (all: readonly Nation[]): string =>
  all.length === nations.length ? 'any nation' : all.map(nationName).join(', ');
