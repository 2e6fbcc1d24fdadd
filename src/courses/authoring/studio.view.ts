import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { reviewDayTag } from '../keeping/keeping.view.js';
import { coursesPaths } from '../paths.js';
import type { CourseProblem } from '../publishing.service.js';
import { type PlannedView, plannedView } from '../publishing/publication-plan.view.js';
import type { PublicationPlan } from '../publishing/publication-plans.js';
import { adviceOn } from './advice.rules.js';
import { blockKinds, fieldsOf } from './block-source.js';
import { MEDIA_FILE } from '../format/media-file.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { blockKindName } from '../block-words.rules.js';
import { beginningOf, titleOf } from './piece-words.js';
import { fileName, fileTitles } from './file-titles.js';
import { detailsOf } from './lesson-details.form.js';
import { passagesOf } from './lesson-passages.js';
import { readingAge } from './reading-age.js';
import type { Draft, DraftFile, ListedCourse } from './drafts.queries.js';
import { isLesson, isQuestions } from './drafts.service.js';
import { outlineOf } from './lesson-outlines.js';
import type { SourcePiece } from './lesson-source.js';
import { savedInWords } from './studio-form.view.js';

interface Link {
  text: string;
  href: string;
}

export interface StudioView {
  title: string;
  newHref: string;
  startAction: string;
  courses: {
    slug: string;
    title: string;
    version: string | null;
    differencesHref: string | null;
    keepingHref: string | null;
    review: string | null;
    tag: { text: string; kind: string } | null;
    draft: { href: string; tag: { text: string; kind: string }; saved: string | null } | null;
  }[];
}

export const studioPage = definePage<StudioView>('courses/studio');

export function studioView(courses: readonly ListedCourse[], today: CivilDate): StudioView {
  return {
    title: 'Studio',
    newHref: coursesPaths.newCourse(),
    startAction: coursesPaths.drafts(),
    courses: courses.map(({ slug, title, version, publishedAt, reviewBy, retired, draft }) => ({
      slug,
      title: draft?.title ?? title,
      version:
        version === null || publishedAt === null
          ? null
          : `Version ${String(version)}, published ${dateInWords(londonDate(publishedAt))}`,
      differencesHref: version !== null && version > 1 ? coursesPaths.versionDifferences(slug) : null,
      keepingHref: version === null ? null : coursesPaths.keeping(slug),
      review: reviewBy === null || retired ? null : `To be read through again by ${dateInWords(reviewBy)}`,
      tag: retired ? { text: 'Retired', kind: 'warm' } : reviewDayTag(reviewBy, today),
      draft: draft && {
        href: coursesPaths.draft(draft.id),
        tag: draft.state === 'in_review' ? { text: 'In review', kind: 'accent' } : { text: 'Draft', kind: 'warm' },
        saved: draft.savedAt && `Saved ${savedInWords(new Date(draft.savedAt))} by ${draft.savedBy ?? ''}`,
      },
    })),
  };
}

export interface DraftView {
  title: string;
  caption: string;
  state: { text: string; kind: string };
  planned: PlannedView | null;
  studioHref: string;
  ways: Link[];
  newLessonHref: string;
  movesAction: string;
  lessons: {
    title: string;
    href: string;
    detail: string;
    moves: string;
    copies: string;
    removals: string;
    first: boolean;
    last: boolean;
  }[];
  files: (Link & { detail: string })[];
  removed: { title: string; id: string }[];
  returnsAction: string;
  discardAction: string;
  script: string;
}

export const draftPage = definePage<DraftView>('courses/draft');

export function draftView(
  draft: Draft,
  files: readonly DraftFile[],
  removed: readonly DraftFile[],
  plan: PublicationPlan | undefined,
  ways: Link[],
  script: string,
): DraftView {
  const lessons = files.filter(isLesson);
  return {
    title: draft.title,
    caption: draft.baseNumber === null ? 'A new course' : `Draft that follows version ${String(draft.baseNumber)}`,
    state: draft.state === 'in_review' ? { text: 'In review', kind: 'accent' } : { text: 'Draft', kind: 'warm' },
    planned: plannedView(plan, fileTitles(files), null),
    studioHref: coursesPaths.studio(),
    ways,
    newLessonHref: coursesPaths.newLesson(draft.id),
    movesAction: coursesPaths.lessons(draft.id),
    lessons: lessons.map((file, index) => {
      const { title, minutes, blocks } = outlineOf(file);
      return {
        title,
        href: coursesPaths.file(file.id),
        detail: `${minutes} min, ${String(blocks)} ${blocks === 1 ? 'block' : 'blocks'}`,
        moves: coursesPaths.moves(file.id),
        copies: coursesPaths.copies(file.id),
        removals: coursesPaths.removals(file.id),
        first: index === 0,
        last: index === lessons.length - 1,
      };
    }),
    files: files
      .filter((file) => !isLesson(file))
      .map((file) => ({
        text: fileName(file.name),
        href: hrefOfFile(file),
        detail: `Saved ${savedInWords(file.savedAt)} by ${file.savedBy}`,
      })),
    removed: removed.map((file) => ({ title: outlineOf(file).title, id: file.id })),
    returnsAction: coursesPaths.returns(draft.id),
    discardAction: coursesPaths.discards(draft.id),
    script,
  };
}

function hrefOfFile(file: DraftFile): string {
  if (file.name === MEDIA_FILE) return coursesPaths.media(file.draftId);
  return isQuestions(file) ? coursesPaths.file(file.id) : coursesPaths.fileText(file.id);
}

export interface ProblemsView {
  title: string;
  back: Link;
  problems: { text: string; place: Link }[];
}

export const problemsPage = definePage<ProblemsView>('courses/problems');

export function problemsView(
  draft: Draft,
  files: readonly DraftFile[],
  problems: readonly CourseProblem[],
): ProblemsView {
  return {
    title: 'What has to be put right',
    back: { text: draft.title, href: coursesPaths.draft(draft.id) },
    problems: problems.map((problem) => ({ text: problem.message, place: placeOf(draft, files, problem) })),
  };
}

/** Where a problem is put right. */
export function placeOf(draft: Draft, files: readonly DraftFile[], { file, line }: CourseProblem): Link {
  const found = files.find(({ name }) => name === file);
  if (!found) return { text: draft.title, href: coursesPaths.draft(draft.id) };
  if (found.name === MEDIA_FILE) return { text: fileName(file), href: coursesPaths.media(draft.id) };
  if (!isLesson(found))
    return { text: `${fileName(file)}, line ${String(line)}`, href: coursesPaths.fileText(found.id) };
  return { text: outlineOf(found).title, href: coursesPaths.file(found.id) };
}

export interface LessonView {
  title: string;
  caption: string;
  back: Link;
  saved: string;
  note: string | null;
  presence: string;
  script: string;
  undo: { action: string; number: string; seen: string } | null;
  ways: Link[];
  base: string;
  blocks: {
    id: string;
    kind: string;
    title: string | null;
    excerpt: string;
    href: string | null;
    moves: string;
    copies: string;
    removals: string;
    first: boolean;
    last: boolean;
  }[];
  /** What could be better, each with its block. */
  advice: { text: string; where: Link | null }[];
  readingAge: string | null;
  newBlockAction: string;
  kinds: { value: string; text: string }[];
  places: { value: string; text: string }[];
}

export const lessonPage = definePage<LessonView>('courses/lesson');

export function lessonView(
  file: DraftFile,
  pieces: readonly SourcePiece[],
  { questions, ...given }: { note: string | null; script: string; ways: Link[]; questions: readonly PolicyQuestion[] },
): LessonView {
  const { title, minutes } = detailsOf(file.text);
  const passages = passagesOf(pieces);
  const age = readingAge(passages.flatMap(({ texts }) => texts));
  return {
    title: title || file.name,
    caption: `Lesson, ${minutes} minutes`,
    back: { text: file.draftTitle, href: coursesPaths.draft(file.draftId) },
    saved: `Saved ${savedInWords(file.savedAt)} by ${file.savedBy}`,
    presence: coursesPaths.presence(file.id),
    undo:
      file.how === 'removed'
        ? {
            action: coursesPaths.restorations(file.id),
            number: String(file.number - 1),
            seen: String(file.number),
          }
        : null,
    base: String(file.number),
    blocks: pieces.map((piece, index) => ({
      id: `block-${piece.id}`,
      kind: blockKindName(piece.name),
      title: titleOf(piece, questions),
      excerpt: beginningOf(piece, questions),
      href: fieldsOf(piece) ? coursesPaths.block(file.id, piece.id) : null,
      moves: coursesPaths.blockMoves(file.id, piece.id),
      copies: coursesPaths.blockCopies(file.id, piece.id),
      removals: coursesPaths.blockRemovals(file.id, piece.id),
      first: index === 0,
      last: index === pieces.length - 1,
    })),
    advice: adviceOn(passages, age).map(({ block, text }) => {
      const piece = pieces.find(({ id }) => id === block);
      return {
        text,
        where: piece ? { text: nameOf(piece, questions), href: coursesPaths.block(file.id, piece.id) } : null,
      };
    }),
    readingAge: age === null ? null : `about ${String(age)} years`,
    newBlockAction: coursesPaths.newBlock(file.id),
    kinds: blockKinds.map((kind) => ({ value: kind, text: blockKindName(kind) })),
    places: [
      { value: '', text: 'At the end' },
      { value: 'first', text: 'At the beginning' },
      ...pieces.map((piece) => ({ value: piece.id, text: `Behind: ${nameOf(piece, questions)}` })),
    ],
    ...given,
  };
}

/** What a block is called where it does not stand in its list. */
export const nameOf = (piece: SourcePiece, questions: readonly PolicyQuestion[]): string =>
  `${blockKindName(piece.name)}: ${titleOf(piece, questions) ?? beginningOf(piece, questions, 40)}`;

export interface HistoryView {
  title: string;
  back: Link;
  action: string;
  /** The number of the revision that stands now. */
  seen: string;
  revisions: { number: string; text: string; words: { text: string; kind: string }[]; current: boolean }[];
  older: string | null;
}

export const historyPage = definePage<HistoryView>('courses/history');
