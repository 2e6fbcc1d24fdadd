import { definePage } from '../../platform/views/page.js';
import { policiesPaths } from '../paths.js';
import type { QuestionDifference } from './queues.queries.js';

interface DifferenceRow extends Omit<QuestionDifference, 'key'> {
  href: string;
  /** "25 %" */
  share: string;
}

export interface DifferencesView {
  title: string;
  listHref: string;
  read: number;
  differed: number;
  share: string;
  rows: DifferenceRow[];
}

export const differencesPage = definePage<DifferencesView>('policies/differences');

export function differencesView(questions: readonly QuestionDifference[]): DifferencesView {
  const read = questions.reduce((sum, question) => sum + question.read, 0);
  const agreed = questions.reduce((sum, question) => sum + question.agreed, 0);
  return {
    title: 'How often readers differ',
    listHref: policiesPaths.toVerify(),
    read,
    differed: read - agreed,
    share: share(read - agreed, read),
    rows: questions.map(({ key, ...question }) => ({
      ...question,
      href: policiesPaths.toVerify({ queue: 'unverified', question: key }),
      share: share(question.read - question.agreed, question.read),
    })),
  };
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${String(Math.round((100 * part) / whole))}%`;
}
