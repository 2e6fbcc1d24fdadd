import type { CourseVersion, LessonContent, Source } from '../courses.types.js';
import type { LessonBlock } from '../lesson-blocks.types.js';
import type { KnowledgeQuestion } from '../questions.types.js';

type Change = 'added' | 'changed' | 'removed';

export interface Tally {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

export interface LessonDifference {
  slug: string;
  title: string;
  change: Change | 'unchanged';
  /** What of it changed besides its blocks, in words: its title, its place in the course. */
  details: string[];
  blocks: Tally;
  /** The blocks that differ. */
  touched: { key: string; kind: LessonBlock['kind']; change: Change }[];
}

/** What sets one version of a course apart from another. */
export interface CourseDifferences {
  /** What of course.md changed, in words. */
  settings: string[];
  sources: Tally;
  lessons: LessonDifference[];
  questions: Tally & { touched: { key: string; change: Change }[] };
}

/** As much of a version as is compared. */
export interface Comparable {
  settings: Pick<CourseVersion, (typeof settingNames)[number][0]>;
  sources: readonly Source[];
  lessons: readonly Omit<LessonContent, 'id' | 'versionId' | 'position'>[];
  questions: readonly Omit<KnowledgeQuestion, 'id'>[];
}

const settingNames = [
  ['title', 'title'],
  ['code', 'activity code'],
  ['summary', 'summary'],
  ['introductionHtml', 'introduction'],
  ['minutes', 'learning time'],
  ['passMark', 'pass mark'],
  ['attempts', 'attempts'],
  ['pauseMinutes', 'pause between attempts'],
  ['timeLimitMinutes', 'time for the knowledge check'],
  ['feedback', 'when answers are explained'],
  ['factAgeLimitMonths', 'age limit of facts'],
  ['audience', 'audience'],
  ['credits', 'credits'],
  ['outcomes', 'outcomes'],
  ['check', 'draw and order of questions'],
  ['media', 'pictures and other media'],
] as const;

const lessonDetails = [
  ['title', 'title'],
  ['summary', 'summary'],
  ['minutes', 'minutes'],
  ['outcomes', 'outcomes'],
  ['distressing', 'notice of what may distress'],
  ['addresses', 'policy questions addressed'],
] as const;

/** What would be different, block by block. `before` null: the course is new. */
export function differencesOf(before: Comparable | null, after: Comparable): CourseDifferences {
  const lessonsBefore = new Map((before?.lessons ?? []).map((lesson, at) => [lesson.slug, { lesson, at }]));
  const kept = new Set(after.lessons.map(({ slug }) => slug));
  const questions = tallied(before?.questions ?? [], after.questions, ({ key }) => key);
  return {
    settings: settingNames
      .filter(([name]) => before !== null && !same(before.settings[name], after.settings[name]))
      .map(([, words]) => words),
    sources: tallied(before?.sources ?? [], after.sources, ({ id }) => id).tally,
    lessons: [
      ...after.lessons.map((lesson, at) => lessonDifference(lessonsBefore.get(lesson.slug), { lesson, at })),
      ...[...lessonsBefore.values()]
        .filter(({ lesson }) => !kept.has(lesson.slug))
        .map(({ lesson, at }) => lessonDifference({ lesson, at }, undefined)),
    ],
    questions: { ...questions.tally, touched: questions.touched.map(({ key, change }) => ({ key, change })) },
  };
}

type Placed = { lesson: Comparable['lessons'][number]; at: number } | undefined;

function lessonDifference(before: Placed, after: Placed): LessonDifference {
  const shown = (after ?? before)?.lesson;
  const { tally, touched } = tallied(named(before), named(after), ({ name }) => name, paired);
  const details =
    before && after
      ? [
          ...lessonDetails
            .filter(([name]) => !same(before.lesson[name] ?? [], after.lesson[name] ?? []))
            .map(([, words]) => words),
          ...(before.at === after.at ? [] : ['place in the course']),
          ...(reordered(before, after) ? ['order of its blocks'] : []),
        ]
      : [];
  const touchedAny = details.length > 0 || touched.length > 0;
  return {
    slug: shown?.slug ?? '',
    title: shown?.title ?? '',
    change: !before ? 'added' : !after ? 'removed' : touchedAny ? 'changed' : 'unchanged',
    details,
    blocks: tally,
    touched: touched.map(({ item, change }) => ({ key: item.block.key, kind: item.block.kind, change })),
  };
}

interface NamedBlock {
  name: string;
  block: LessonBlock;
}

/**
 * Blocks by what tells them apart. A text block has no key of its author's, only one by its place, which every block put
 * before it moves: so its words stand for it.
 */
function named(placed: Placed): NamedBlock[] {
  const times = new Map<string, number>();
  return (placed?.lesson.blocks ?? []).map((block) => {
    const name = block.kind === 'text' ? `text ${block.html}` : `key ${block.key}`;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return { name: `${name} ${String(time)}`, block };
  });
}

/** A text that went and a text that came count as one that changed. */
function paired(touched: Touched<NamedBlock>[]): Touched<NamedBlock>[] {
  const isText = ({ item }: Touched<NamedBlock>) => item.block.kind === 'text';
  const came = touched.filter((one) => isText(one) && one.change === 'added');
  const went = touched.filter((one) => isText(one) && one.change === 'removed');
  const pairs = Math.min(came.length, went.length);
  const changed = new Set(came.slice(0, pairs));
  const dropped = new Set(went.slice(0, pairs));
  return touched
    .filter((one) => !dropped.has(one))
    .map((one) => (changed.has(one) ? { ...one, change: 'changed' as const } : one));
}

function reordered(before: Placed, after: Placed): boolean {
  const [one, other] = [named(before), named(after)].map((blocks) => blocks.map(({ name }) => name));
  const inBoth = (names: string[] = [], others: string[] = []) => names.filter((name) => others.includes(name));
  return !same(inBoth(one, other), inBoth(other, one));
}

interface Touched<Item> {
  key: string;
  item: Item;
  change: Change;
}

function tallied<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  settle: (touched: Touched<Item>[]) => Touched<Item>[] = (touched) => touched,
): { tally: Tally; touched: Touched<Item>[] } {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const kept = new Set(after.map(keyOf));
  const found: Touched<Item>[] = [
    ...after.flatMap((item): Touched<Item>[] => {
      const key = keyOf(item);
      const was = old.get(key);
      if (was === undefined) return [{ key, item, change: 'added' }];
      return sameItem(was, item) ? [] : [{ key, item, change: 'changed' }];
    }),
    ...before
      .filter((item) => !kept.has(keyOf(item)))
      .map((item): Touched<Item> => ({ key: keyOf(item), item, change: 'removed' })),
  ];
  const touched = settle(found);
  const count = (wanted: Change) => touched.filter(({ change }) => change === wanted).length;
  const [added, changed, removed] = [count('added'), count('changed'), count('removed')];
  return { tally: { added, changed, removed, unchanged: after.length - added - changed }, touched };
}

/** The key of a text block is its place, which is no change of the block. */
function sameItem(one: unknown, other: unknown): boolean {
  const block = one as Partial<NamedBlock>;
  if (block.block?.kind === 'text') return true;
  return same(one, other);
}

/** Whether two values say the same: what a database gives back has its fields in another order. */
function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}
