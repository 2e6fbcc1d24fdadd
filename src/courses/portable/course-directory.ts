import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CourseFiles } from '../format/course-folder.js';
import { belongsToCourse, mediumNamed, placeOfMedium } from '../format/course-names.js';
import { MOST_MEDIA_BYTES } from '../media/course-media.js';
import { courseTexts, type GivenFiles } from './course-texts.js';
import type { OutgoingMedia } from '../media/outgoing-media.js';
import { CourseFilesRefused } from './refused.js';

const FOLDERS = ['lessons', 'questions', 'media'];
const MOST_BYTES = 20 * 1_048_576;

/** The files of a course that lie in a folder. Throws CourseFilesRefused when there is no such folder. */
export async function readDirectory(folder: string): Promise<GivenFiles> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new CourseFilesRefused(`There is no folder ${folder}. Give one that holds a course.md.`);
  const names = (await Promise.all(['.', ...FOLDERS].map((part) => namesIn(folder, part)))).flat();
  const given = new Map<string, Buffer>();
  let bytes = 0;
  let mediaBytes = 0;
  for (const name of names) {
    const isMedium = mediumNamed(name) !== undefined;
    const taken = isMedium || belongsToCourse(name);
    const content = taken ? await readFile(path.join(folder, name)) : Buffer.alloc(0);
    if (isMedium) mediaBytes += content.length;
    else bytes += content.length;
    if (mediaBytes > MOST_MEDIA_BYTES)
      throw new CourseFilesRefused(`The media in ${folder} have more than 100 MB. Make videos smaller.`);
    if (bytes > MOST_BYTES) throw new CourseFilesRefused(`The files in ${folder} have more than 20 MB. No course has.`);
    given.set(name, content);
  }
  return courseTexts(given);
}

/** Writes a course into a folder, which is made when it is missing. Throws CourseFilesRefused rather than mix two courses. */
export async function writeDirectory(folder: string, files: CourseFiles, media: OutgoingMedia = []): Promise<void> {
  const present = await stat(folder).catch(() => undefined);
  if (present && !present.isDirectory()) throw new CourseFilesRefused(`${folder} is a file. Give a folder.`);
  const names = (await Promise.all(['.', ...FOLDERS].map((part) => namesIn(folder, part)))).flat();
  const written = new Set([...files.keys(), ...media.map(({ file }) => placeOfMedium(file))]);
  const strange = names.filter(
    (name) => (belongsToCourse(name) || mediumNamed(name) !== undefined) && !written.has(name),
  );
  if (strange.length > 0)
    throw new CourseFilesRefused(
      `${folder} holds ${strange.join(', ')}, which this version of the course does not have. Take it away, or give an empty folder.`,
    );
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const { file, open } of media) {
    const place = path.join(folder, placeOfMedium(file));
    await mkdir(path.dirname(place), { recursive: true });
    await pipeline(await open(), createWriteStream(place));
  }
}

/** Names of the files of one part of a course; of what is no file, such as a link, with a slash behind. Links are not followed. */
async function namesIn(folder: string, part: string): Promise<string[]> {
  const recursive = part !== '.';
  const entries = await readdir(path.join(folder, part), { recursive, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() || (!recursive && !FOLDERS.includes(entry.name)))
    .map((entry) => {
      const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
      return entry.isFile() ? name : `${name}/`;
    })
    .sort();
}
