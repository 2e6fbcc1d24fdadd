import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { CourseVersion } from '../courses.types.js';
import { bankPaths, coursesPaths } from '../paths.js';
import type { QuestionsImportReport } from '../question-bank.service.js';
import type { BankQuery } from './bank.form.js';
import type { BankContent, BankKind, BankQuestion, SkippedQuestion } from './bank.types.js';
import { wordsOf } from './question-html.js';

export const PAGE_SIZE = 25;

const kindWords: Record<BankKind, string> = {
  single: 'Single best answer',
  multiple: 'Several answers are right',
  true_false: 'True or false',
  matching: 'Match',
};

interface Link {
  text: string;
  href: string;
}

export interface BankView {
  title: string;
  action: string;
  allHref: string;
  q: string;
  tag: string;
  tags: { value: string; text: string }[];
  range: string;
  rows: { name: string; href: string; asks: string; kind: string; tags: string }[];
  exportHref: string | null;
  importHref: string;
  previous: Link | null;
  next: Link | null;
}

export const bankPage = definePage<BankView>('courses/bank/list');

export function bankView(
  { all, rows }: { all: number; rows: BankQuestion[] },
  tags: { tag: string; count: number }[],
  query: BankQuery,
): BankView {
  const pages = Math.max(1, Math.ceil(all / PAGE_SIZE));
  const from = (query.page - 1) * PAGE_SIZE + 1;
  const to = (page: number): Link => ({
    text: `Page ${String(page)} of ${String(pages)}`,
    href: bankPaths.list({ q: query.q, tag: query.tag, page: page === 1 ? '' : page }),
  });
  return {
    title: 'Question bank',
    action: bankPaths.list(),
    allHref: bankPaths.list(),
    q: query.q,
    tag: query.tag,
    tags: tags.map(({ tag, count }) => ({ value: tag, text: `${tag} (${String(count)})` })),
    range: `${String(from)} to ${String(from + rows.length - 1)} of ${String(all)}`,
    rows: rows.map(({ id, name, tags: own, content }) => ({
      name,
      href: bankPaths.question(id),
      asks: shortened(wordsOf(content.stemHtml)),
      kind: kindWords[content.kind],
      tags: own.join(', '),
    })),
    exportHref: rows.length > 0 ? bankPaths.export({ q: query.q, tag: query.tag }) : null,
    importHref: bankPaths.newImport(),
    previous: query.page > 1 ? to(Math.min(query.page - 1, pages)) : null,
    next: query.page < pages ? to(query.page + 1) : null,
  };
}

export interface TakingView {
  title: string;
  caption: string;
  back: Link;
  action: string;
  bankHref: string;
  q: string;
  tag: string;
  tags: { value: string; text: string }[];
  range: string;
  rows: { name: string; href: string; asks: string; kind: string }[];
  previous: Link | null;
  next: Link | null;
}

export const takingPage = definePage<TakingView>('courses/bank/taking');

/** The bank, to choose a question for a file of a draft from. */
export function takingView(
  file: { id: string; title: string },
  found: { all: number; rows: BankQuestion[] },
  tags: { tag: string; count: number }[],
  query: BankQuery,
): TakingView {
  const { q, tag, tags: known, range, rows, previous, next } = bankView(found, tags, query);
  const at = (link: Link | null, page: number): Link | null =>
    link && { ...link, href: coursesPaths.bankQuestions(file.id, { q, tag, page: page === 1 ? '' : page }) };
  return {
    title: 'Take a question of the bank',
    caption: file.title,
    back: { text: 'The questions', href: coursesPaths.file(file.id) },
    action: coursesPaths.bankQuestions(file.id),
    bankHref: bankPaths.list(),
    q,
    tag,
    tags: known,
    range,
    rows: rows.map(({ name, asks, kind }, index) => ({
      name,
      asks,
      kind,
      href: coursesPaths.newCheckQuestion(file.id, { bank: found.rows[index]?.id ?? '' }),
    })),
    previous: at(previous, query.page - 1),
    next: at(next, query.page + 1),
  };
}

const shortened = (text: string) => (text.length > 140 ? `${text.slice(0, 139).trimEnd()}…` : text);

interface ShownContent {
  kind: string;
  stemHtml: string;
  options: { optionHtml: string; state: { text: string; kind: string }; feedbackHtml: string | null }[];
  feedbackHtml: string | null;
}

export interface BankQuestionView {
  title: string;
  listHref: string;
  newest: ShownContent & { version: string };
  older: (ShownContent & { version: string })[];
  action: string;
  tags: string;
  outcomes: { value: string; text: string; checked: boolean }[];
  errors: FieldError[];
}

export const bankQuestionPage = definePage<BankQuestionView>('courses/bank/question');

export function bankQuestionView(
  question: BankQuestion,
  versions: { number: number; content: BankContent; madeAt: Date }[],
  courses: readonly CourseVersion[],
  errors: FieldError[],
): BankQuestionView {
  const [newest, ...older] = versions.map(({ number, content, madeAt }) => ({
    version: `Version ${String(number)}, of ${dateInWords(londonDate(madeAt))}`,
    ...shownContent(content),
  }));
  return {
    title: question.name,
    listHref: bankPaths.list(),
    newest: newest ?? { version: '', ...shownContent(question.content) },
    older,
    action: bankPaths.labels(question.id),
    tags: question.tags.join(', '),
    outcomes: outcomeChoices(courses, question.outcomes),
    errors,
  };
}

/** The outcomes of the newest versions of all courses, to choose from. */
export function outcomeChoices(courses: readonly CourseVersion[], chosen: readonly string[]) {
  return courses.flatMap(({ slug, title, outcomes }) =>
    outcomes.map(({ id, text }) => {
      const value = `${slug}:${String(id)}`;
      return { value, text: `${title}, ${String(id)}: ${text}`, checked: chosen.includes(value) };
    }),
  );
}

function shownContent({ kind, stemHtml, options, feedbackHtml }: BankContent): ShownContent {
  return {
    kind: kindWords[kind],
    stemHtml,
    options: options.map(({ html, correct, weight, feedbackHtml: said, match }) => ({
      optionHtml: html,
      state:
        match === undefined
          ? stateOf(correct, weight)
          : { text: html === '' ? `Belongs to nothing: ${match}` : match, kind: html === '' ? 'plain' : 'good' },
      feedbackHtml: said,
    })),
    feedbackHtml,
  };
}

function stateOf(correct: boolean, weight: number | null): { text: string; kind: string } {
  if (weight === null) return correct ? { text: 'Right', kind: 'good' } : { text: 'Wrong', kind: 'plain' };
  const share = `${String(Math.abs(Math.round(weight * 100) / 100))} % of the marks`;
  if (correct) return { text: `Right: ${share}`, kind: 'good' };
  return { text: weight < 0 ? `Wrong: takes ${share}` : 'Wrong', kind: 'plain' };
}

export interface BankImportView {
  title: string;
  listHref: string;
  action: string;
  typed: Record<string, string>;
  report: { imported: number; unchanged: number; skipped: SkippedQuestion[] } | null;
  mayApply: boolean;
  errors: FieldError[];
}

export const bankImportPage = definePage<BankImportView>('courses/bank/import');

export function bankImportView(
  typed: Record<string, string>,
  errors: FieldError[],
  report: QuestionsImportReport | null,
): BankImportView {
  return {
    title: 'Import questions',
    listHref: bankPaths.list(),
    action: bankPaths.imports(),
    typed,
    report,
    mayApply: (report?.imported ?? 0) > 0,
    errors,
  };
}
