import type { CourseMedium } from '../courses.types.js';
import { formatOf, kindInWords, type MediumKind } from './media-kinds.rules.js';

export type Media = ReadonlyMap<string, CourseMedium>;

/** A block that shows a medium, as far as it has to be fit for everybody. */
export type MediaBlock =
  | { kind: 'image'; file: string; alt: string; decorative: boolean }
  | { kind: 'video'; file: string; captions: string; transcript: string }
  | { kind: 'audio'; file: string; transcript: string }
  | { kind: 'download'; file: string };

/** Everything that keeps the block from being published, each with what to do; empty when it may. Pure. */
export function mediaFaults(block: MediaBlock, media: Media): string[] {
  const faults = [fileFault(block.file, block.kind, media)];
  switch (block.kind) {
    case 'image':
      faults.push(alternativeFault(block));
      break;
    case 'video':
      faults.push(
        block.captions === ''
          ? 'The video has no captions. Add a WebVTT file to the media of the course, and choose it here.'
          : fileFault(block.captions, 'captions', media),
        transcriptFault(block),
      );
      break;
    case 'audio':
      faults.push(transcriptFault(block));
      break;
    case 'download':
      break;
  }
  return faults.filter((fault) => fault !== null);
}

/** What is wrong with the words that stand for a picture; null when nothing is. */
export function alternativeFault({ alt, decorative }: { alt: string; decorative: boolean }): string | null {
  if (decorative && alt.trim() !== '')
    return 'The picture is called decorative, and has alternative text. Keep the one that is true.';
  return decorative || alt.trim() !== ''
    ? null
    : 'The picture has no alternative text. Say in words what it shows, or that it is decorative.';
}

/** Whether the course has the file, and it is of the kind that is shown; null when so. */
export function fileFault(file: string, kind: MediumKind, media: Media): string | null {
  const format = formatOf(file);
  if (!media.has(file)) return `The course has no medium “${file}”. Add the file to its media, or correct the name.`;
  if (format?.kind === kind) return null;
  return `“${file}” is a ${format ? kindInWords(format.kind) : 'file of another kind'}, and a ${kindInWords(kind)} belongs here.`;
}

function transcriptFault({ kind, transcript }: { kind: 'video' | 'audio'; transcript: string }): string | null {
  if (transcript.trim() !== '') return null;
  return `The ${kindInWords(kind)} has no transcript. Write below its first line what is said and what is to be seen.`;
}
