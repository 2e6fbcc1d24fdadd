import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { type FileKind, fileKinds } from '../documents.types.js';
import { archiveProblem, CUT_OFF, isCutOff } from './word-archive.js';

export const mediaTypes: Record<FileKind, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  mhtml: 'multipart/related',
  text: 'text/plain',
};

const endings: Record<FileKind, [usual: string, ...others: string[]]> = {
  pdf: ['.pdf'],
  docx: ['.docx'],
  html: ['.html', '.htm', '.xhtml'],
  mhtml: ['.mhtml', '.mht'],
  text: ['.txt', '.md', '.text'],
};

/** The kind that a stored file was found to be. */
export function kindOfMedia(mediaType: string): FileKind {
  return fileKinds.find((kind) => mediaTypes[kind] === mediaType) ?? 'text';
}

export const kindNames: Record<FileKind, string> = {
  pdf: 'PDF',
  docx: 'Word document (DOCX)',
  html: 'web page (HTML)',
  mhtml: 'saved web page (MHTML)',
  text: 'plain text',
};

export type FoundKind = { ok: true; kind: FileKind } | { ok: false; problem: string };

const TAKEN = 'PDF, Word (DOCX), web pages (HTML, MHTML) and plain text are taken';

/** What a file is, by its content. Its name is not asked. */
export async function kindOf(bytes: Buffer): Promise<FoundKind> {
  if (bytes.length === 0) return { ok: false, problem: 'The file is empty. Choose another, or save it again' };
  // Some producers put a line before the mark, and readers forgive it.
  if (bytes.subarray(0, 1024).includes('%PDF-')) return { ok: true, kind: 'pdf' };
  const found = await fileTypeFromBuffer(bytes);
  if (found?.ext === 'zip' && (await isCutOff(bytes))) return { ok: false, problem: CUT_OFF };
  if (found?.mime === mediaTypes.docx) {
    const problem = await archiveProblem(bytes);
    return problem === null ? { ok: true, kind: 'docx' } : { ok: false, problem };
  }
  if (found !== undefined && !found.mime.startsWith('text/') && found.mime !== 'application/xml')
    return { ok: false, problem: notTaken(found) };
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return { ok: false, problem: CUT_OFF };
  const text = beginningOf(bytes);
  if (text === undefined) return { ok: false, problem: `This kind of file cannot be read. ${TAKEN}` };
  return kindOfText(text);
}

/** The name of a file without its folders and control characters, ending as its content asks for. */
export function nameFor(name: string, kind: FileKind): string {
  const base = path.posix
    .basename(name.replaceAll('\\', '/'))
    // eslint-disable-next-line no-control-regex -- a name comes from anywhere
    .replaceAll(/[\u0000-\u001f\u007f-\u009f"]/g, '')
    .trim();
  if (endsAs(base, kind)) return base.slice(-120);
  const stem = base.slice(0, base.length - path.extname(base).length).slice(0, 100) || 'document';
  return `${stem}${endings[kind][0]}`;
}

/** Whether a file is called what it is. */
export function endsAs(name: string, kind: FileKind): boolean {
  return endings[kind].includes(path.extname(name).toLowerCase());
}

function notTaken({ ext, mime }: { ext: string; mime: string }): string {
  if (['cfb', 'rtf', 'odt', 'docm'].includes(ext))
    return 'This is an older Office file, or one that is locked with a password. Open it, save it as DOCX or PDF without a password, and choose that';
  if (mime.startsWith('image/'))
    return 'This is a picture. Save the pages as one PDF and choose that; quotes from a scan are typed by hand';
  if (['xlsx', 'pptx', 'ods', 'odp'].includes(ext))
    return `This is a spreadsheet or a presentation. Save what matters as PDF. ${TAKEN}`;
  if (ext === 'zip') return `This is a ZIP archive. Unpack it and choose one document at a time. ${TAKEN}`;
  return `This is a file of another kind (${ext.toUpperCase()}). ${TAKEN}`;
}

/** The beginning of a file as text; undefined when it is none. */
function beginningOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 64 * 1024);
  const encoding =
    start[0] === 0xff && start[1] === 0xfe
      ? 'utf-16le'
      : start[0] === 0xfe && start[1] === 0xff
        ? 'utf-16be'
        : 'latin1';
  const text = new TextDecoder(encoding).decode(start);
  // eslint-disable-next-line no-control-regex -- text holds none of these, binary files nearly always
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
}

function kindOfText(text: string): FoundKind {
  const head = text.slice(0, 4096).replace(/^\u00ef\u00bb\u00bf|^\ufeff/, '');
  const isMail = /^(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*MIME-Version:/i.test(head);
  if (isMail && /^Content-Type:\s*multipart\/related/im.test(head)) return { ok: true, kind: 'mhtml' };
  if (isMail)
    return { ok: false, problem: 'This is an email. Choose the file that came with it, or save the message as PDF' };
  if (text.trim() === '') return { ok: false, problem: 'The file holds nothing but blanks. Choose another' };
  const isHtml = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(head);
  return { ok: true, kind: isHtml ? 'html' : 'text' };
}
