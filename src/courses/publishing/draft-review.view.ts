import type { PolicyQuestion } from '../../policies/policies.types.js';
import { londonDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { Draft, DraftFile } from '../authoring/drafts.queries.js';
import { fileTitles, withTitles } from '../authoring/file-titles.js';
import { detailsOf } from '../authoring/lesson-details.form.js';
import { type SourcePiece, splitLesson } from '../authoring/lesson-source.js';
import { savedInWords } from '../authoring/studio-form.view.js';
import { nameOf, placeOf } from '../authoring/studio.view.js';
import { coursesPaths } from '../paths.js';
import { type Blocker, type DraftReviewKind, draftReviewKinds, type ReviewState } from './blockers.rules.js';
import type { FileDifference } from './course-differences.js';
import type { Readiness } from './draft-publishing.service.js';
import type { DraftComment, ReviewRequest } from './draft-reviews.queries.js';
import { readMark } from './draft-reviews.service.js';
import { type PlannedView, plannedView } from './publication-plan.view.js';
import type { PublicationPlan } from './publication-plans.js';

interface Link {
  text: string;
  href: string;
}

const kindNames: Record<DraftReviewKind, string> = {
  peer: 'Peer review',
  clinical: 'Clinical review',
  legal: 'Legal review',
};

export interface DraftReviewView {
  title: string;
  caption: string;
  back: Link;
  ways: Link[];
  blockers: { text: string; place: Link | null }[];
  reviews: { title: string; tag: { text: string; kind: string }; detail: string[] }[];
  /** That one person stands for both reviews; null where two do. */
  byOne: string | null;
  comments: { id: string; about: Link; text: string; detail: string; isOpen: boolean }[];
  settleAction: string;
  askAction: string;
  kinds: { value: string; text: string }[];
  reviewers: { value: string; text: string }[];
  /** Null for who has written in the draft. */
  sayAction: string | null;
  read: string;
  verdicts: { value: string; text: string; hint: string }[];
  publishAction: string;
  planned: PlannedView | null;
  planWay: Link;
  followAction: string | null;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const draftReviewPage = definePage<DraftReviewView>('courses/draft-review');

export function draftReviewView(
  draft: Draft,
  given: {
    ready: Readiness;
    plan: PublicationPlan | undefined;
    requests: readonly ReviewRequest[];
    comments: readonly DraftComment[];
    reviewers: readonly { id: string; name: string }[];
    /** Whoever looks at the page. */
    hasWritten: boolean;
    questions: readonly PolicyQuestion[];
    typed: Record<string, string>;
    errors: FieldError[];
  },
): DraftReviewView {
  const { ready, plan, requests, comments, reviewers, hasWritten, questions, typed, errors } = given;
  const titles = fileTitles(ready.files);
  return {
    title: 'Review and publish',
    caption: draft.title,
    back: { text: draft.title, href: coursesPaths.draft(draft.id) },
    ways: [{ text: 'What it changes', href: coursesPaths.differences(draft.id) }],
    blockers: ready.blockers.map((blocker) => ({
      text: withTitles(blocker.text, titles),
      place: placeOfBlocker(draft, ready.files, blocker),
    })),
    reviews: draftReviewKinds.map((kind) => reviewShown(kind, ready, requests, titles)),
    byOne: byOneInWords(ready),
    comments: comments.map((comment) => commentShown(comment, ready.files, questions)),
    settleAction: coursesPaths.settlements(draft.id),
    askAction: coursesPaths.reviewRequests(draft.id),
    kinds: draftReviewKinds.map((kind) => ({ value: kind, text: kindNames[kind] })),
    reviewers: reviewers.map(({ id, name }) => ({ value: id, text: name })),
    sayAction: hasWritten ? null : coursesPaths.verdicts(draft.id),
    read: readMark(ready.files),
    verdicts: [
      {
        value: 'approved',
        text: 'Approve',
        hint: 'You have read all of the draft as it stands now, every lesson and every question, and you stand for it.',
      },
      {
        value: 'changes',
        text: 'Ask for changes',
        hint: 'Say which ones in the note below, or remark on the blocks from the page of their lesson.',
      },
    ],
    publishAction: coursesPaths.publications(draft.id),
    planned: plannedView(plan, titles, ready.blockers.length > 0),
    planWay: {
      text: plan?.state === 'waiting' ? 'Choose another time' : 'Publish at a time',
      href: coursesPaths.publicationPlan(draft.id),
    },
    followAction: ready.blockers.some(({ text }) => text.includes('was published after this draft began'))
      ? coursesPaths.bases(draft.id)
      : null,
    typed,
    errors,
  };
}

function placeOfBlocker(draft: Draft, files: readonly DraftFile[], { place }: Blocker): Link | null {
  if (place === 'review') return null;
  if (place === 'differences') return { text: 'What it changes', href: coursesPaths.differences(draft.id) };
  if ('newer' in place) {
    if (draft.baseNumber === null) return null;
    const { newer: to } = place;
    const href = coursesPaths.versionDifferences(draft.slug, { from: draft.baseNumber, to });
    return { text: `What version ${String(to)} changed`, href };
  }
  return placeOf(draft, files, { ...place, message: '' });
}

const tags: Record<ReviewState['state'], { text: string; kind: string }> = {
  missing: { text: 'Missing', kind: 'warm' },
  approved: { text: 'Approved', kind: 'good' },
  'changes asked': { text: 'Changes asked', kind: 'warm' },
  'fallen away': { text: 'To be read again', kind: 'warm' },
};

function reviewShown(
  kind: DraftReviewKind,
  { states, verdicts }: Readiness,
  requests: readonly ReviewRequest[],
  titles: ReadonlyMap<string, string>,
): DraftReviewView['reviews'][number] {
  const state = states[kind];
  const latest = verdicts.find((verdict) => verdict.kind === kind);
  const asked = requests.find((request) => request.kind === kind);
  const said = latest?.verdict === 'approved' ? 'Approved' : 'Changes asked';
  return {
    title: kindNames[kind],
    tag: kind === 'peer' && state.state === 'missing' ? { text: 'Not needed', kind: 'plain' } : tags[state.state],
    detail: [
      ...(asked ? [`${asked.reviewer} was asked on ${dateInWords(londonDate(asked.askedAt))}.`] : []),
      ...(latest ? [`${said} by ${latest.reviewer}, ${latest.reviewerRole}, on ${savedInWords(latest.givenAt)}.`] : []),
      ...(latest?.note ? [`“${latest.note}”`] : []),
      ...(state.state === 'fallen away'
        ? [`Changed since: ${state.changed.map((name) => titles.get(name) ?? name).join(', ')}.`]
        : []),
    ],
  };
}

function byOneInWords({ states, verdicts }: Readiness): string | null {
  const [clinical, legal] = (['clinical', 'legal'] as const).map((kind) =>
    states[kind].state === 'approved' ? verdicts.find((verdict) => verdict.kind === kind) : undefined,
  );
  if (!clinical || clinical.reviewerId !== legal?.reviewerId) return null;
  return `${clinical.reviewer} gave both, as ${clinical.reviewerRole} and as ${legal.reviewerRole}. Only somebody who is a clinician and a lawyer should: ask a second reviewer if in doubt.`;
}

function commentShown(
  comment: DraftComment,
  files: readonly DraftFile[],
  questions: readonly PolicyQuestion[],
): DraftReviewView['comments'][number] {
  const file = files.find(({ id }) => id === comment.fileId);
  const piece = splitLesson(file?.text ?? '')?.pieces.find(({ id }) => id === comment.block);
  const block = piece ? nameOf(piece, questions) : comment.block;
  const lesson = file ? detailsOf(file.text).title || file.name : 'A lesson that was removed';
  const href =
    comment.block === null ? coursesPaths.file(comment.fileId) : coursesPaths.block(comment.fileId, comment.block);
  return {
    id: comment.id,
    about: { text: block === null ? lesson : `${lesson}, ${block}`, href },
    text: comment.text,
    detail: `${comment.madeBy}, ${savedInWords(comment.madeAt)}`,
    isOpen: comment.settledAt === null,
  };
}

export interface CommentView {
  title: string;
  caption: string;
  back: Link;
  action: string;
  places: { value: string; text: string }[];
  comments: { about: string; text: string; detail: string; settled: boolean }[];
  reviewHref: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const commentPage = definePage<CommentView>('courses/comments');

export function commentView(
  file: DraftFile,
  pieces: readonly SourcePiece[],
  comments: readonly DraftComment[],
  questions: readonly PolicyQuestion[],
  typed: Record<string, string>,
  errors: FieldError[],
): CommentView {
  const names = new Map(pieces.map((piece) => [piece.id, nameOf(piece, questions)]));
  return {
    title: 'Comments',
    caption: detailsOf(file.text).title || file.name,
    back: { text: 'The lesson', href: coursesPaths.file(file.id) },
    action: coursesPaths.comments(file.id),
    places: pieces.map((piece) => ({ value: piece.id, text: nameOf(piece, questions) })),
    comments: comments
      .filter(({ fileId }) => fileId === file.id)
      .map(({ block, text, madeBy, madeAt, settledAt }) => ({
        about: block === null ? 'The lesson as a whole' : (names.get(block) ?? block),
        text,
        detail: `${madeBy}, ${savedInWords(madeAt)}`,
        settled: settledAt !== null,
      })),
    reviewHref: coursesPaths.review(file.draftId),
    typed,
    errors,
  };
}

export interface DifferencesView {
  title: string;
  caption: string;
  back: Link;
  files: FileDifference[];
  action: string | null;
  versions: { value: string; text: string }[];
  from: string;
  to: string;
}

export const differencesPage = definePage<DifferencesView>('courses/differences');
