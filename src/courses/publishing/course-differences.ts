import { blockKindName } from '../block-words.rules.js';
import { changedWords } from '../authoring/history.view.js';
import { MEDIA_FILE, readMediaFile } from '../format/media-file.js';
import { Problems } from '../format/problems.js';
import { detailsOf } from '../authoring/lesson-details.form.js';
import { splitLesson } from '../authoring/lesson-source.js';
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

/** What a later edition of a course says otherwise than an earlier one: lesson by lesson, block by block, in their order. */
export function differencesBetween(before: CourseFiles, after: CourseFiles): FileDifference[] {
  const old = bySlug(before);
  const now = bySlug(after);
  const found = [...now].flatMap(([slug, text]): FileDifference[] => {
    const was = old.get(slug);
    const title = titleOf(slug, text);
    const parts = slug === MEDIA_FILE ? mediaBetween(was ?? '', text) : partsBetween(was ?? '', text);
    if (was === undefined) return [{ title, kind: 'added', parts }];
    return was === text ? [] : [{ title, kind: 'changed', parts }];
  });
  const gone = [...old]
    .filter(([slug]) => !now.has(slug))
    .map(([slug, text]): FileDifference => ({ title: titleOf(slug, text), kind: 'removed', parts: [] }));
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

function titleOf(name: string, text: string): string {
  if (name.startsWith('lesson ')) return `Lesson: ${detailsOf(text).title}`;
  if (name === 'course.md') return 'Settings of the course';
  if (name === 'sources.yaml') return 'Sources';
  if (name === MEDIA_FILE) return 'Pictures, video and documents';
  return `Questions: ${name.replace(/^questions\//, '').replace(/\.md$/, '')}`;
}

/** Media by their names: nobody reads their hashes. */
function mediaBetween(before: string, after: string): ChangedPart[] {
  const old = readMediaFile(before, new Problems());
  const now = readMediaFile(after, new Problems());
  const said = (title: string, kind: ChangedPart['kind'], text: string): ChangedPart => ({
    title,
    kind,
    words: [{ text, kind: kind === 'changed' ? 'same' : kind }],
  });
  return [
    ...[...now.values()].flatMap(({ file, sha256 }) => {
      const was = old.get(file);
      if (!was) return [said(file, 'added', file)];
      return was.sha256 === sha256 ? [] : [said(file, 'changed', 'Another file under the same name')];
    }),
    ...[...old.keys()].filter((file) => !now.has(file)).map((file) => said(file, 'removed', file)),
  ];
}

function partsBetween(before: string, after: string): ChangedPart[] {
  const old = splitLesson(before);
  const now = splitLesson(after);
  if (!now || (before !== '' && !old))
    return [{ title: 'Its text', kind: 'changed', words: changedWords(before, after) }];
  const settings =
    old?.frontMatter === now.frontMatter
      ? []
      : [part('Title, outcomes and summary', old?.frontMatter, now.frontMatter)];
  const was = new Map(old?.pieces.map((piece) => [piece.id, piece]));
  const raws = new Set(old?.pieces.map(({ raw }) => raw));
  const ids = new Set(now.pieces.map(({ id }) => id));
  const kept = new Set(now.pieces.map(({ raw }) => raw));
  const named = (piece: { name: string; id: string }) =>
    piece.name === 'text' ? 'Text' : `${blockKindName(piece.name)}: ${piece.id}`;
  return [
    ...settings,
    ...now.pieces
      .filter(({ raw }) => !raws.has(raw))
      .map((piece) => {
        const earlier = was.get(piece.id);
        // Words between blocks go by their place: those that still stand elsewhere were not replaced by these.
        return part(named(piece), earlier && !kept.has(earlier.raw) ? earlier.raw : undefined, piece.raw);
      }),
    ...(old?.pieces ?? [])
      .filter((piece) => !kept.has(piece.raw) && !ids.has(piece.id))
      .map((piece) => part(named(piece), piece.raw, undefined)),
  ];
}

/** A block without the marks that divide files: its title, then its words, each part under its name. */
function readable(raw: string): string {
  return raw
    .replace(/^::: [a-z-]+ ?(.*?) ?\{#[^}]*\}$/m, '$1')
    .replace(/^:::$/m, '')
    .replaceAll(/^=== (.+)$/gm, (_, name: string) => `\n${name.replaceAll('_', ' ')}:`)
    .replaceAll(/^--$/gm, '')
    .trim();
}

function part(title: string, rawBefore: string | undefined, rawAfter: string | undefined): ChangedPart {
  const before = rawBefore === undefined ? undefined : readable(rawBefore);
  const after = rawAfter === undefined ? undefined : readable(rawAfter);
  if (before === undefined) return { title, kind: 'added', words: [{ text: after ?? '', kind: 'added' }] };
  if (after === undefined) return { title, kind: 'removed', words: [{ text: before, kind: 'removed' }] };
  return { title, kind: 'changed', words: changedWords(before, after) };
}
