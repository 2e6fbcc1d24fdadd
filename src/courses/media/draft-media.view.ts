import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { withQuery } from '../../platform/http/with-query.js';
import { outlineOf } from '../authoring/lesson-outlines.js';
import type { Draft, DraftFile } from '../authoring/drafts.queries.js';
import { MEDIA_FILE, mediaIn } from '../format/media-file.js';
import { coursesPaths } from '../paths.js';
import type { KeptMedium } from './course-media.js';
import { LEAST_CONTRAST } from './contrast.rules.js';
import { formatOf, kindInWords, sizeInWords } from './media-kinds.rules.js';
import { usesIn } from './media-uses.js';

/** Narrower than this, a picture is small on a desk and cannot be made larger without becoming blurred. */
const LEAST_WIDTH = 320;
const ACCEPTED = '.png,.jpg,.jpeg,.webp,.mp4,.webm,.mp3,.m4a,.vtt,.pdf,.docx';

interface Link {
  text: string;
  href: string;
}

interface DraftMediaView {
  title: string;
  back: Link;
  action: string;
  accept: string;
  /** Null where there is no list of media yet. */
  textHref: string | null;
  media: {
    file: string;
    detail: string;
    href: string;
    isPicture: boolean;
    hints: string[];
    uses: (Link & { kind: string })[];
    /** Pages that begin a block with it, one for each lesson; none for captions, which a video has. */
    begins: Link[];
    removals: string | null;
  }[];
  names: { value: string; text: string }[];
  replaced: string;
  errors: FieldError[];
}

export const draftMediaPage = definePage<DraftMediaView>('courses/draft-media');

/** The media of a draft, and where each is used. `kept` by hash. */
export function draftMediaView(
  draft: Draft,
  files: readonly DraftFile[],
  kept: ReadonlyMap<string, KeptMedium>,
  given: { replaced: string; errors: FieldError[] },
): DraftMediaView {
  const listed = [...mediaIn(files).values()];
  const lessons = files.filter(({ name }) => name.startsWith('lessons/'));
  const list = files.find(({ name }) => name === MEDIA_FILE);
  const usesOf = usesIn(files);
  return {
    title: 'Pictures, video and documents',
    back: { text: draft.title, href: coursesPaths.draft(draft.id) },
    action: coursesPaths.media(draft.id),
    accept: ACCEPTED,
    textHref: list ? coursesPaths.fileText(list.id) : null,
    media: listed.map(({ file, sha256, bytes, width, height }) => {
      const format = formatOf(file);
      const uses = usesOf(file);
      const size = width && height ? `, ${String(width)} by ${String(height)} pixels` : '';
      const kind = format?.kind ?? 'download';
      return {
        file,
        detail: `${format?.name ?? ''} ${kindInWords(kind)}, ${sizeInWords(bytes)}${size}`,
        href: coursesPaths.medium(draft.id, file),
        isPicture: kind === 'image',
        hints: hintsOn(kept.get(sha256)),
        uses: uses.map((use) => ({
          text: use.lesson,
          kind: use.kind,
          href: coursesPaths.block(use.fileId, use.block),
        })),
        begins:
          kind === 'captions'
            ? []
            : lessons.map((lesson) => ({
                text: outlineOf(lesson).title,
                href: withQuery(coursesPaths.newBlock(lesson.id), { kind, medium: file }),
              })),
        removals: uses.length === 0 ? coursesPaths.mediumRemovals(draft.id, file) : null,
      };
    }),
    names: listed.map(({ file }) => ({ value: file, text: file })),
    ...given,
  };
}

/** What could be better in a picture. It keeps nobody from publishing. */
function hintsOn(kept: KeptMedium | undefined): string[] {
  if (!kept) return ['The file is not here any more. Add it again, in place of this one.'];
  const { width, contrast } = kept;
  return [
    ...(contrast !== null && contrast < LEAST_CONTRAST
      ? [
          `Little contrast: its lightest and darkest parts are ${contrast.toFixed(1)} to 1 apart. What matters in a drawing needs ${String(LEAST_CONTRAST)} to 1, words in it 4.5 to 1.`,
        ]
      : []),
    ...(width !== null && width < LEAST_WIDTH ? ['Small: on a wide screen it may be hard to make out.'] : []),
  ];
}
