import type { TextPage } from '../../documents.types.js';

/** A paragraph with the page on which it begins. */
export interface Paragraph {
  text: string;
  page: number;
}

/** Words that stand on so large a part of the pages are their head or foot. */
const RUNNING_SHARE = 0.5;
const FEWEST_PAGES = 3;

/**
 * The paragraphs of a text, to be compared: without what runs along at the head and foot of the pages, and with those put
 * together that a page's end cut in two.
 */
export function paragraphsOf(pages: readonly TextPage[]): Paragraph[] {
  const read = pages.map(({ number, text }) => ({
    number,
    paragraphs: text.split(/\n{2,}/).filter((one) => one.trim() !== ''),
  }));
  const running = runningWords(read.map(({ paragraphs }) => paragraphs));
  const all: Paragraph[] = [];
  for (const { number, paragraphs } of read) {
    const kept = paragraphs.filter((text) => !running.has(withoutNumbers(text)));
    for (const [index, text] of kept.entries()) {
      const last = all.at(-1);
      if (index === 0 && last && goesOn(last.text, text)) last.text = `${last.text} ${text}`;
      else all.push({ text, page: number });
    }
  }
  return all;
}

function runningWords(pages: readonly (readonly string[])[]): Set<string> {
  if (pages.length < FEWEST_PAGES) return new Set();
  const seenOn = new Map<string, number>();
  for (const paragraphs of pages)
    for (const words of new Set([...paragraphs.slice(0, 3), ...paragraphs.slice(-3)].map(withoutNumbers)))
      seenOn.set(words, (seenOn.get(words) ?? 0) + 1);
  return new Set([...seenOn].filter(([, count]) => count > RUNNING_SHARE * pages.length).map(([words]) => words));
}

/** "Page 3 of 40" and "Page 4 of 40" are the same words. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '#').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function goesOn(before: string, after: string): boolean {
  return /[\p{Ll},;–-]$/u.test(before) && /^\p{Ll}/u.test(after);
}

/** How much of their words two paragraphs share, from 0 to 1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
