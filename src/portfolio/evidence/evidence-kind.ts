import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

/** What is taken as evidence, each with the ending of its name. */
const KINDS: Record<string, string> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
};
export const ACCEPTED = [...Object.values(KINDS), '.jpeg'].join(',');
const TAKEN = 'PDF, pictures (JPEG, PNG, WebP) and Word documents (DOCX) are taken';

export type FoundKind = { ok: true; mediaType: string; name: string } | { ok: false; problem: string };

/** What a file is, by its content, and its name ending as that asks for. */
export async function evidenceKind(bytes: Buffer, name: string): Promise<FoundKind> {
  if (bytes.length === 0) return { ok: false, problem: 'The file is empty. Choose another, or save it again' };
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  const ending = KINDS[mediaType];
  if (ending !== undefined) return { ok: true, mediaType, name: nameFor(name, ending) };
  if (mediaType === 'image/heic' || mediaType === 'image/heif')
    return {
      ok: false,
      problem: 'This is a picture in a format (HEIC) that many computers cannot show. Save it as JPEG and choose that',
    };
  if (mediaType === 'application/x-cfb' || mediaType === 'application/rtf')
    return {
      ok: false,
      problem: 'This is an older Office file, or one locked with a password. Save it as DOCX or PDF without a password',
    };
  return { ok: false, problem: `This kind of file is not taken. ${TAKEN}` };
}

/** The name of a file without its folders and control characters. */
function nameFor(name: string, ending: string): string {
  const base = path.posix
    .basename(name.replaceAll('\\', '/'))
    .replaceAll(/[\p{Cc}\p{Cf}"]/gu, '')
    .trim();
  const own = path.extname(base);
  const stem =
    base
      .slice(0, base.length - own.length)
      .slice(0, 100)
      .trim() || 'evidence';
  const fits = own.toLowerCase() === ending || (ending === '.jpg' && own.toLowerCase() === '.jpeg');
  return `${stem}${fits ? own : ending}`;
}
