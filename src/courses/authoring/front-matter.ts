import { LineCounter, parseDocument } from 'yaml';

/** The fields of a front matter as far as they can be read; none when it is not YAML. */
export function readFields(yaml: string): Record<string, unknown> {
  const document = parseDocument(yaml, { prettyErrors: false });
  const value: unknown = document.errors.length > 0 ? null : document.toJS();
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Why a front matter is not YAML, as a sentence; null when it is. */
export function faultOf(yaml: string): string | null {
  const lines = new LineCounter();
  const [error] = parseDocument(yaml, { lineCounter: lines, prettyErrors: false }).errors;
  // The first line of the file is the dashes.
  return error ? `line ${String(lines.linePos(error.pos[0]).line + 1)} is not YAML (${error.message}).` : null;
}

/** The front matter with these fields otherwise, the rest and its comments as they were; undefined takes a field out. */
export function withFields(yaml: string, fields: Record<string, unknown>): string {
  const document = parseDocument(yaml, { prettyErrors: false });
  const before = readFields(yaml);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) document.delete(name);
    else if (JSON.stringify(before[name]) !== JSON.stringify(value)) document.set(name, document.createNode(value));
  }
  return document.toString({ lineWidth: 120 }).trimEnd();
}

/** A file of front matter and words, put together. */
export function withBody(frontMatter: string, body: string): string {
  return `---\n${frontMatter.trim()}\n---\n${body.trim() === '' ? '' : `\n${body.trim()}\n`}`;
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
