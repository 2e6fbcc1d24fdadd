import type { Problems } from './problems.js';

/** A piece of a file's body: what stands between `:::` lines, or what stands outside them. */
export type Fenced =
  | { kind: 'text'; line: number; text: string }
  | {
      kind: 'block';
      line: number;
      name: string;
      args: string;
      key: string | null;
      /** Keys of the policy questions that it says it addresses. */
      addresses: string[];
      text: string;
      textLine: number;
    };

const OPENING = /^:::\s*([a-z-]+)(.*)$/;
const KEY = /\{#([a-z0-9-]+)(?:\s+addresses=([a-z_,]+))?\}\s*$/;

/** Splits a body into blocks and the text between them, in their order. Blank text is left out. */
export function splitFences(body: string, bodyLine: number, file: string, problems: Problems): Fenced[] {
  const pieces: Fenced[] = [];
  const lines = body.split('\n');
  let from = 0;
  const text = (until: number) => {
    const part = lines.slice(from, until).join('\n');
    const blank = /^\s*\n/.exec(part)?.[0].split('\n').length ?? 1;
    if (part.trim() !== '') pieces.push({ kind: 'text', line: bodyLine + from + blank - 1, text: part });
  };
  for (let index = 0; index < lines.length; index += 1) {
    const current = lines[index] ?? '';
    if (!current.startsWith(':::')) continue;
    text(index);
    const opening = OPENING.exec(current);
    const end = lines.findIndex((line, later) => later > index && line.trim() === ':::');
    const next = lines.findIndex((line, later) => later > index && OPENING.test(line));
    if (!opening) {
      problems.add(
        file,
        bodyLine + index,
        'This ::: closes nothing. A block is opened by a line such as ::: case "A title" {#key}.',
      );
      from = index + 1;
      continue;
    }
    if (end === -1 || (next !== -1 && next < end)) {
      problems.add(
        file,
        bodyLine + index,
        `The block ${opening[1] ?? ''} is not closed. Put a line ::: behind its last line.`,
      );
      from = index + 1;
      continue;
    }
    const rest = (opening[2] ?? '').trim();
    pieces.push({
      kind: 'block',
      line: bodyLine + index,
      name: opening[1] ?? '',
      args: rest.replace(KEY, '').trim(),
      key: KEY.exec(rest)?.[1] ?? null,
      addresses: (KEY.exec(rest)?.[2] ?? '').split(',').filter(Boolean),
      text: lines.slice(index + 1, end).join('\n'),
      textLine: bodyLine + index + 1,
    });
    index = end;
    from = end + 1;
  }
  text(lines.length);
  return pieces;
}

/** A part of a block, under a line `=== name`. */
export interface Part {
  name: string;
  line: number;
  text: string;
  textLine: number;
}

/** The parts of a block. Words before the first one belong to none, and are told. */
export function splitParts(text: string, textLine: number, file: string, problems: Problems): Part[] {
  const parts: Part[] = [];
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const name = /^===\s+(.+?)\s*$/.exec(line)?.[1];
    const last = parts.at(-1);
    if (name !== undefined) parts.push({ name, line: textLine + index, text: '', textLine: textLine + index + 1 });
    else if (last) last.text += `${line}\n`;
    else if (line.trim() !== '')
      problems.add(
        file,
        textLine + index,
        'This block consists of parts; begin with a line such as === england wales or === default.',
      );
  });
  return parts;
}
