import { shortIcbName } from '../../organisations/organisation-words.rules.js';
import { type CivilDate, dateInWords, earliestDay, latestDay } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { subjectName } from '../../policies/fact-words.rules.js';
import { type PolicyQuestion, type QuestionTopic, questionTopics } from '../../policies/policies.types.js';
import { shareBar } from '../charts/share-bar.rules.js';
import { yearLine } from '../charts/year-line.rules.js';
import { trustsPaths } from '../paths.js';
import { type AreaState, areaStates, type QuestionTally, tally } from './area.rules.js';
import type { AreaOrganisation, AreaRow, ReviewDate } from './areas.queries.js';

interface Link {
  text: string;
  href: string;
}

export interface AreasView {
  title: string;
  action: string;
  text: string;
  groups: { title: string; rows: (Link & { known: string })[] }[];
}

interface QuestionShown {
  name: string;
  barHtml: string;
  /** Only the states that occur somewhere in the area. */
  cells: { label: string; count: number }[];
  archived: number;
}

export interface AreaView {
  title: string;
  crumbs: Link[];
  code: string;
  closed: string | null;
  organisations: number;
  known: number;
  listHref: string;
  jsonHref: string;
  parts: Link[];
  partsTitle: string;
  columns: { label: string; look: string }[];
  topics: { title: string; columns: AreaView['columns']; questions: QuestionShown[] }[];
  archivedInWords: string | null;
  gaps: { question: string; count: number; named: (Link & { state: string })[]; unnamed: number }[];
  staff: boolean;
  reviews: {
    lineHtml: string;
    past: number;
    ahead: number;
    rows: { trust: Link | null; title: string; on: string; state: string }[];
    unnamed: number;
  } | null;
}

export const areasPage = definePage<AreasView>('trusts/areas');
export const areaPage = definePage<AreaView>('trusts/area');

const stateNames: Record<AreaState, string> = {
  stated: 'Stated',
  partial: 'In part',
  absent: 'Silent',
  unclear: 'Unclear',
  not_held: 'Not held',
  refused: 'Refused',
  awaiting: 'Awaited',
  unknown: 'Not known',
};

const topicNames: Record<QuestionTopic, string> = {
  policy: 'The policy',
  recording: 'Recording and sharing',
  checking: 'Checking a decision',
  deciding: 'Deciding and disagreeing',
  people: 'People to ask',
  forms: 'Forms',
  training: 'Training and audit',
};

type Listed = Awaited<ReturnType<import('./areas.queries.js').AreasQueries['all']>>[number];

export function areasView(areas: readonly Listed[], text: string): AreasView {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = areas.filter(({ name, code }) => words.every((word) => `${name} ${code}`.toLowerCase().includes(word)));
  const group = (title: string, kind: AreaRow['kind']) => ({
    title,
    rows: found
      .filter((area) => area.kind === kind)
      .map((area) => ({
        text: nameOf(area),
        href: trustsPaths.area(area.code),
        known: `something verified of ${String(area.known)} of ${String(area.organisations)}`,
      })),
  });
  const groups = [
    group('Nations', 'nation'),
    group('Regions of England', 'region'),
    group('Integrated care boards', 'icb'),
  ];
  return {
    title: 'Areas',
    action: trustsPaths.areas(),
    text,
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}

const nameOf = ({ kind, name }: { kind: AreaRow['kind']; name: string }) =>
  kind === 'icb' ? shortIcbName(name) : name;

interface Found {
  area: AreaRow;
  questions: readonly PolicyQuestion[];
  organisations: readonly AreaOrganisation[];
  reviews: readonly ReviewDate[];
  /** Those whose names may stand beside a gap. */
  nameable: ReadonlySet<string>;
  staff: boolean;
}

export function areaView(found: Found, on: CivilDate): AreaView {
  const { area, questions, organisations } = found;
  const tallies = new Map(
    tally(
      questions.map(({ key }) => key),
      organisations,
    ).map((one) => [one.key, one]),
  );
  const occurring = areaStates.filter((state) => [...tallies.values()].some(({ states }) => states[state] > 0));
  const columns = occurring.map((state) => ({ label: stateNames[state], look: state }));
  const archived = [...tallies.values()].reduce((sum, one) => sum + one.archived, 0);
  return {
    title: nameOf(area),
    crumbs: [
      { text: 'Areas', href: trustsPaths.areas() },
      ...(area.parent ? [{ text: area.parent.name, href: trustsPaths.area(area.parent.code) }] : []),
    ],
    code: area.code,
    closed: area.closedOn && dateInWords(area.closedOn),
    organisations: organisations.length,
    known: organisations.filter(({ answers }) => Object.keys(answers).length > 0).length,
    listHref: trustsPaths.list({ [area.kind]: area.code, status: 'open' }),
    jsonHref: trustsPaths.areaJson(area.code),
    parts: area.parts.map(({ code, name }) => ({
      text: area.kind === 'region' ? shortIcbName(name) : name,
      href: trustsPaths.area(code),
    })),
    partsTitle: area.kind === 'nation' ? 'Its regions' : 'Its integrated care boards',
    columns,
    topics: questionTopics.flatMap((topic) => {
      const asked = questions.filter((question) => question.topic === topic);
      if (asked.length === 0) return [];
      return [
        {
          title: topicNames[topic],
          columns,
          questions: asked.map((question) => questionShown(question, tallies, occurring)),
        },
      ];
    }),
    archivedInWords: archived === 0 ? null : String(archived),
    gaps: questions.flatMap((question) => gapShown(question, tallies.get(question.key), found.nameable)),
    staff: found.staff,
    reviews: reviewsShown(found, on),
  };
}

function questionShown(
  question: PolicyQuestion,
  tallies: ReadonlyMap<string, QuestionTally>,
  occurring: readonly AreaState[],
): QuestionShown {
  const one = tallies.get(question.key);
  const shares = occurring.map((state) => ({ look: state, count: one?.states[state] ?? 0 }));
  return {
    name: question.shortName,
    barHtml: shareBar(shares),
    cells: shares.map(({ look, count }) => ({ label: stateNames[look], count })),
    archived: one?.archived ?? 0,
  };
}

function gapShown(
  question: PolicyQuestion,
  one: QuestionTally | undefined,
  nameable: ReadonlySet<string>,
): AreaView['gaps'] {
  if (!one || one.behindGap.length === 0) return [];
  const named = one.behindGap.filter(({ id }) => nameable.has(id));
  return [
    {
      question: question.shortName,
      count: one.behindGap.length,
      named: named.map(({ name, code, state }) => ({
        text: name,
        href: trustsPaths.trust(code),
        state: stateNames[state],
      })),
      unnamed: one.behindGap.length - named.length,
    },
  ];
}

/** A review that is overdue shows a gap; one that lies ahead shows none, and may be named. */
function reviewsShown({ reviews, nameable }: Found, on: CivilDate): AreaView['reviews'] {
  if (reviews.length === 0) return null;
  const told = reviews.map((review) => ({ ...review, past: latestDay(review.reviewOn) < on }));
  const named = told.filter(({ past, organisationId }) => !past || nameable.has(organisationId));
  return {
    lineHtml: yearLine(
      told.map(({ reviewOn, past }) => ({ at: asYears(earliestDay(reviewOn)), past })),
      asYears(on),
    ),
    past: told.filter(({ past }) => past).length,
    ahead: told.filter(({ past }) => !past).length,
    rows: named.map((review) => ({
      trust: { text: review.name, href: trustsPaths.trust(review.code) },
      title: `${review.title} (${subjectName(review.subject)})`,
      on: dateInWords(review.reviewOn),
      state: review.past ? 'Passed' : 'Ahead',
    })),
    unnamed: told.length - named.length,
  };
}

/** A civil date as a share of its year. */
function asYears(date: CivilDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year + (month - 1) / 12 + (day - 1) / 366;
}
