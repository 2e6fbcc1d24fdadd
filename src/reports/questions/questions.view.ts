import type { CourseVersion } from '../../courses/courses.types.js';
import { wordsOfHtml } from '../../courses/html-words.rules.js';
import { correctionsPaths } from '../../learning/paths.js';
import { type Told, toldCount, toldFigure, toldShare } from '../../platform/small-numbers.rules.js';
import { definePage } from '../../platform/views/page.js';
import { headOf, type StatisticsHead } from '../lessons/statistics-head.view.js';
import type { StatisticsQuery } from '../lessons/statistics.form.js';
import { statisticsPaths } from '../paths.js';
import type { QuestionStatistics } from './question-statistics.rules.js';
import { SAMPLE } from './questions.queries.js';

/** Correlations of fewer answers say little about a question. */
const ENOUGH = 30;

/** A question as a page and a file tell it. */
export interface QuestionTold {
  key: string;
  asks: string;
  outcome: number;
  asked: Told;
  facility: Told;
  discrimination: Told;
  wrong: string | null;
  wrongShare: Told | null;
}

interface QuestionsView extends StatisticsHead {
  enough: string;
  rows: (Record<'key' | 'asks' | 'outcome' | 'asked' | 'facility' | 'discrimination', string> & {
    wrong: string | null;
    wrongShare: string;
    weak: boolean;
    /** Where a question is corrected after attempts. */
    correctHref: string;
  })[];
}

export const questionsPage = definePage<QuestionsView>('reports/questions');

/** Questions as they may be told. A wrong option that few chose is not named: it would tell what they chose. */
export function questionsTold(questions: readonly QuestionStatistics[]): QuestionTold[] {
  return questions.map(({ key, stemHtml, outcome, asked, right, discrimination, commonestWrong: wrong }) => {
    const share = wrong ? toldShare(wrong.count, asked) : null;
    const isTold = wrong !== null && share?.value !== null;
    return {
      key,
      asks: wordsOfHtml(stemHtml, 160),
      outcome,
      asked: toldCount(asked),
      facility: toldShare(right, asked),
      discrimination: toldFigure(asked < ENOUGH ? null : discrimination, asked, (value) => value.toFixed(2)),
      wrong: isTold ? wordsOfHtml(wrong.html, 120) : null,
      wrongShare: isTold ? share : null,
    };
  });
}

const WEAK = 0.15;

export function questionsView(
  version: CourseVersion,
  rows: readonly QuestionTold[],
  query: StatisticsQuery,
  who: string | null,
): QuestionsView {
  const asked = { code: query.code, nation: query.nation };
  return {
    ...headOf(version, query, who),
    title: 'How questions do',
    back: { text: 'Statistics', href: statisticsPaths.courses() },
    other: { text: 'How lessons do', href: statisticsPaths.lessons(version.slug, version.number, asked) },
    action: statisticsPaths.questions(version.slug, version.number),
    allHref: statisticsPaths.questions(version.slug, version.number),
    csvHref: statisticsPaths.questionsCsv(version.slug, version.number, asked),
    sorts: [
      { value: '', text: 'Order in the check' },
      { value: 'hardest', text: 'Hardest first' },
      { value: 'easiest', text: 'Easiest first' },
      { value: 'weakest', text: 'Telling least apart' },
    ],
    sample: `Of the ${SAMPLE.toLocaleString('en-GB')} first attempts that were handed in last, at most.`,
    enough: String(ENOUGH),
    rows: sorted(rows, query.sort).map((row) => ({
      key: row.key,
      asks: row.asks,
      outcome: String(row.outcome),
      asked: row.asked.text,
      facility: row.facility.text,
      discrimination: row.discrimination.text,
      wrong: row.wrong,
      wrongShare: row.wrongShare?.text ?? '',
      correctHref: correctionsPaths.one(version.slug, version.number, row.key),
      weak: row.discrimination.value !== null && row.discrimination.value < WEAK,
    })),
  };
}

/** By what is told. Those without a figure come last. */
function sorted(rows: readonly QuestionTold[], by: string): QuestionTold[] {
  const place: Record<string, (row: QuestionTold) => number | null> = {
    hardest: ({ facility }) => facility.value,
    easiest: ({ facility }) => facility.value && -facility.value,
    weakest: ({ discrimination }) => discrimination.value,
  };
  const of = place[by];
  return of ? [...rows].sort((one, other) => (of(one) ?? Infinity) - (of(other) ?? Infinity)) : [...rows];
}
