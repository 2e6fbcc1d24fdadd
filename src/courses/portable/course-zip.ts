import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import yazl from 'yazl';
import type { CourseFiles } from '../format/course-folder.js';
import { MOST_MEDIA_BYTES } from '../media/course-media.js';
import { placeOfMedium } from '../format/course-names.js';
import type { OutgoingMedia } from '../media/outgoing-media.js';
import { courseTexts, type GivenFiles } from './course-texts.js';
import { CourseFilesRefused } from './refused.js';

const MOST_ENTRIES = 2_000;
const MOST_BYTES = 20 * 1_048_576;
const MEDIA = /(^|\/)media\/[^/]+$/;

/** Files as a zip, in a folder of their own or (null) at its top. The same files and moment make the same bytes. */
export function zipOf(files: CourseFiles, folder: string | null, madeAt: Date, media: OutgoingMedia = []): Readable {
  const zip = new yazl.ZipFile();
  addCourse(zip, files, folder, madeAt, media);
  zip.end();
  return zip.outputStream as Readable;
}

/** Puts files and media of a course into a zip that holds other things besides. */
export function addCourse(
  zip: yazl.ZipFile,
  files: CourseFiles,
  folder: string | null,
  madeAt: Date,
  media: OutgoingMedia,
): void {
  const placed = (name: string) => (folder === null ? name : `${folder}/${name}`);
  for (const [name, text] of files) zip.addBuffer(Buffer.from(text), placed(name), { mtime: madeAt });
  for (const { file, open } of media) {
    // They are compressed in themselves.
    const options = { mtime: madeAt, compress: false };
    zip.addReadStreamLazy(placed(placeOfMedium(file)), options, (give) => {
      open().then(
        (stream) => {
          give(null, stream);
        },
        (error: unknown) => {
          (zip.outputStream as Readable).destroy(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }
}

/**
 * The files of a course in a zip, whether they lie at its top or in one folder. Throws CourseFilesRefused for what is no
 * zip, is locked or damaged, or would grow beyond bounds: what is inflated is counted, not what the zip claims.
 */
export async function readZip(bytes: Buffer): Promise<GivenFiles> {
  const given = await inflated(bytes);
  const top = folderOfCourse([...given.keys()]);
  return courseTexts(new Map([...given].map(([name, content]) => [inside(name, top), content])));
}

async function inflated(bytes: Buffer): Promise<Map<string, Buffer>> {
  const given = new Map<string, Buffer>();
  let left = MOST_BYTES;
  let leftForMedia = MOST_MEDIA_BYTES;
  try {
    // Names that lead out of the zip (.., absolute ones) are refused by the library.
    const zip: ZipFile = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    if (zip.entryCount > MOST_ENTRIES) throw tooLarge();
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted())
        throw new CourseFilesRefused('The zip is locked with a password. Make one without a password.');
      if (given.has(entry.fileName))
        throw new CourseFilesRefused(`${entry.fileName} stands in the zip twice. Make it again.`);
      const isMedium = MEDIA.test(entry.fileName);
      const content = await contentOf(zip, entry, isMedium ? leftForMedia : left);
      if (isMedium) leftForMedia -= content.length;
      else left -= content.length;
      given.set(entry.fileName, content);
    }
  } catch (error) {
    if (error instanceof CourseFilesRefused) throw error;
    throw new CourseFilesRefused(
      'The file is no zip, or it is damaged. Export the course again, or make the zip again.',
      {
        cause: error,
      },
    );
  }
  return given;
}

async function contentOf(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    length += (chunk as Buffer).length;
    if (length > most) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () =>
  new CourseFilesRefused(
    'The zip holds more than 2,000 files, or more than 20 MB once it is opened besides 100 MB of media. No course does.',
  );

/** The folder in which course.md lies, '' at the top or when there is none. */
function folderOfCourse(names: readonly string[]): string {
  const found = names
    .filter((name) => name === 'course.md' || name.endsWith('/course.md'))
    .filter((name) => !name.startsWith('__MACOSX/'))
    .sort((a, b) => a.length - b.length)[0];
  return found?.slice(0, -'course.md'.length) ?? '';
}

/** The name within the course; what lies outside its folder keeps the path by which it is told. */
function inside(name: string, top: string): string {
  return name.startsWith(top) ? name.slice(top.length) : `../${name}`;
}
