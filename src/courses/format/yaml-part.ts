import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problems } from './problems.js';

const UNKNOWN = 'There is no such field. Correct its name, or take the line out.';

/**
 * Reads a piece of YAML that begins at a line of a file. What does not fit the schema is told with its own line.
 * Answers undefined when anything does not fit.
 */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  place: { file: string; line: number },
  problems: Problems,
): z.output<Schema> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => place.line + lines.linePos(offset).line - 1;
  for (const error of document.errors) {
    problems.add(place.file, lineAt(error.pos[0]), `This is not YAML: ${error.message}`);
  }
  if (document.errors.length > 0) return undefined;
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = issue.path.filter((key) => typeof key !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        problems.add(place.file, lineAt(offsetOf(document, [...path, key])), sentence([...path, key], UNKNOWN));
      continue;
    }
    problems.add(place.file, lineAt(offsetOf(document, path)), sentence(path, issue.message));
  }
  return undefined;
}

/** Where the nearest node on the way to a path begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const holder: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(holder)
      ? holder.items.find((item) => isNode(item.key) && String(item.key) === String(key))
      : undefined;
    const found: unknown = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(found) && found.range) return found.range[0];
  }
  return 0;
}

function sentence(path: readonly (string | number)[], message: string): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** Front matter and body of a Markdown file. The front matter stands between `---` lines at its top. */
export function splitFrontMatter(
  text: string,
  file: string,
  problems: Problems,
): { frontMatter: string; body: string; bodyLine: number } | undefined {
  const lines = text.split('\n');
  const end = lines[0]?.trim() === '---' ? lines.findIndex((line, index) => index > 0 && line.trim() === '---') : -1;
  if (end === -1) {
    problems.add(file, 1, 'The file begins with front matter: YAML between a line --- and another line ---.');
    return undefined;
  }
  return {
    frontMatter: lines.slice(1, end).join('\n'),
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}
