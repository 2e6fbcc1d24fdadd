import type { CourseVersion } from '../../courses/courses.types.js';
import { type Told, toldCount, toldFigure, toldShare } from '../../platform/small-numbers.rules.js';
import { definePage } from '../../platform/views/page.js';
import { statisticsPaths } from '../paths.js';
import type { QuestionStatistics } from '../questions/question-statistics.rules.js';
import { LEFT_AFTER_DAYS, type LessonCounts, SAMPLE, type TrustCounts, type VariantCounts } from './lessons.queries.js';
import type { StatisticsQuery } from './statistics.form.js';
import { type Choice, headOf, type StatisticsHead } from './statistics-head.view.js';

/** A row of counts as a page and a file tell it. */
export interface LessonTold {
  name: string;
  started: Told;
  finished: Told;
  left: Told;
  minutes: Told;
  failed: Told | null;
  remarks: Told;
}

interface LessonsView extends StatisticsHead {
  leftAfter: string;
  rows: Record<
    'name' | 'href' | 'started' | 'finished' | 'left' | 'minutes' | 'planned' | 'failed' | 'remarks',
    string
  >[];
}

export const lessonsPage = definePage<LessonsView>('reports/lessons');

const atMost = SAMPLE.toLocaleString('en-GB');

const lessonSorts: Choice[] = [
  { value: '', text: 'Order in the course' },
  { value: 'started', text: 'Most started' },
  { value: 'left', text: 'Most left' },
  { value: 'minutes', text: 'Longest' },
  { value: 'failed', text: 'Most questions failed' },
  { value: 'remarks', text: 'Most remarks' },
];

/** Lessons as they may be told; `questions` are those of the same learners. */
export function lessonsTold(
  lessons: readonly LessonCounts[],
  questions: readonly QuestionStatistics[],
): (LessonTold & { slug: string; planned: number })[] {
  return lessons.map((lesson) => {
    const own = questions.filter(({ outcome }) => lesson.outcomes.includes(outcome));
    const asked = own.reduce((all, question) => all + question.asked, 0);
    const right = own.reduce((all, question) => all + question.right, 0);
    return {
      slug: lesson.slug,
      planned: lesson.minutes,
      ...told(lesson.title, lesson),
      failed: toldShare(asked - right, asked),
    };
  });
}

function told(
  name: string,
  counts: Pick<LessonCounts, 'started' | 'finished' | 'left' | 'timed' | 'median' | 'remarks'>,
): LessonTold {
  return {
    name,
    started: toldCount(counts.started),
    finished: toldCount(counts.finished),
    left: toldCount(counts.left),
    minutes: toldFigure(counts.median, counts.timed, inMinutes),
    failed: null,
    remarks: toldCount(counts.remarks),
  };
}

const inMinutes = (value: number): string => (value < 1 ? 'under 1 min' : `${String(Math.round(value))} min`);

export function lessonsView(
  version: CourseVersion,
  rows: readonly (LessonTold & { slug: string; planned: number })[],
  query: StatisticsQuery,
  who: string | null,
): LessonsView {
  const asked = { code: query.code, nation: query.nation };
  return {
    ...headOf(version, query, who),
    title: 'How lessons do',
    back: { text: 'Statistics', href: statisticsPaths.courses() },
    other: { text: 'How questions do', href: statisticsPaths.questions(version.slug, version.number, asked) },
    action: statisticsPaths.lessons(version.slug, version.number),
    allHref: statisticsPaths.lessons(version.slug, version.number),
    csvHref: statisticsPaths.lessonsCsv(version.slug, version.number, asked),
    sorts: lessonSorts,
    sample: `Of the ${atMost} who enrolled last at most.`,
    leftAfter: String(LEFT_AFTER_DAYS),
    rows: sorted(rows, query.sort).map((row) => ({
      name: row.name,
      href: statisticsPaths.lesson(version.slug, version.number, row.slug, asked),
      started: row.started.text,
      finished: row.finished.text,
      left: row.left.text,
      minutes: row.minutes.text,
      planned: `${String(row.planned)} min`,
      failed: row.failed?.text ?? '',
      remarks: row.remarks.text,
    })),
  };
}

/** By what is told, never by what is hidden: the order would tell it. Those without a figure come last. */
export function sorted<Row extends LessonTold>(rows: readonly Row[], by: string): Row[] {
  const field = (['started', 'finished', 'left', 'minutes', 'failed', 'remarks'] as const).find((one) => one === by);
  if (!field) return [...rows];
  return [...rows].sort((one, other) => (other[field]?.value ?? -1) - (one[field]?.value ?? -1));
}

interface LessonView extends StatisticsHead {
  variants: Record<'block' | 'variant' | 'finished' | 'minutes' | 'remarks', string>[];
  previous: { text: string; href: string } | null;
  next: { text: string; href: string } | null;
  trusts: (Record<'name' | 'started' | 'finished' | 'left' | 'minutes' | 'remarks', string> & { fictional: boolean })[];
}

export const lessonPage = definePage<LessonView>('reports/lesson');

const trustSorts: Choice[] = [
  { value: '', text: 'Name' },
  { value: 'started', text: 'Most started' },
  { value: 'left', text: 'Most left' },
  { value: 'minutes', text: 'Longest' },
  { value: 'remarks', text: 'Most remarks' },
];

const PAGE_SIZE = 50;
const OUTSIDE = 'Workplaces that are not in the directory';

/** A lesson at each Trust, as it may be told. */
export function trustsTold(trusts: readonly TrustCounts[]): (LessonTold & { fictional: boolean })[] {
  return trusts.map((counts) => ({ ...told(counts.name ?? OUTSIDE, counts), fictional: counts.fictional }));
}

export function lessonView(
  version: CourseVersion,
  lesson: { slug: string; title: string },
  variants: readonly VariantCounts[],
  trusts: readonly (LessonTold & { fictional: boolean })[],
  query: StatisticsQuery,
  who: string | null,
): LessonView {
  const asked = { code: query.code, nation: query.nation };
  const pages = Math.max(1, Math.ceil(trusts.length / PAGE_SIZE));
  const page = Math.min(query.page, pages);
  const to = (number: number) => ({
    text: `Page ${String(number)} of ${String(pages)}`,
    href: statisticsPaths.lesson(version.slug, version.number, lesson.slug, {
      ...asked,
      sort: query.sort,
      page: number === 1 ? '' : number,
    }),
  });
  return {
    ...headOf(version, query, who),
    title: lesson.title,
    back: { text: 'How lessons do', href: statisticsPaths.lessons(version.slug, version.number, asked) },
    other: null,
    action: statisticsPaths.lesson(version.slug, version.number, lesson.slug),
    allHref: statisticsPaths.lesson(version.slug, version.number, lesson.slug),
    csvHref: statisticsPaths.lessonCsv(version.slug, version.number, lesson.slug, asked),
    sorts: trustSorts,
    sample: `Of the ${atMost} who enrolled last at most.`,
    previous: page > 1 ? to(page - 1) : null,
    next: page < pages ? to(page + 1) : null,
    variants: variants.map((counts) => ({
      block: counts.blockKey,
      variant: counts.variant,
      finished: toldCount(counts.finished).text,
      minutes: toldFigure(counts.median, counts.timed, inMinutes).text,
      remarks: toldCount(counts.remarks).text,
    })),
    trusts: sorted(trusts, query.sort)
      .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
      .map((row) => ({
        name: row.name,
        fictional: row.fictional,
        started: row.started.text,
        finished: row.finished.text,
        left: row.left.text,
        minutes: row.minutes.text,
        remarks: row.remarks.text,
      })),
  };
}

interface CoursesView {
  title: string;
  courses: {
    title: string;
    evaluationsHref: string;
    impactHref: string;
    versions: { text: string; lessonsHref: string; questionsHref: string }[];
  }[];
}

export const coursesPage = definePage<CoursesView>('reports/courses');

export function coursesView(
  versions: readonly { slug: string; title: string; number: number; publishedOn: string }[],
): CoursesView {
  return {
    title: 'Statistics',
    courses: [...Map.groupBy(versions, ({ slug }) => slug)].map(([slug, own]) => ({
      title: own[0]?.title ?? slug,
      evaluationsHref: statisticsPaths.evaluations(slug),
      impactHref: statisticsPaths.impact(slug),
      versions: own.map(({ number, publishedOn }) => ({
        text: `Version ${String(number)}, published ${publishedOn}`,
        lessonsHref: statisticsPaths.lessons(slug, number),
        questionsHref: statisticsPaths.questions(slug, number),
      })),
    })),
  };
}
