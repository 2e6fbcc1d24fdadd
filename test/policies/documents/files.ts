import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** A real PDF, made by hand: one text a page, its lines one below the other. An empty text is a page like a scan's. */
export function pdf(pages: readonly string[], options: { locked?: boolean } = {}): Buffer {
  const objects: string[] = [];
  const kids = pages.map((_, index) => `${String(4 + index * 2)} 0 R`).join(' ');
  objects.push(
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
  );
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [index, text] of pages.entries()) {
    const content = text === '' ? '0 0 500 700 re f' : `BT /F 11 Tf 14 TL 60 780 Td ${shown(text)} ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${String(5 + index * 2)} 0 R >>`,
      `<< /Length ${String(Buffer.byteLength(content))} >>\nstream\n${content}\nendstream`,
    );
  }
  let body = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = Buffer.byteLength(body, 'latin1');
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  // A dictionary whose check values fit no password asks for one.
  const lock = options.locked
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <${'61'.repeat(32)}> /U <${'62'.repeat(32)}> >> /ID [<61><61>]`
    : '';
  const size = String(objects.length + 1);
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${xref}trailer\n<< /Size ${size} /Root 1 0 R${lock} >>\nstartxref\n${String(Buffer.byteLength(body, 'latin1'))}\n%%EOF\n`;
  return Buffer.from(body + end, 'latin1');
}

function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? 'T*' : `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`))
    .join(' ');
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A real Word document with the paragraphs; `more` are further entries of its archive. */
export async function docx(paragraphs: readonly string[], more: Record<string, Buffer> = {}): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const add = (name: string, content: string | Buffer) => {
    zip.addBuffer(Buffer.from(content), name);
  };
  add(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  add(
    '_rels/.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  add('word/document.xml', `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`);
  for (const [name, content] of Object.entries(more)) add(name, content);
  zip.end();
  return buffer(zip.outputStream);
}

export const html = (body: string) =>
  Buffer.from(`<!doctype html><html lang="en"><head><title>Policy</title></head><body>${body}</body></html>`);

/** A web page as browsers save it in one file. */
export const mhtml = (body: string) =>
  Buffer.from(
    [
      'From: <Saved by Blink>',
      'Snapshot-Content-Location: https://trust.example/policy',
      'Subject: Policy',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----Part"',
      '',
      '------Part',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Location: https://trust.example/policy',
      '',
      `<!DOCTYPE html><html><body>${body.replaceAll('=', '=3D')}</body></html>`,
      '------Part--',
      '',
    ].join('\r\n'),
  );
