import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberFrom, RANDOM_BYTES, readNumber } from './readable-number.rules.js';

const numbers = fc.uint8Array({ minLength: RANDOM_BYTES, maxLength: RANDOM_BYTES }).map(numberFrom);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a number that is read aloud', () => {
  it('has sixteen random characters in fours and a check character', () => {
    expect(numberFrom(new Uint8Array(RANDOM_BYTES))).toBe('0000-0000-0000-0000-0');
    fc.assert(
      fc.property(numbers, (number) => {
        expect(number).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/);
        expect(readNumber(number)).toEqual({ ok: true, number });
      }),
    );
    expect(() => numberFrom(new Uint8Array(3))).toThrow(RangeError);
  });

  it('keeps every bit of its bytes', () => {
    const one = fc.uint8Array({ minLength: RANDOM_BYTES, maxLength: RANDOM_BYTES });
    fc.assert(
      fc.property(one, one, (a, b) => {
        expect(numberFrom(a) === numberFrom(b)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
  });

  it('is read however it is written', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const letters = number.replaceAll('-', '');
        for (const written of [
          number.toLowerCase(),
          ` ${letters} `,
          letters.replaceAll('0', 'O').replaceAll('1', 'l'),
          number.replaceAll('0', 'o').replaceAll('1', 'I').replaceAll('-', ' – '),
          number.replaceAll('-', '\u2011'),
          Array.from(letters).join('.'),
        ])
          expect(readNumber(written)).toEqual({ ok: true, number });
      }),
    );
  });

  it('finds out every single wrong character and every two that changed places', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.nat(16), fc.constantFrom(...Array.from(ALPHABET)), (number, i, j, other) => {
        const letters = Array.from(number.replaceAll('-', ''));
        const wrong = letters.with(i, other).join('');
        expect(readNumber(wrong).ok).toBe(letters[i] === other);
        const swapped = letters.with(i, letters[j] ?? '').with(j, letters[i] ?? '');
        // The check character stands for itself: it is found out as well.
        expect(readNumber(swapped.join('')).ok).toBe(letters[i] === letters[j]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['7K3M', 'length'],
    ['0000-0000-0000-0000-00', 'length'],
    ['0000-0000-0000-0000-U', 'characters'],
    ['٠٠٠٠-0000-0000-0000-0', 'characters'],
    ['0000-0000-0000-0001-0', 'check'],
  ])('says what is wrong with “%s”: %s', (typed, problem) => {
    expect(readNumber(typed)).toEqual({ ok: false, problem });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => typeof readNumber(typed).ok === 'boolean'));
  });
});
