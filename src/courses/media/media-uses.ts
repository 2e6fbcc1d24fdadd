import { blockKindName } from '../block-words.rules.js';
import { outlineOf } from '../authoring/lesson-outlines.js';
import { splitLesson } from '../authoring/lesson-source.js';
import type { DraftFile } from '../authoring/drafts.queries.js';
import { placeOfMedium } from '../format/course-names.js';
import { mediumArgs } from '../format/lesson-blocks.js';

/** A block of a lesson that shows or offers a medium. */
export interface MediumUse {
  fileId: string;
  lesson: string;
  block: string;
  /** What kind of block it is, in words. */
  kind: string;
}

/** What finds where the lessons of a draft use a medium, in their order. They are taken apart once, however many media are asked for. */
export function usesIn(files: readonly DraftFile[]): (medium: string) => MediumUse[] {
  const pieces = files
    .filter(({ name }) => name.startsWith('lessons/'))
    .flatMap((file) =>
      (splitLesson(file.text)?.pieces ?? []).map((piece) => {
        const { file: shown, captions } = mediumArgs(piece.args);
        const names = ['image', 'video', 'audio', 'download'].includes(piece.name) ? [shown, captions] : [];
        return { file, piece, names };
      }),
    );
  return (medium) => {
    const among = `(${placeOfMedium(medium)}`;
    return pieces
      .filter(
        ({ piece: { raw }, names }) => names.includes(medium) || raw.includes(`${among})`) || raw.includes(`${among} `),
      )
      .map(({ file, piece: { id, name } }) => ({
        fileId: file.id,
        lesson: outlineOf(file).title,
        block: id,
        kind: blockKindName(name),
      }));
  };
}
