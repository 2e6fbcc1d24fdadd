import { describe, expect, it } from '@jest/globals';
import { readReference, referenceOf } from './report-reference.rules.js';

describe('the reference of a report', () => {
  it('is read back however it is typed', () => {
    const reference = referenceOf(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 25, 26]));
    expect(reference).toBe('2345-6789-Y2');
    for (const typed of [reference, '23456789y2', ' 2345 6789 y2 ']) expect(readReference(typed)).toBe(reference);
  });

  it.each(['', '2345-6789', '2345-6789-Y2-3', '0000-0000-00', "' or 1=1", '😀'.repeat(5)])('is not "%s"', (text) => {
    expect(readReference(text)).toBeNull();
  });
});
