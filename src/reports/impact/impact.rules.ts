import type { Confidence, PracticeChange } from '../../learning/survey.rules.js';
import {
  FEWEST_TOLD,
  pooled,
  type Told,
  toldCount,
  toldFigure,
  toldShare,
} from '../../platform/small-numbers.rules.js';

/** A part of those who answered has at least so many people: more than the whole, so that a part that grows by one tells little of that one. */
export const FEWEST_IN_PART = 10;

/** Who stands where, counted. */
export interface Reached {
  enrolled: number;
  completed: number;
  /** Of those who completed: answered before the course, or said that they would rather not. */
  before: number;
  beforeDeclined: number;
  after: number;
  afterDeclined: number;
  /** Of those who completed: written to weeks later. */
  written: number;
  practice: number;
  practiceDeclined: number;
}

/** How people compare with themselves: sums over pairs of answers. `part` is of what they are a part; null: of everyone. */
export interface PairTally {
  moment: 'after' | 'practice';
  statement: Confidence | 'all';
  by: 'everyone' | 'profession' | 'year';
  part: string | null;
  people: number;
  before: number;
  later: number;
  rose: number;
  fell: number;
}

export interface ChangeTally {
  by: 'everyone' | 'profession' | 'year';
  part: string | null;
  changed: PracticeChange;
  count: number;
}

export interface QuestionTally {
  stemHtml: string;
  people: number;
  before: number;
  after: number;
}

/** One step of how many are left to compare, with its share of the one that it is of. */
export interface StepTold {
  key: keyof Reached | 'beforeMissing' | 'afterMissing' | 'practiceMissing';
  people: Told;
  share: Told | null;
}

/** How many there were, how many of them answered and how many are missing. Pure. */
export function stepsTold(reached: Reached): StepTold[] {
  const { enrolled, completed, before, beforeDeclined, after, afterDeclined, written, practice } = reached;
  const step = (key: StepTold['key'], people: number, of: number | null): StepTold => ({
    key,
    people: toldCount(Math.max(0, people)),
    share: of === null ? null : toldShare(Math.max(0, people), of),
  });
  return [
    step('enrolled', enrolled, null),
    step('completed', completed, enrolled),
    step('before', before, completed),
    step('beforeDeclined', beforeDeclined, completed),
    step('beforeMissing', completed - before - beforeDeclined, completed),
    step('after', after, before),
    step('afterDeclined', afterDeclined, before),
    step('afterMissing', before - after - afterDeclined, before),
    step('written', written, completed),
    step('practice', practice, completed),
    step('practiceDeclined', reached.practiceDeclined, completed),
    step('practiceMissing', written - practice - reached.practiceDeclined, written),
  ];
}

/** A comparison as it may be told. */
export interface PairTold {
  /** Null for everyone, '' for the parts that were put together. */
  part: string | null;
  people: Told;
  before: Told;
  later: Told;
  change: Told;
  rose: Told;
  fell: Told;
}

/** Compares everyone; hidden where it rests on few. Pure. */
export function pairTold({
  part,
  people,
  before,
  later,
  rose,
  fell,
}: Omit<PairTally, 'moment' | 'statement' | 'by'>): PairTold {
  const mean = (sum: number) => (people === 0 ? null : Math.round((sum / people) * 10) / 10);
  const [from, to] = [mean(before), mean(later)];
  const plain = (value: number) => value.toFixed(1);
  return {
    part,
    people: toldCount(people),
    before: toldFigure(from, people, plain),
    later: toldFigure(to, people, plain),
    change: toldFigure(from === null || to === null ? null : to - from, people, signed),
    rose: toldShare(rose, people),
    fell: toldShare(fell, people),
  };
}

/** Compares part by part: small parts are put together, so that what is told of everyone gives none of them back. Pure. */
export function partsTold(tallies: readonly PairTally[]): PairTold[] {
  const sum = (parts: readonly PairTally[], of: 'people' | 'before' | 'later' | 'rose' | 'fell') =>
    parts.reduce((all, part) => all + part[of], 0);
  const join = (parts: readonly PairTally[]): PairTally => ({
    ...(parts[0] as PairTally),
    part: '',
    people: sum(parts, 'people'),
    before: sum(parts, 'before'),
    later: sum(parts, 'later'),
    rose: sum(parts, 'rose'),
    fell: sum(parts, 'fell'),
  });
  return pooled(tallies, join, FEWEST_IN_PART).map(pairTold);
}

/** What changed in practice, as it may be told. */
export interface ChangeTold {
  part: string | null;
  people: Told;
  shares: Record<PracticeChange, Told>;
}

interface Changed {
  part: string | null;
  people: number;
  counts: Record<PracticeChange, number>;
}

/** Of everyone, and part by part with small parts put together. Pure. */
export function changesTold(tallies: readonly ChangeTally[], by: ChangeTally['by']): ChangeTold[] {
  const own = tallies.filter((tally) => tally.by === by);
  const parts = [...Map.groupBy(own, ({ part }) => part)].map(([part, counted]): Changed => {
    const count = (changed: PracticeChange) => counted.find((one) => one.changed === changed)?.count ?? 0;
    const counts = { yes: count('yes'), not_yet: count('not_yet'), no: count('no') };
    return { part, people: counts.yes + counts.not_yet + counts.no, counts };
  });
  const add = (of: readonly Changed[], changed: PracticeChange) =>
    of.reduce((sum, { counts }) => sum + counts[changed], 0);
  const join = (of: readonly Changed[]): Changed => ({
    part: '',
    people: of.reduce((sum, { people }) => sum + people, 0),
    counts: { yes: add(of, 'yes'), not_yet: add(of, 'not_yet'), no: add(of, 'no') },
  });
  const shown = by === 'everyone' ? parts : pooled(parts, join, FEWEST_IN_PART);
  return shown.map(({ part, people, counts }) => ({
    part,
    people: toldCount(people),
    shares: {
      yes: toldShare(counts.yes, people),
      not_yet: toldShare(counts.not_yet, people),
      no: toldShare(counts.no, people),
    },
  }));
}

/** A question of the knowledge check: how many knew it before, and as it was first asked after the lessons. */
export interface KnowledgeTold {
  stemHtml: string;
  people: Told;
  before: Told;
  after: Told;
}

/** Pure. */
export const knowledgeTold = (tallies: readonly QuestionTally[]): KnowledgeTold[] =>
  tallies.map(({ stemHtml, people, before, after }) => ({
    stemHtml,
    people: toldCount(people),
    before: toldShare(before, people),
    after: toldShare(after, people),
  }));

/** Whether words that people let us quote may be shown: among fewer they would tell who wrote them. */
export const quotesAreTold = (given: number): boolean => given >= FEWEST_TOLD;

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === '0.0') return '0.0';
  return value > 0 ? `+${text}` : `−${text}`;
}
