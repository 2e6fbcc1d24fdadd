/** For `like`: the text with its own `%`, `_` and `\` taken literally. */
export function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** For `like`: the text anywhere. */
export function containing(text: string): string {
  return `%${literally(text)}%`;
}

/** Nobody types more words than these into a search. */
const MOST_WORDS = 8;

/** For `like`, one pattern for each word of what was typed: found is what holds them all, in small letters. */
export function containingWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).map(containing);
}
