import { blockKindName } from '../block-words.rules.js';
import { outlineOf } from '../authoring/lesson-outlines.js';
import { splitLesson } from '../authoring/lesson-source.js';
import type { DraftFile } from '../authoring/drafts.queries.js';
import { mediumNamed } from '../format/course-names.js';
import { mediumArgs } from '../format/lesson-blocks.js';

/** A block of a lesson that shows or offers a medium. */
export interface MediumUse {
  fileId: string;
  lesson: string;
  block: string;
  /** What kind of block it is, in words. */
  kind: string;
}

/** The address of a picture among the words: in brackets behind what it shows, or where a reference to it is explained. */
const ADDRESS = /(?:\(|\]:)\s*<?(media\/[^\s)>]+)/g;

/** What finds where the lessons of a draft use a medium, in their order. They are taken apart once, however many media are asked for. */
export function usesIn(files: readonly DraftFile[]): (medium: string) => MediumUse[] {
  const pieces = files
    .filter(({ name }) => name.startsWith('lessons/'))
    .flatMap((file) =>
      (splitLesson(file.text)?.pieces ?? []).map((piece) => {
        const { file: shown, captions } = mediumArgs(piece.args);
        const own = ['image', 'video', 'audio', 'download'].includes(piece.name) ? [shown, captions] : [];
        const among = [...piece.raw.matchAll(ADDRESS)].map(([, address = '']) => mediumNamed(address));
        return { file, piece, names: new Set([...own, ...among]) };
      }),
    );
  return (medium) =>
    pieces
      .filter(({ names }) => names.has(medium))
      .map(({ file, piece: { id, name } }) => ({
        fileId: file.id,
        lesson: outlineOf(file).title,
        block: id,
        kind: blockKindName(name),
      }));
}
