import { describe, expect, it } from '@jest/globals';
import { fieldName, valueInWords } from './field-words.rules.js';

describe('what is held, in words', () => {
  it.each([
    ['registeredAt', 'Registered at'],
    ['name', 'Name'],
    ['sha256OfThePdf', 'Sha 256 of the pdf'],
  ])('names the field %s “%s”', (field, words) => {
    expect(fieldName(field)).toBe(words);
  });

  it.each([
    [new Date('2026-07-01T22:30:00Z'), '1 July 2026, 23:30'],
    [new Date('2026-07-01T23:30:00Z'), '2 July 2026, 00:30'],
    ['2026-11-25', '25 November 2026'],
    ['2026-11-25 and later', '2026-11-25 and later'],
    [true, 'Yes'],
    [0, '0'],
    [null, '–'],
    ['', '–'],
    [['nurse', 'trainer'], 'nurse, trainer'],
    [[], '–'],
    [[{ a: 1 }], null],
    [{ a: 1 }, null],
  ])('says %j as %j', (value, words) => {
    expect(valueInWords(value)).toBe(words);
  });
});
