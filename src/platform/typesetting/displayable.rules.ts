/** Stands for what no typeface of ours can show. */
export const REPLACEMENT = '□';

/** What a typeface can show: whether it has this character. */
export type Typeface = (codePoint: number) => boolean;

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
/** Joiners and variation selectors shape their neighbours and show nothing themselves. */
const SHAPERS = /\u200C|\u200D|[\uFE00-\uFE0F]/u;
/** Marks of direction would let a name reorder the words around it; other invisible marks say nothing on paper. */
const INVISIBLE = /[\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\p{Co}]/gu;
/** Words of plain letters and signs, one space between them, none too long. Every typeface has these. */
const PLAIN = /^[!-~]{1,24}(?: [!-~]{1,24})*$/;
const LONGEST_WORD = 24;
const BREAK = '\u200B';

/**
 * The text as the typefaces can show it. A character (with its accents) that not one of them has whole becomes the
 * replacement, control characters become spaces. `replaced`: how many were.
 */
export function displayable(text: string, typefaces: readonly Typeface[]): { text: string; replaced: number } {
  // What most names and titles are needs no looking at, letter by letter.
  if (PLAIN.test(text)) return { text, replaced: 0 };
  let replaced = 0;
  const clean = text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  let shown = '';
  for (const { segment } of graphemes.segment(clean)) {
    const visible = Array.from(segment).filter((character) => !SHAPERS.test(character));
    if (visible.length === 0) continue;
    const whole = typefaces.some((has) => visible.every((character) => has(character.codePointAt(0) ?? 0)));
    if (!whole) replaced += 1;
    // A variation selector is kept from typefaces that may not know it; joiners are needed by Persian and Hindi.
    shown += whole ? segment.replaceAll(/[\uFE00-\uFE0F]/gu, '') : REPLACEMENT;
  }
  return { text: breakable(shown), replaced };
}

/** True when the first letter of the text is of a script that runs from the right. */
export function runsFromRight(text: string): boolean {
  return /^\P{L}*(?=\p{L})[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
    text,
  );
}

/** A word of hundreds of letters may be broken, or it would run off the page. */
function breakable(text: string): string {
  return text
    .split(' ')
    .map((word) => {
      const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
      if (letters.length <= LONGEST_WORD) return word;
      return letters.map((letter, index) => (index > 0 && index % 8 === 0 ? BREAK + letter : letter)).join('');
    })
    .join(' ');
}
