import type { CourseVersion } from '../../courses/courses.types.js';
import { openQuestions, openWord, type ScaleTold, scaleWord } from '../../learning/evaluation.rules.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { toldCount, toldShare } from '../../platform/small-numbers.rules.js';
import { definePage } from '../../platform/views/page.js';
import { statisticsPaths } from '../paths.js';
import type { HeldSession, Written } from './evaluations.queries.js';

/** Pieces of writing on one page. */
export const PAGE_SIZE = 25;

interface EvaluationsView {
  title: string;
  caption: string;
  backHref: string;
  action: string;
  resetHref: string | null;
  session: string;
  sessions: { value: string; text: string }[];
  csvHref: string;
  answered: string;
  degrees: string[];
  rows: {
    statement: string;
    answered: string;
    mean: string;
    agree: string;
    degrees: { text: string; count: string }[];
  }[];
  /** Null while fewer than five have answered. */
  written: { name: string | null; parts: { question: string; text: string }[] }[] | null;
  firstHref: string | null;
  next: { href: string; text: string } | null;
}
export const evaluationsPage = definePage<EvaluationsView>('reports/evaluations');

/** `written` holds one more than a page when there is a next one; null where it may not be told. */
export function evaluationsView(
  { title, slug }: CourseVersion,
  found: {
    counts: { asked: number; given: number };
    scales: readonly ScaleTold[];
    sessions: readonly HeldSession[];
    written: readonly Written[] | null;
  },
  { session, isFirst }: { session: string; isFirst: boolean },
): EvaluationsView {
  const { asked, given } = found.counts;
  const share = toldShare(given, asked);
  const shown = found.written?.slice(0, PAGE_SIZE) ?? [];
  const last = shown.at(-1);
  return {
    title: 'What learners say',
    caption: title,
    backHref: statisticsPaths.courses(),
    action: statisticsPaths.evaluations(slug),
    resetHref: session === '' ? null : statisticsPaths.evaluations(slug),
    session,
    sessions: [
      { value: 'alone', text: 'The course, taken alone' },
      ...found.sessions.map(({ id, title: name, startsAt }) => ({
        value: id,
        text: `${name}, ${dateInWords(londonDate(startsAt))}`,
      })),
    ],
    csvHref: statisticsPaths.evaluationsCsv(slug, { session }),
    answered: `Answered by ${toldCount(given).text} of ${toldCount(asked).text} who were asked${share.value === null ? '' : ` (${share.text})`}.`,
    degrees: found.scales[0]?.degrees.map(({ text }) => text) ?? [],
    rows: found.scales.map((scale) => ({
      statement: scaleWord(scale.scale),
      answered: scale.answered.text,
      mean: scale.mean.text,
      agree: scale.agree.text,
      degrees: scale.degrees.map(({ text, count }) => ({ text, count: count.text })),
    })),
    written:
      found.written &&
      shown.map((one) => ({
        name: one.name,
        parts: openQuestions.flatMap((question) =>
          one[question] === '' ? [] : [{ question: openWord(question), text: one[question] }],
        ),
      })),
    firstHref: isFirst ? null : statisticsPaths.evaluations(slug, { session }),
    next:
      found.written && found.written.length > PAGE_SIZE && last
        ? { href: statisticsPaths.evaluations(slug, { session, after: last.id }), text: 'More of what they wrote' }
        : null,
  };
}
