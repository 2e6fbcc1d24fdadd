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

/** Where the lessons of a draft use a medium, in their order. */
export function usesIn(files: readonly DraftFile[], medium: string): MediumUse[] {
  const among = `(${placeOfMedium(medium)}`;
  return files
    .filter(({ name }) => name.startsWith('lessons/'))
    .flatMap((file) =>
      (splitLesson(file.text)?.pieces ?? []).flatMap((piece): MediumUse[] => {
        const { file: shown, captions } = mediumArgs(piece.args);
        const isShown =
          ['image', 'video', 'audio', 'download'].includes(piece.name) && [shown, captions].includes(medium);
        if (!isShown && !piece.raw.includes(`${among})`) && !piece.raw.includes(`${among} `)) return [];
        return [{ fileId: file.id, lesson: outlineOf(file).title, block: piece.id, kind: blockKindName(piece.name) }];
      }),
    );
}
