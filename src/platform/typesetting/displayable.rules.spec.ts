import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { displayable, runsFromRight } from './displayable.rules.js';

const latin = (codePoint: number) => codePoint < 0x250 && codePoint > 0x1f;
const accents = (codePoint: number) => codePoint >= 0x300 && codePoint < 0x370;
const hebrew = (codePoint: number) => codePoint >= 0x590 && codePoint < 0x600;

describe('what the typefaces can show', () => {
  it.each([
    ['Zoë Nguyễn', 'Zoë Nguy□n', 1],
    ['Zoe\u0308', 'Zoë', 0],
    ['Ada 👩🏽‍⚕️ Lee', 'Ada □ Lee', 1],
    ['王芳', '□□', 2],
    ['a\u0000b\tc\nd', 'a b c d', 0],
    ['evil\u202Egnp.exe', 'evilgnp.exe', 0],
    ['דוד Lee', 'דוד Lee', 0],
    // No one typeface has letter and accent together.
    ['x\u0301', '□', 1],
  ])('%j is shown as %j', (given, text, replaced) => {
    expect(displayable(given, [latin, accents, hebrew])).toEqual({ text, replaced });
  });

  it('lets a word without end be broken, and loses none of its letters', () => {
    const { text } = displayable('W'.repeat(300), [latin]);
    expect(text.split('\u200B').every((part) => part.length <= 24)).toBe(true);
    expect(text.replaceAll('\u200B', '')).toBe('W'.repeat(300));
  });

  it('shows only what some typeface has, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        for (const character of displayable(given, [latin]).text.replaceAll(/[□\u200B\u200C\u200D]/g, ''))
          expect(latin(character.codePointAt(0) ?? 0)).toBe(true);
      }),
    );
  });

  it('knows names that run from the right', () => {
    expect(['محمد', '(דוד) Lee', 'Lee דוד', '١٢', 'Ada'].map(runsFromRight)).toEqual([true, true, false, false, false]);
  });
});
