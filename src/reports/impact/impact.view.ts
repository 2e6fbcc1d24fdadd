import type { Profession } from '../../accounts/accounts.types.js';
import { professionName } from '../../accounts/account-words.rules.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { wordsOfHtml } from '../../courses/html-words.rules.js';
import {
  changeWord,
  confidences,
  type Confidence,
  confidenceWord,
  type PracticeChange,
  practiceChanges,
} from '../../learning/survey.rules.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { statisticsPaths } from '../paths.js';
import {
  changesTold,
  type ChangeTally,
  FEWEST_IN_PART,
  knowledgeTold,
  type PairTally,
  type PairTold,
  pairTold,
  partsTold,
  quotesAreTold,
  type QuestionTally,
  type Reached,
  type StepTold,
  stepsTold,
} from './impact.rules.js';

/** What was counted of a course. */
export interface ImpactFound {
  reached: Reached;
  pairs: readonly PairTally[];
  changes: readonly ChangeTally[];
  questions: readonly QuestionTally[];
  quotes: { given: number; words: readonly string[] };
}

interface PairRow {
  name: string;
  people: string;
  before: string;
  later: string;
  change: string;
  rose: string;
  fell: string;
}

interface ImpactView {
  title: string;
  caption: string;
  backHref: string;
  csvHref: string;
  asOf: string;
  steps: { name: string; people: string; share: string }[];
  pairs: {
    title: string;
    note: string;
    laterName: string;
    rows: PairRow[];
    parts: { title: string; rows: PairRow[] }[];
  }[];
  questions: { asks: string; people: string; before: string; after: string }[];
  changeNames: string[];
  changes: { title: string; rows: { name: string; people: string; shares: { text: string; share: string }[] }[] }[];
  quotes: string[];
  partFewest: string;
}
export const impactPage = definePage<ImpactView>('reports/impact');

const stepNames: Record<StepTold['key'], string> = {
  enrolled: 'Enrolled',
  completed: 'Completed the course (of those enrolled)',
  before: 'Answered before the course (of those who completed)',
  beforeDeclined: 'Would rather not answer before it',
  beforeMissing: 'Missing: said nothing before it',
  after: 'Answered on completion (of those who answered before)',
  afterDeclined: 'Would rather not answer on completion',
  afterMissing: 'Missing: said nothing on completion',
  written: 'Written to eight to twelve weeks later (of those who completed)',
  practice: 'Said what changed in their practice (of those who completed)',
  practiceDeclined: 'Would rather not say what changed',
  practiceMissing: 'Missing: written to, and said nothing yet',
};

const moments = {
  after: {
    title: 'Confidence, on completion',
    note: 'Of people who answered before the course and on completion, each compared with themselves; from 1 (not at all) to 5 (very).',
    laterName: 'On completion',
  },
  practice: {
    title: 'Confidence, weeks later',
    note: 'Of people who answered before the course and eight weeks or more after it, each compared with themselves.',
    laterName: 'Weeks later',
  },
} as const;
const dimensions = { profession: 'by profession', year: 'by year of completion' } as const;
type Dimension = keyof typeof dimensions;
const dimensionNames = Object.keys(dimensions) as Dimension[];

export function impactView({ title, slug }: CourseVersion, found: ImpactFound, today: CivilDate): ImpactView {
  return {
    title: 'What it has changed',
    caption: title,
    backHref: statisticsPaths.courses(),
    csvHref: statisticsPaths.impactCsv(slug),
    asOf: dateInWords(today),
    steps: stepsTold(found.reached).map(({ key, people, share }) => ({
      name: stepNames[key],
      people: people.text,
      share: share?.text ?? '',
    })),
    pairs: (['after', 'practice'] as const).map((moment) => ({
      ...moments[moment],
      rows: statementRows(found.pairs, moment).map(([statement, told]) => pairRow(statementName(statement), told)),
      parts: dimensionNames.flatMap((by) => {
        const rows = partRows(found.pairs, moment, by).map((told) => pairRow(partName(by, told.part), told));
        return rows.length === 0 ? [] : [{ title: `All statements together, ${dimensions[by]}`, rows }];
      }),
    })),
    questions: knowledgeTold(found.questions).map(({ stemHtml, people, before, after }) => ({
      asks: wordsOfHtml(stemHtml),
      people: people.text,
      before: before.text,
      after: after.text,
    })),
    changeNames: practiceChanges.map(changeWord),
    changes: (['everyone', ...dimensionNames] as const).flatMap((by) => {
      const rows = changesTold(found.changes, by).map(({ part, people, shares }) => ({
        name: by === 'everyone' ? 'Everyone who said' : partName(by, part),
        people: people.text,
        shares: practiceChanges.map((changed) => ({ text: changeWord(changed), share: shares[changed].text })),
      }));
      const name = by === 'everyone' ? 'What changed in practice' : `What changed in practice, ${dimensions[by]}`;
      return rows.length === 0 ? [] : [{ title: name, rows }];
    }),
    quotes: quotesAreTold(found.quotes.given) ? [...found.quotes.words] : [],
    partFewest: String(FEWEST_IN_PART),
  };
}

/** A line of the report as a file has it: what it is about, of how many, and the figure as it may be told. */
export interface ImpactLine {
  section: string;
  of: string;
  measure: string;
  people: string;
  figure: string;
}

/** The whole report, one figure a line. A gain has no sign here: a spreadsheet would take it for a formula. Pure. */
export function impactLines(found: ImpactFound): ImpactLine[] {
  const pairLines = (section: string, of: string, told: PairTold): ImpactLine[] =>
    (
      [
        ['mean before, of 5', told.before],
        ['mean later, of 5', told.later],
        ['change of the mean', told.change],
        ['share more confident', told.rose],
        ['share less confident', told.fell],
      ] as const
    ).map(([measure, figure]) => ({
      section,
      of,
      measure,
      people: told.people.text,
      figure: figure.text.replace('+', ''),
    }));
  return [
    ...stepsTold(found.reached).map(({ key, people, share }) => ({
      section: 'How many',
      of: '',
      measure: stepNames[key],
      people: people.text,
      figure: share?.text ?? '',
    })),
    ...(['after', 'practice'] as const).flatMap((moment) => {
      const section = moments[moment].title;
      return [
        ...statementRows(found.pairs, moment).flatMap(([statement, told]) =>
          pairLines(section, statementName(statement), told),
        ),
        ...dimensionNames.flatMap((by) =>
          partRows(found.pairs, moment, by).flatMap((told) =>
            pairLines(`${section}, ${dimensions[by]}`, partName(by, told.part), told),
          ),
        ),
      ];
    }),
    ...knowledgeTold(found.questions).flatMap(({ stemHtml, people, before, after }) =>
      (
        [
          ['share right before the course', before],
          ['share right when first asked in the check', after],
        ] as const
      ).map(([measure, figure]) => ({
        section: 'Knowledge',
        of: wordsOfHtml(stemHtml),
        measure,
        people: people.text,
        figure: figure.text,
      })),
    ),
    ...(['everyone', ...dimensionNames] as const).flatMap((by) =>
      changesTold(found.changes, by).flatMap(({ part, people, shares }) =>
        practiceChanges.map((changed: PracticeChange) => ({
          section: by === 'everyone' ? 'Practice' : `Practice, ${dimensions[by]}`,
          of: by === 'everyone' ? '' : partName(by, part),
          measure: changeWord(changed),
          people: people.text,
          figure: shares[changed].text,
        })),
      ),
    ),
  ];
}

function statementRows(pairs: readonly PairTally[], moment: PairTally['moment']): [Confidence | 'all', PairTold][] {
  const nobody = { part: null, people: 0, before: 0, later: 0, rose: 0, fell: 0 };
  return [...confidences, 'all' as const].map((statement) => {
    const found = pairs.find(
      (pair) => pair.moment === moment && pair.statement === statement && pair.by === 'everyone',
    );
    return [statement, pairTold(found ?? nobody)];
  });
}

const partRows = (pairs: readonly PairTally[], moment: PairTally['moment'], by: Dimension): PairTold[] =>
  partsTold(pairs.filter((pair) => pair.moment === moment && pair.statement === 'all' && pair.by === by));

const statementName = (statement: Confidence | 'all'): string =>
  statement === 'all' ? 'All statements together' : confidenceWord(statement);

function partName(by: Dimension, part: string | null): string {
  if (part === '' || part === null) return 'Others, too few to tell apart';
  return by === 'profession' ? professionName(part as Profession) : part;
}

const pairRow = (name: string, told: PairTold): PairRow => ({
  name,
  people: told.people.text,
  before: told.before.text,
  later: told.later.text,
  change: told.change.text,
  rose: told.rose.text,
  fell: told.fell.text,
});
