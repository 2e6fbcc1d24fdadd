import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { captionsProblem } from './captions.rules.js';
import { contrastOf } from './contrast.rules.js';
import { endingFor, formatOf, kindInWords, LONGEST_NAME } from './media-kinds.rules.js';

/** Ten minutes of video for a phone. */
export const MOST_MEDIUM_BYTES = 50 * 1_048_576;
/** The longer side of a picture, in pixels: sharp on a desk, quick on a ward. */
const MOST_SIDE = 1600;
const MOST_PIXELS = 40_000_000;

/** What a file is, by its content. */
export interface MediumContent {
  bytes: Buffer;
  mediaType: string;
  width: number | null;
  height: number | null;
  /** Of a picture: how far its lightest and darkest parts stand apart, from 1 to 21. */
  contrast: number | null;
}

export type Examined = { ok: true; name: string; content: MediumContent } | { ok: false; problem: string };

const problem = (text: string) => ({ ok: false as const, problem: text });

/**
 * A file as it was chosen in the studio: known by its content whatever its name says, pictures made smaller and without what
 * the camera wrote beside them, under a name that a course can have.
 */
export async function madeFit(bytes: Buffer, chosenName: string): Promise<Examined> {
  const found = await identified(bytes, chosenName);
  if (!found.ok) return found;
  const { mediaType } = found;
  if (!mediaType.startsWith('image/')) return examined(bytes, `${stemOf(chosenName)}.${found.ending}`);
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({ width: MOST_SIDE, height: MOST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    // Drawings and screenshots keep their edges; photographs become small.
    const made = await (
      mediaType === 'image/png'
        ? picture.webp({ nearLossless: true, quality: 75 })
        : picture.webp({ quality: 82, smartSubsample: true })
    ).toBuffer();
    return await examined(made, `${stemOf(chosenName)}.webp`);
  } catch {
    // Whatever it stumbles over lies in the file.
    return problem(UNREADABLE_PICTURE);
  }
}

/** A file under the name that it has in a course, which stays as it is: what would have to be changed is told. */
export async function examined(bytes: Buffer, name: string): Promise<Examined> {
  const format = formatOf(name);
  if (!format) return problem(`“${name}” is no name of a medium: small letters, digits, hyphens, and a known ending`);
  const found = await identified(bytes, name);
  if (!found.ok) return found;
  const { mediaType } = found;
  if (mediaType !== format.mediaType)
    return problem(`“${name}” holds a ${found.ending.toUpperCase()} file. Let its name end in .${found.ending}`);
  const rest = { width: null, height: null, contrast: null };
  if (format.kind !== 'image') return { ok: true, name, content: { bytes, mediaType, ...rest } };
  try {
    const { width, height, exif, xmp, iptc } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    if (exif ?? xmp ?? iptc)
      return problem(
        `“${name}” holds what a camera or program wrote beside the picture, such as where it was taken. Add it in the studio, which leaves that out`,
      );
    if (Math.max(width, height) > MOST_SIDE)
      return problem(
        `“${name}” is ${String(width)} by ${String(height)} pixels, more than ${String(MOST_SIDE)}. Make it smaller, or add it in the studio, which does`,
      );
    return { ok: true, name, content: { bytes, mediaType, width, height, contrast: await contrastIn(bytes) } };
  } catch {
    return problem(UNREADABLE_PICTURE);
  }
}

const UNREADABLE_PICTURE =
  'This file cannot be read as a picture, or is larger than 40 million pixels. Save it again as PNG and choose that';

/** Of its tones, without the few that are lighter or darker than nearly all. */
async function contrastIn(bytes: Buffer): Promise<number> {
  const grey = await sharp(bytes)
    .flatten({ background: '#fff' })
    .resize({ width: 200, height: 200, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer();
  return contrastOf(grey);
}

/** How formats are told to people that courses do not take, with what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  'image/gif': 'This is a GIF. Save a still picture as PNG, and one that moves as a video (MP4)',
  'image/apng': 'This picture moves. Save it as a video (MP4), or as a still PNG',
  'image/heic': 'This is a picture in a format (HEIC) that many computers cannot show. Save it as JPEG',
  'image/heif': 'This is a picture in a format (HEIC) that many computers cannot show. Save it as JPEG',
  'image/avif': 'This is a picture in a format (AVIF) that older computers cannot show. Save it as JPEG',
  'image/tiff': 'This is a TIFF, which browsers do not show. Save it as PNG or JPEG',
  'image/bmp': 'This is a BMP, which is large for no gain. Save it as PNG',
  'video/quicktime': 'This is a QuickTime video (MOV), which many browsers cannot play. Save it as MP4',
  'video/x-msvideo': 'This is an AVI video, which browsers do not play. Save it as MP4',
  'video/matroska': 'This is a Matroska video (MKV), which browsers do not play. Save it as MP4',
  'audio/wav': 'This is a WAV recording, which is large. Save it as MP3',
};
const SVG = 'This is an SVG drawing. Such files can hold programs, so they are not taken: save the drawing as PNG';
const TAKEN =
  'Pictures (PNG, JPEG, WebP), video (MP4, WebM), sound (MP3, M4A), captions (WebVTT) and documents (PDF, DOCX) are taken';
/** What the library calls kinds that we call otherwise. */
const SAME: Readonly<Record<string, string>> = { 'video/x-m4v': 'video/mp4', 'audio/x-m4a': 'audio/mp4' };

type Identified = { ok: true; mediaType: string; ending: string } | { ok: false; problem: string };

const endingOf = (name: string): string =>
  path
    .extname(name)
    .slice(1)
    .toLowerCase()
    .replace(/^jpeg$/, 'jpg');

/** Which of the formats that are taken the bytes are in. A name that promises something else is told, not believed. */
async function identified(bytes: Buffer, name: string): Promise<Identified> {
  if (bytes.length === 0) return problem('The file is empty. Choose another, or save it again');
  if (bytes.length > MOST_MEDIUM_BYTES) return problem('The file is larger than 50 MB. Save it smaller, or divide it');
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  const mediaType = SAME[found] ?? (found === '' || found === 'application/xml' ? typeOfText(bytes) : found);
  if (mediaType === 'image/svg+xml') return problem(SVG);
  const ending = endingFor(mediaType);
  const promised = formatOf(`x.${endingOf(name)}`)?.kind;
  if (ending === undefined)
    return problem(
      REFUSED[mediaType] ??
        (endingOf(name) === 'srt'
          ? 'This is a file of subtitles (SRT). Save the captions as WebVTT (.vtt)'
          : promised !== undefined && mediaType === ''
            ? `“${path.basename(name)}” is called like a ${kindInWords(promised)}, and holds none that can be read. It may be cut off: save it again, or choose another`
            : `This kind of file is not taken. ${TAKEN}`),
    );
  const kind = formatOf(`x.${ending}`)?.kind ?? 'download';
  if (promised !== undefined && promised !== kind)
    return problem(
      `“${path.basename(name)}” is called like a ${kindInWords(promised)}, and holds a ${kindInWords(kind)} (${ending.toUpperCase()}). Choose the file that you meant, or let its name end in .${ending}`,
    );
  if (kind !== 'captions') return { ok: true, mediaType, ending };
  const fault = captionsProblem(bytes.toString('utf8'));
  return fault === null ? { ok: true, mediaType, ending } : problem(`The captions cannot be used. ${fault}`);
}

/** What a text is: captions, a drawing, or (empty) something else. */
function typeOfText(bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (/^WEBVTT/.test(text)) return 'text/vtt';
    return /<svg[\s>]/i.test(text) ? 'image/svg+xml' : '';
  } catch {
    return '';
  }
}

/** The chosen name without its folders and its ending, as a course can have it. */
function stemOf(chosenName: string): string {
  const base = path.posix.basename(chosenName.replaceAll('\\', '/'));
  const stem = base.slice(0, base.length - path.extname(base).length);
  const plain = stem
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME - 10)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'file' : plain;
}
