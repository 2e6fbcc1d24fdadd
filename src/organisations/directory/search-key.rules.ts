/** Words that nearly every name has: they narrow nothing, so a search looks at the others. */
const commonWords = new Set(['nhs', 'trust', 'foundation', 'the', 'of', 'and', 'for', 'in', '&']);
const MOST_WORDS = 8;
const LONGEST_WORD = 40;

/** A text as searching compares it: small letters without accents, apostrophes and punctuation. */
export function searchKey(...texts: readonly (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9&]+/g, ' ')
    .trim();
}

/** The words to look for, at most eight; common ones count only when there are no others. */
export function searchWords(text: string): string[] {
  const words = [...new Set(searchKey(text).split(' ').filter(Boolean))].map((word) => word.slice(0, LONGEST_WORD));
  const telling = words.filter((word) => !commonWords.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
}
