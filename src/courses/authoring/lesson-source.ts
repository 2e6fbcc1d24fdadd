import { splitFences } from '../format/fences.js';
import { Problems } from '../format/problems.js';
import { splitFrontMatter } from '../format/yaml-part.js';

/** A block of a lesson as its file has it, or the words between two of them. */
export interface SourcePiece {
  /** The block's key; `text-3` for words that are the third piece, as in the published lesson. */
  id: string;
  /** The block's name in the file; `text` for words outside of one. */
  name: string;
  args: string;
  /** Keys of the policy questions that the block says it addresses. */
  addresses: string[];
  /** What stands between its first and its last line. */
  body: string;
  /** All of it. */
  raw: string;
}

/** A lesson's file in its pieces. */
export interface LessonSource {
  frontMatter: string;
  pieces: SourcePiece[];
}

/** A file in its pieces: the blocks of a lesson, or questions. */
export interface FileSource {
  /** Null in a file that has none. */
  frontMatter: string | null;
  pieces: SourcePiece[];
}

/** Takes a lesson's file apart without losing a word; undefined when it has no front matter. */
export function splitLesson(text: string): LessonSource | undefined {
  const split = splitFrontMatter(text, '', new Problems());
  if (!split) return undefined;
  const lines = split.body.split('\n');
  const pieces: Omit<SourcePiece, 'id'>[] = [];
  let from = 0;
  const words = (until: number) => {
    const raw = withoutBlankEnds(lines.slice(from, until));
    if (raw !== '') pieces.push({ name: 'text', args: '', addresses: [], body: raw, raw });
  };
  const keys = new Map<number, string>();
  for (const block of splitFences(split.body, 0, '', new Problems())) {
    if (block.kind !== 'block') continue;
    words(block.line);
    const end = lines.findIndex((line, at) => at > block.line && line.trim() === ':::');
    const { name, args, addresses, text: body } = block;
    if (block.key !== null) keys.set(pieces.length, block.key);
    pieces.push({ name, args, addresses, body, raw: lines.slice(block.line, end + 1).join('\n') });
    from = end + 1;
  }
  words(lines.length);
  return {
    frontMatter: split.frontMatter,
    pieces: pieces.map((piece, index) => ({ id: keys.get(index) ?? `${piece.name}-${String(index + 1)}`, ...piece })),
  };
}

/** The file of which these are the pieces, each behind an empty line. */
export function joinLesson(frontMatter: string | null, raws: readonly string[]): string {
  return (
    [frontMatter === null ? '' : `---\n${frontMatter}\n---`, ...raws.map((raw) => raw.trim())]
      .filter(Boolean)
      .join('\n\n') + '\n'
  );
}

function withoutBlankEnds(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(\s*\n)+/, '')
    .trimEnd();
}

/** What becomes of the pieces of a lesson; undefined when the piece that is meant is not there (any more). */
export type PieceChange = (pieces: readonly SourcePiece[]) => string[] | undefined;

const rawsOf = (pieces: readonly SourcePiece[]) => pieces.map(({ raw }) => raw);

/**
 * Where the piece that somebody saw as `seen` stands now. Somebody else may have changed other pieces meanwhile: then it is
 * found by what it says. -1 when they changed this one, or took it out.
 */
export function findPiece(pieces: readonly SourcePiece[], seen: Pick<SourcePiece, 'id' | 'raw'>): number {
  const at = pieces.findIndex(({ id, raw }) => id === seen.id && raw === seen.raw);
  return at === -1 ? pieces.findIndex(({ raw }) => raw === seen.raw) : at;
}

/** Other words in its place. */
export function replaced(seen: Pick<SourcePiece, 'id' | 'raw'>, by: string): PieceChange {
  return (pieces) => {
    const at = findPiece(pieces, seen);
    return at === -1 ? undefined : rawsOf(pieces).with(at, by);
  };
}

/** A new piece behind another; at the end when that is not there. */
export function inserted(behind: string | null, raw: string): PieceChange {
  return (pieces) => {
    const at = behind === 'first' ? 0 : pieces.findIndex(({ id }) => id === behind) + 1;
    return rawsOf(pieces).toSpliced(behind === 'first' || at > 0 ? at : pieces.length, 0, raw);
  };
}

/** One place up or down; as it was at either end. */
export function moved(seen: Pick<SourcePiece, 'id' | 'raw'>, by: -1 | 1): PieceChange {
  return (pieces) => {
    const at = findPiece(pieces, seen);
    const to = at + by;
    if (at === -1) return undefined;
    const raws = rawsOf(pieces);
    return to < 0 || to >= raws.length ? raws : raws.toSpliced(at, 1).toSpliced(to, 0, raws[at] ?? '');
  };
}

/** Without it. */
export function removed(seen: Pick<SourcePiece, 'id' | 'raw'>): PieceChange {
  return (pieces) => {
    const at = findPiece(pieces, seen);
    return at === -1 ? undefined : rawsOf(pieces).toSpliced(at, 1);
  };
}

/** The same again behind it, under a key of its own. */
export function copied(seen: Pick<SourcePiece, 'id' | 'raw'>): PieceChange {
  return (pieces) => {
    const at = findPiece(pieces, seen);
    const piece = pieces[at];
    if (!piece) return undefined;
    const [first = '', ...others] = piece.raw.split('\n');
    const key = freeKey(pieces, piece.id.replace(/-\d+$/, ''));
    const named = first.replace(`{#${piece.id}`, `{#${key}`).replace(`## ${piece.id} `, `## ${key} `);
    const again = piece.name === 'text' ? piece.raw : [named, ...others].join('\n');
    return rawsOf(pieces).toSpliced(at + 1, 0, again);
  };
}

/** A key that no piece has: the wish itself, or with a number behind it. */
export function freeKey(pieces: readonly Pick<SourcePiece, 'id'>[], wish: string): string {
  const taken = new Set(pieces.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? wish : `${wish}-${String(number)}`;
    if (!taken.has(key)) return key;
  }
}
