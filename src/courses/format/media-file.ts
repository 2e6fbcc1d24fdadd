import { isMap, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import type { CourseMedium } from '../courses.types.js';
import { formatOf, LONGEST_NAME } from '../media/media-kinds.rules.js';
import { Problems } from './problems.js';
import { readYaml } from './yaml-part.js';

/** The list of what lies in the folder media/ of a course. */
export const MEDIA_FILE = 'media.yaml';

const side = z.number().int().positive();
const fields = z.array(
  z.strictObject({
    file: z
      .string()
      .refine(
        (name) => formatOf(name) !== undefined,
        `It is the name of a file in media/, at most ${String(LONGEST_NAME)} small letters, digits and hyphens, ending in .webp, .png, .jpg, .mp4, .webm, .mp3, .m4a, .vtt, .pdf or .docx.`,
      ),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'It is the SHA-256 of the file: 64 digits from 0 to f.'),
    bytes: z.number().int().positive(),
    width: side.optional(),
    height: side.optional(),
  }),
);

/** media.yaml, by the names of the files. */
export function readMediaFile(content: string, problems: Problems): Map<string, CourseMedium> {
  const media = new Map<string, CourseMedium>();
  for (const medium of readYaml(content, fields, { file: MEDIA_FILE, line: 1 }, problems) ?? []) {
    if (media.has(medium.file)) problems.add(MEDIA_FILE, 1, `The file ${medium.file} stands twice.`);
    media.set(medium.file, medium);
  }
  return media;
}

/** The media of a draft; none where it has no list of them, or one that cannot be read. */
export function mediaIn(files: Iterable<{ name: string; text: string }>): Map<string, CourseMedium> {
  const file = [...files].find(({ name }) => name === MEDIA_FILE);
  return file ? readMediaFile(file.text, new Problems()) : new Map<string, CourseMedium>();
}

/** The list with this medium: in place of one of its name, else at the end. All else stays. Undefined when it cannot be read. */
export function withMedium(text: string, medium: CourseMedium): string | undefined {
  return changedList(text, (document, at) => {
    if (at(medium.file) === -1) document.add(document.createNode(medium));
    else document.setIn([at(medium.file)], document.createNode(medium));
  });
}

/** The list without the medium. Undefined when it cannot be read. */
export function withoutMedium(text: string, file: string): string | undefined {
  return changedList(text, (document, at) => {
    if (at(file) !== -1) document.deleteIn([at(file)]);
  });
}

function changedList(
  text: string,
  change: (document: ReturnType<typeof parseDocument>, at: (file: string) => number) => void,
): string | undefined {
  const document = parseDocument(text.trim() === '' ? '[]' : text, { prettyErrors: false });
  const list = document.contents;
  if (!isSeq(list) || document.errors.length > 0) return undefined;
  list.flow = false;
  change(document, (file) => list.items.findIndex((item) => isMap(item) && String(item.get('file')) === file));
  return document.toString({ lineWidth: 120 });
}
