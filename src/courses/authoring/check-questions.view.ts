import { definePage } from '../../platform/views/page.js';
import { excerpt } from '../block-words.rules.js';
import { coursesPaths } from '../paths.js';
import type { DraftFile } from './drafts.queries.js';
import type { SourcePiece } from './lesson-source.js';
import { kindWords } from './question-fields.form.js';
import { checkFieldsOf, type CheckQuestionFields } from './question-pieces.js';
import { SentForm } from './sent-form.js';
import { savedInWords } from './studio-form.view.js';
import { fileName } from './file-titles.js';

interface Link {
  text: string;
  href: string;
}

export interface CheckQuestionsView {
  title: string;
  back: Link;
  saved: string;
  note: string | null;
  presence: string;
  script: string;
  undo: { action: string; number: string; seen: string } | null;
  ways: Link[];
  base: string;
  newHref: string;
  bankHref: string;
  action: string;
  questions: {
    id: string;
    name: string;
    href: string | null;
    asks: string;
    detail: string;
    moves: string;
    copies: string;
    removals: string;
    first: boolean;
    last: boolean;
  }[];
}

export const checkQuestionsPage = definePage<CheckQuestionsView>('courses/check-questions');

/** The questions of a file, in their order. */
export function checkQuestionsView(
  file: DraftFile,
  pieces: readonly SourcePiece[],
  given: { note: string | null; script: string; ways: Link[] },
): CheckQuestionsView {
  return {
    title: fileName(file.name),
    back: { text: file.draftTitle, href: coursesPaths.draft(file.draftId) },
    saved: `Saved ${savedInWords(file.savedAt)} by ${file.savedBy}`,
    presence: coursesPaths.presence(file.id),
    undo:
      file.how === 'removed'
        ? { action: coursesPaths.restorations(file.id), number: String(file.number - 1), seen: String(file.number) }
        : null,
    base: String(file.number),
    newHref: coursesPaths.newCheckQuestion(file.id),
    bankHref: coursesPaths.bankQuestions(file.id),
    action: coursesPaths.checkQuestions(file.id),
    questions: pieces.map((piece, index) => {
      const fields = checkFieldsOf(piece);
      return {
        id: `question-${piece.id}`,
        name: piece.id,
        href: fields ? coursesPaths.checkQuestion(file.id, piece.id) : null,
        asks: excerpt(fields?.stem ?? piece.body),
        detail: fields ? detailOf(fields) : 'It can be changed as text alone',
        moves: coursesPaths.checkQuestionMoves(file.id, piece.id),
        copies: coursesPaths.checkQuestionCopies(file.id, piece.id),
        removals: coursesPaths.checkQuestionRemovals(file.id, piece.id),
        first: index === 0,
        last: index === pieces.length - 1,
      };
    }),
    ...given,
  };
}

function detailOf({ asks, outcome, caseTitle, after, variantOf, tags }: CheckQuestionFields): string {
  return [
    `Outcome ${outcome}`,
    kindWords[asks],
    ...(tags.length === 0 ? [] : [`tagged ${tags.join(', ')}`]),
    ...(variantOf === '' ? [] : [`version of ${variantOf}`]),
    ...(caseTitle === '' ? [] : [`begins the case “${caseTitle}”`]),
    ...(after === '' ? [] : [`goes on from ${after}`]),
  ].join(', ');
}

/** The key that was typed for a new question, as a file can have it. */
export function keyOf(body: unknown): string {
  const typed = new SentForm(body).line('key').toLowerCase();
  return typed
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
}
