import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { titleOf } from '../../policies/fact-words.rules.js';
import { questionTopics } from '../../policies/policies.types.js';
import { topicName } from '../../policies/question-words.rules.js';
import { reviewLine } from '../charts/review-line.rules.js';
import { shareBar } from '../charts/share-bar.rules.js';
import { stateBar } from '../charts/state-bar.rules.js';
import { trustsPaths } from '../paths.js';
import type { QuestionInArea } from './area-data.rules.js';
import type { AreaRecord } from './area-record.js';
import { areaStates, stateLong, stateShort } from '../answer-states.rules.js';
import { type AreaRow, areaRow } from './areas.view.js';
import type { ListedArea } from './areas.queries.js';
import { type ReviewDate, reviewDates, reviewsByYear } from './review-dates.rules.js';

/** So many reviews are listed one by one; the years tell of all. */
const MOST_REVIEWS = 25;

interface QuestionRow {
  name: string;
  href: string;
  barHtml: string;
  cells: { label: string; count: number; none: boolean }[];
}

export interface AreaView {
  title: string;
  areasHref: string;
  crumbs: { text: string; href: string }[];
  kind: string;
  closed: string | null;
  organisations: number;
  known: number;
  trustsHref: string;
  jsonHref: string;
  legend: { kind: string; short: string; long: string; swatchHtml: string }[];
  topics: { name: string; questions: QuestionRow[] }[];
  /** Of the questions that are a choice, what was chosen. */
  choices: { name: string; of: number; options: { label: string; count: number; barHtml: string }[] }[];
  reviews: {
    lineHtml: string | null;
    documents: number;
    passed: number;
    ahead: number;
    years: { year: string; passed: number; ahead: number }[];
    /** For staff alone: whose review is when. */
    listed: { trust: string; href: string; document: string; on: string; passed: boolean }[] | null;
    unlisted: number;
  };
  within: AreaRow[];
  withinHeading: string;
  trusts: { name: string; href: string; facts: number }[] | null;
  compareHref: string | null;
}

export const areaPage = definePage<AreaView>('trusts/areas/area');

const kinds = { nation: 'Nation', region: 'Region of England', icb: 'Integrated care board' };

/** `named`: whether whoever asks may know which Trust it is that has a gap. */
export function areaView(
  record: AreaRecord,
  questions: readonly QuestionInArea[],
  on: CivilDate,
  named: boolean,
): AreaView {
  const { area, organisations } = record;
  return {
    title: area.name,
    areasHref: trustsPaths.areas(),
    crumbs: [
      { text: 'Areas', href: trustsPaths.areas() },
      ...record.around.map((one) => ({ text: one.name, href: trustsPaths.area(one.code) })),
    ],
    kind: kinds[area.kind],
    closed: area.closedOn && `It closed on ${dateInWords(area.closedOn)}.`,
    organisations: organisations.length,
    known: organisations.filter(({ profile }) => factCount(profile) > 0).length,
    trustsHref: trustsPaths.list({ ...trustFilter(area), status: 'open' }),
    jsonHref: trustsPaths.areaJson(area.code),
    legend: areaStates.map((kind) => ({
      kind,
      short: stateShort(kind),
      long: stateLong(kind),
      swatchHtml: `<svg class="bh-swatch" viewBox="0 0 20 20" aria-hidden="true"><rect width="20" fill="url(#bh-${kind})"/></svg>`,
    })),
    topics: questionTopics
      .map((topic) => ({
        name: topicName(topic),
        questions: questions
          .filter(({ question }) => question.topic === topic)
          .map((question) => questionRow(area.code, question)),
      }))
      .filter((topic) => topic.questions.length > 0),
    choices: questions
      .filter(({ options }) => options.length > 0)
      .map(({ question, options, counts }) => ({
        name: question.shortName,
        of: counts.stated + counts.partial,
        options: options.map(({ label, count }) => ({
          label: label.charAt(0).toUpperCase() + label.slice(1),
          count,
          barHtml: shareBar(count, counts.stated + counts.partial),
        })),
      })),
    reviews: reviewsOf(record, on, named),
    within: record.within.map(areaRow),
    withinHeading: area.kind === 'nation' ? 'Regions' : 'Integrated care boards',
    trusts:
      area.kind === 'icb' || record.within.length === 0
        ? organisations.map(({ organisation, profile }) => ({
            name: organisation.name,
            href: trustsPaths.trust(organisation.code),
            facts: factCount(profile),
          }))
        : null,
    compareHref: named ? trustsPaths.compare() : null,
  };
}

const factCount = (profile: { facts: object } | null): number => Object.keys(profile?.facts ?? {}).length;

function questionRow(code: string, { question, counts }: QuestionInArea): QuestionRow {
  return {
    name: question.shortName,
    href: trustsPaths.areaQuestion(code, question.key),
    barHtml: stateBar(areaStates.map((kind) => ({ kind, count: counts[kind] }))),
    cells: areaStates.map((state) => ({
      label: stateShort(state),
      count: counts[state],
      none: counts[state] === 0,
    })),
  };
}

function reviewsOf(record: AreaRecord, on: CivilDate, named: boolean): AreaView['reviews'] {
  const all = record.organisations.flatMap(({ organisation, documents }) =>
    reviewDates(documents, on).map((date) => ({ ...date, organisation })),
  );
  all.sort((a: ReviewDate, b: ReviewDate) => a.on.localeCompare(b.on));
  const passed = all.filter((date) => date.passed).length;
  return {
    lineHtml: reviewLine(
      all.map((date) => date.on),
      on,
    ),
    documents: record.organisations.reduce((sum, { documents }) => sum + documents.length, 0),
    passed,
    ahead: all.length - passed,
    years: reviewsByYear(all),
    listed: named
      ? all.slice(0, MOST_REVIEWS).map(({ organisation, document, on: due, passed: isPassed }) => ({
          trust: organisation.name,
          href: trustsPaths.trust(organisation.code),
          document: titleOf(document),
          on: dateInWords(due),
          passed: isPassed,
        }))
      : null,
    unlisted: named ? Math.max(0, all.length - MOST_REVIEWS) : 0,
  };
}

/** The area as the list of Trusts filters by it. */
export function trustFilter({ kind, code }: Pick<ListedArea, 'kind' | 'code'>): Record<string, string> {
  return { [kind]: code };
}
