import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations, type OrganisationSummary } from '../../organisations/organisations.types.js';
import type { PointAnswer } from '../../partnerships/partnerships.types.js';
import { definePage } from '../../platform/views/page.js';
import { trustsPaths } from '../paths.js';
import { MOST_COMPARED } from './compare.form.js';
import { type ComparedAnswer, type ComparedGroup, comparedGroups, type ComparedQuestion } from './comparing.rules.js';
import { type WordPart, wordingChanges } from './wording.js';

interface Column {
  name: string;
  /** Null for the pattern of an area. */
  href: string | null;
  removeHref: string | null;
  fictional: boolean;
}

interface Cell {
  label: string;
  unknown: boolean;
  words: string;
  /** How the words differ from those of the first that says something; null when they stand as they are. */
  parts: { added: boolean; removed: boolean; text: string }[] | null;
  detail: string | null;
  notes: string[];
  standing: ComparedAnswer['standing'];
}

/** What a Trust answered when it was shown that it would be compared. */
export interface AnswerToComparison {
  name: string;
  answer: PointAnswer;
  text: string | null;
}

export interface CompareView {
  title: string;
  heading: string;
  columns: Column[];
  /** Why nothing is compared yet, or who is missing. */
  problems: string[];
  /** Named, and not to be compared in public yet. */
  hidden: { name: string; href: string }[];
  groups: {
    kind: ComparedGroup;
    heading: string;
    hint: string;
    rows: { name: string; wording: string; cells: Cell[] }[];
  }[];
  unknown: string[];
  /** What those that are compared say to it. */
  answers: { name: string; text: string }[];
  compared: boolean;
  /** Whether words are marked anywhere. */
  marked: boolean;
  area: { text: string } | null;
  areaHref: string | null;
  action: string;
  codes: string;
  q: string;
  mayAdd: boolean;
  results: { name: string; where: string; href: string; fictional: boolean }[] | null;
  staff: boolean;
}

const said: Record<PointAnswer, string> = {
  agree: 'The Trust agrees.',
  wrong: 'The Trust says that something in it is wrong.',
  newer: 'The Trust says that there is a newer policy.',
};

export const comparePage = definePage<CompareView>('trusts/compare/compare');

interface Shown {
  chosen: readonly OrganisationSummary[];
  hidden: readonly OrganisationSummary[];
  staff: boolean;
  query: { codes: string[]; q: string; with: 'area' | null };
  results: readonly OrganisationSummary[] | null;
  notFound: readonly string[];
  leftOut: readonly OrganisationSummary[];
  answers: readonly AnswerToComparison[];
  compared: ComparedQuestion[] | null;
  area: { name: string; trusts: number } | null;
}

export function compareView(shown: Shown): CompareView {
  const { chosen, compared, area } = shown;
  const codes = chosen.map(({ code }) => code);
  const columns = columnsOf(shown);
  const groups = comparedGroups
    .filter((kind) => kind !== 'unknown')
    .map((kind) => ({
      kind,
      ...groupWords(kind, area !== null),
      rows: (compared ?? []).filter(({ group }) => group === kind).map((one) => rowOf(one, columns)),
    }))
    .filter(({ rows }) => rows.length > 0);
  return {
    title: chosen.length === 0 ? 'Compare Trusts' : `Compare: ${chosen.map(({ name }) => name).join(', ')}`,
    heading: headingOf(shown),
    columns,
    problems: problemsOf(shown),
    hidden: shown.hidden.map(({ name, code }) => ({ name, href: trustsPaths.trust(code) })),
    groups,
    unknown: (compared ?? []).filter(({ group }) => group === 'unknown').map(({ question }) => question.shortName),
    answers:
      compared === null ? [] : shown.answers.map(({ name, answer, text }) => ({ name, text: text ?? said[answer] })),
    compared: compared !== null,
    marked: groups.some(({ rows }) => rows.some(({ cells }) => cells.some(({ parts }) => parts !== null))),
    area: area && { text: `${areaName(area.name)} (${String(area.trusts)} other${area.trusts === 1 ? '' : 's'})` },
    areaHref:
      codes.length === 1 && area === null && shown.hidden.length === 0
        ? trustsPaths.compare({ codes: codes.join(','), with: 'area' })
        : null,
    action: trustsPaths.compare(),
    codes: codes.join(','),
    q: shown.query.q,
    mayAdd: codes.length < MOST_COMPARED,
    results:
      shown.results?.map(({ name, code, town, nation, fictional }) => ({
        name,
        where: [town, nationName(nation)].filter(Boolean).join(', '),
        href: trustsPaths.compare({ codes: [...codes.filter((one) => one !== code), code].join(',') }),
        fictional,
      })) ?? null,
    staff: shown.staff,
  };
}

function headingOf({ chosen, area }: Shown): string {
  const [one] = chosen;
  if (!one) return 'Compare Trusts';
  if (area) return `${one.name} and ${areaName(area.name)}`;
  return chosen.length === 1 ? one.name : `${['Two', 'Three', 'Four'][chosen.length - 2] ?? ''} Trusts side by side`;
}

function columnsOf({ chosen, area }: Shown): Column[] {
  const columns = chosen.map(({ name, code, fictional }) => ({
    name,
    href: trustsPaths.trust(code),
    removeHref: trustsPaths.compare({
      codes: chosen
        .map((one) => one.code)
        .filter((one) => one !== code)
        .join(','),
    }),
    fictional,
  }));
  const pattern = area && { name: `Most of ${areaName(area.name)}`, href: null, removeHref: null, fictional: false };
  return pattern ? [...columns, pattern] : columns;
}

/** A region has a name; a nation only its key. */
function areaName(name: string): string {
  const nation = nations.find((one) => one === name);
  return nation ? nationName(nation) : name;
}

function problemsOf({ chosen, notFound, leftOut, area }: Shown): string[] {
  return [
    ...notFound.map((code) => `There is no Trust or board with the code “${code.slice(0, 40)}”.`),
    ...leftOut.map(({ name }) => `${name} is left out: at most ${String(MOST_COMPARED)} stand side by side.`),
    ...(chosen.length === 1 && area === null ? ['Add another, or compare it with its region.'] : []),
  ];
}

function groupWords(kind: ComparedGroup, withArea: boolean): { heading: string; hint: string } {
  if (kind === 'differ')
    return withArea
      ? { heading: 'Where it differs', hint: 'It says otherwise than most of those around it that we know of.' }
      : { heading: 'Where they differ', hint: 'Two or more are known, and they are not the same.' };
  if (kind === 'some')
    return withArea
      ? { heading: 'Known on one side alone', hint: 'Nothing can be compared.' }
      : { heading: 'Known of some', hint: 'Those that are known agree; of the others nothing is known to us.' };
  return withArea
    ? { heading: 'Where it does as most do', hint: '' }
    : { heading: 'Where they say the same', hint: '' };
}

function rowOf({ question, group, answers }: ComparedQuestion, columns: readonly Column[]) {
  const first = answers.find(({ state }) => state === 'stated' || state === 'partial');
  return {
    name: question.shortName,
    wording: question.wording,
    cells: answers.map((answer, index): Cell => ({
      label: columns[index]?.name ?? '',
      unknown: answer.state === 'unknown',
      words: answer.words,
      parts:
        group === 'differ' && question.kind === 'text' && first && answer !== first && answer.standing !== null
          ? marked(wordingChanges(first.words, answer.words))
          : null,
      detail: answer.detail,
      notes: answer.notes,
      standing: answer.standing,
    })),
  };
}

function marked(parts: WordPart[] | null): Cell['parts'] {
  return parts?.map(({ is, text }) => ({ added: is === 'added', removed: is === 'removed', text })) ?? null;
}
