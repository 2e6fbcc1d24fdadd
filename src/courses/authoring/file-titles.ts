import { MEDIA_FILE } from '../format/media-file.js';
import type { DraftFile } from './drafts.queries.js';
import { outlineOf } from './lesson-outlines.js';

/** What trainers call a file that is no lesson. */
export function fileName(name: string): string {
  if (name === 'course.md') return 'Course settings as text';
  if (name === 'sources.yaml') return 'Sources';
  if (name === MEDIA_FILE) return 'Pictures, video and documents';
  return `Questions: ${name.replace(/^questions\//, '').replace(/\.md$/, '')}`;
}

/** What the files of a draft are called where people read of them, by their names. */
export function fileTitles(files: readonly DraftFile[]): ReadonlyMap<string, string> {
  const titleOf = (file: DraftFile) =>
    file.name.startsWith('lessons/') ? `“${outlineOf(file).title}”` : fileName(file.name);
  return new Map(files.map((file) => [file.name, titleOf(file)]));
}

/** File names are for machines: what fell away is told by the lessons' titles. */
export function withTitles(text: string, titles: ReadonlyMap<string, string>): string {
  let told = text;
  for (const [name, title] of titles) told = told.replaceAll(name, title);
  return told;
}
