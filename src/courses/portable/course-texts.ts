import type { CourseFiles } from '../format/course-folder.js';
import { belongsToCourse, mediumNamed } from '../format/course-names.js';
import type { CourseProblem } from '../format/problems.js';

/** The files of a course as somebody gave them: those that belong to one, and what became of the others. */
export interface GivenFiles {
  files: CourseFiles;
  /** Pictures, recordings and documents, by their names in media.yaml. */
  media: ReadonlyMap<string, Buffer>;
  /** Names of what belongs to no course. */
  leftOut: string[];
  problems: CourseProblem[];
}

/** Reads bytes as the texts of a course, and as its media. What is no text in UTF-8 is told: as anything else it would be spoilt for good. */
export function courseTexts(given: ReadonlyMap<string, Buffer>): GivenFiles {
  const files = new Map<string, string>();
  const media = new Map<string, Buffer>();
  const leftOut: string[] = [];
  const problems: CourseProblem[] = [];
  for (const [name, bytes] of given) {
    const medium = mediumNamed(name);
    if (medium !== undefined) {
      media.set(medium, bytes);
      continue;
    }
    if (!belongsToCourse(name)) {
      leftOut.push(name);
      continue;
    }
    const text = decoded(bytes);
    if (text === undefined)
      problems.push({ file: name, line: 1, message: 'The file is no text in UTF-8. Save it again as UTF-8.' });
    else files.set(name, text);
  }
  return { files, media, leftOut: leftOut.sort(), problems };
}

/** Without the mark at its beginning, and with the line ends that the format has. PostgreSQL keeps no zero byte. */
function decoded(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text.replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
