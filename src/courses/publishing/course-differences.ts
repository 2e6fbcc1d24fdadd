import { dateInWords } from '../../platform/civil-date.rules.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { settingsFields, settingsOf } from '../authoring/course-settings.form.js';
import { fileName } from '../authoring/file-titles.js';
import { changedWords } from '../authoring/history.view.js';
import { MEDIA_FILE, readMediaFile } from '../format/media-file.js';
import { Problems } from '../format/problems.js';
import { sizeInWords } from '../media/media-kinds.rules.js';
import { detailsOf } from '../authoring/lesson-details.form.js';
import { type SourcePiece, splitLesson } from '../authoring/lesson-source.js';
import { blockWords, type Named, plainWords, questionWords, titleOf } from '../authoring/piece-words.js';
import { checkFieldsOf, splitQuestions } from '../authoring/question-pieces.js';
import { sourcesIn } from '../authoring/sources-file.js';
import { blockKindName, excerpt } from '../block-words.rules.js';
import type { Source } from '../courses.types.js';
import type { CourseFiles } from '../publishing.service.js';

export interface ChangedPart {
  title: string;
  kind: 'added' | 'removed' | 'changed';
  words: { text: string; kind: string }[];
}

/** What is otherwise in one lesson, or in another file. */
export interface FileDifference {
  title: string;
  kind: 'added' | 'removed' | 'changed';
  parts: ChangedPart[];
}

/**
 * What a later edition of a course says otherwise than an earlier one, as it is read: lesson by lesson, block by block, in
 * their order.
 */
export function differencesBetween(
  before: CourseFiles,
  after: CourseFiles,
  questions: readonly PolicyQuestion[],
): FileDifference[] {
  const old = bySlug(before);
  const now = bySlug(after);
  const namedBefore = { questions, sources: sourcesIn(before.get('sources.yaml') ?? '') ?? new Map<string, Source>() };
  const namedNow = { questions, sources: sourcesIn(after.get('sources.yaml') ?? '') ?? new Map<string, Source>() };
  const found = [...now].flatMap(([name, text]): FileDifference[] => {
    const was = old.get(name);
    if (was === text) return [];
    const earlier = was === undefined ? NOTHING : editionOf(name, was, namedBefore);
    const later = editionOf(name, text, namedNow);
    const parts =
      earlier && later
        ? partsBetween(earlier, later)
        : [{ title: 'Its text', kind: 'changed' as const, words: changedWords(was ?? '', text) }];
    const kind = was === undefined ? 'added' : 'changed';
    return [{ title: titleOfFile(name, text), kind, parts }];
  });
  const gone = [...old]
    .filter(([name]) => !now.has(name))
    .map(([name, text]): FileDifference => ({ title: titleOfFile(name, text), kind: 'removed', parts: [] }));
  return [...found, ...gone];
}

/** Lessons keep their slug, whatever their file is called. */
function bySlug(files: CourseFiles): Map<string, string> {
  return new Map(
    [...files].map(([name, text]) => [
      name.startsWith('lessons/') ? `lesson ${detailsOf(text).slug || name}` : name,
      text,
    ]),
  );
}

function titleOfFile(name: string, text: string): string {
  if (name.startsWith('lesson ')) return `Lesson: ${detailsOf(text).title}`;
  if (name === 'course.md') return 'Settings of the course';
  return fileName(name);
}

/** A file as pieces that are read; undefined for one that cannot be divided. */
interface Edition {
  /** What stands before its pieces, as it is read. */
  settings: string;
  pieces: { id: string; raw: string; title: string; words: string }[];
}

const NOTHING: Edition = { settings: '', pieces: [] };
/** Where the files differ and what is read does not. */
const UNSEEN = 'It reads as before: what is otherwise is seen by authors alone.';

function editionOf(name: string, text: string, named: Named): Edition | undefined {
  if (name === 'course.md') return { settings: settingsWords(text), pieces: [] };
  if (name === 'sources.yaml') return sourcesEdition(text);
  if (name === MEDIA_FILE) return mediaEdition(text);
  if (name.startsWith('questions/'))
    return {
      settings: '',
      pieces: splitQuestions(text).map((piece) => ({
        id: piece.id,
        raw: piece.raw,
        title: `Question: ${excerpt(checkFieldsOf(piece)?.stem ?? piece.body, 60)}`,
        words: questionWords(piece, named),
      })),
    };
  const lesson = splitLesson(text);
  return (
    lesson && {
      settings: detailsWords(text, named),
      pieces: lesson.pieces.map((piece) => ({
        id: piece.id,
        raw: piece.raw,
        title: titleOfBlock(piece, named),
        words: blockWords(piece, named),
      })),
    }
  );
}

function titleOfBlock(piece: SourcePiece, named: Named): string {
  const title = titleOf(piece, named.questions);
  return title === null ? blockKindName(piece.name) : `${blockKindName(piece.name)}: ${title}`;
}

function sourcesEdition(text: string): Edition | undefined {
  const sources = sourcesIn(text);
  return (
    sources && {
      settings: '',
      pieces: [...sources.values()].map((source) => {
        const { id, title, publisher, url, provision, commencement, checkedOn } = source;
        const words = [title, provision, publisher, url, commencement, `Last checked on ${dateInWords(checkedOn)}`];
        return { id, raw: JSON.stringify(source), title, words: words.filter((line) => line !== null).join('\n') };
      }),
    }
  );
}

/** Nobody reads all of a hash; as much of it shows that a file is another one. */
function mediaEdition(text: string): Edition {
  const media = readMediaFile(text, new Problems());
  return {
    settings: '',
    pieces: [...media.values()].map((medium) => {
      const { file, sha256, bytes } = medium;
      const words = `${file}, ${sizeInWords(bytes)}, fingerprint ${sha256.slice(0, 8)}`;
      return { id: file, raw: JSON.stringify(medium), title: file, words };
    }),
  };
}

/** The form that holds them says what each setting is. */
function settingsWords(text: string): string {
  const lines = settingsFields(settingsOf(text)).flatMap((field) => {
    if (field.type !== 'input' && field.type !== 'textarea') return [];
    return field.value === '' ? [] : [`${field.label}: ${plainWords(field.value, new Map())}`];
  });
  return lines.join('\n\n');
}

function detailsWords(text: string, { questions }: Named): string {
  const { title, minutes, summary, distressing, outcomes, addresses } = detailsOf(text);
  const about = addresses.map((key) => questions.find((question) => question.key === key)?.shortName ?? key);
  return [
    `Title: ${title}`,
    `Minutes: ${minutes}`,
    `Summary: ${summary}`,
    `Outcomes: ${outcomes.join(', ')}`,
    ...(distressing === '' ? [] : [`What is ahead: ${distressing}`]),
    ...(about.length > 0 ? [`Helps with: ${about.join(', ')}`] : []),
  ].join('\n');
}

function partsBetween(before: Edition, now: Edition): ChangedPart[] {
  const was = new Map(before.pieces.map((piece) => [piece.id, piece]));
  const raws = new Set(before.pieces.map(({ raw }) => raw));
  const ids = new Set(now.pieces.map(({ id }) => id));
  const kept = new Set(now.pieces.map(({ raw }) => raw));
  return [
    ...(before.settings === now.settings
      ? []
      : [part('What it is', before.settings === '' ? undefined : before.settings, now.settings)]),
    ...now.pieces
      .filter(({ raw }) => !raws.has(raw))
      .map((piece) => {
        const earlier = was.get(piece.id);
        // Words between blocks go by their place: those that still stand elsewhere were not replaced by these.
        return part(piece.title, earlier && !kept.has(earlier.raw) ? earlier.words : undefined, piece.words);
      }),
    ...before.pieces
      .filter((piece) => !kept.has(piece.raw) && !ids.has(piece.id))
      .map((piece) => part(piece.title, piece.words, undefined)),
  ];
}

function part(title: string, before: string | undefined, after: string | undefined): ChangedPart {
  if (before === undefined) return { title, kind: 'added', words: [{ text: after ?? '', kind: 'added' }] };
  if (after === undefined) return { title, kind: 'removed', words: [{ text: before, kind: 'removed' }] };
  const words = before === after ? [{ text: UNSEEN, kind: 'same' }] : changedWords(before, after);
  return { title, kind: 'changed', words };
}
