import { describe, expect, it } from '@jest/globals';
import { contrastOf, LEAST_CONTRAST } from './contrast.rules.js';

const half = (one: number, other: number) => Uint8Array.from({ length: 200 }, (_, at) => (at < 100 ? one : other));

describe('the contrast of a picture', () => {
  it('is as WCAG reckons it', () => {
    expect(contrastOf(half(0, 255))).toBeCloseTo(21);
    expect(contrastOf(half(128, 128))).toBe(1);
    expect(contrastOf(half(0x77, 255))).toBeCloseTo(4.48, 1);
    expect(contrastOf(half(0xcc, 255))).toBeLessThan(LEAST_CONTRAST);
    expect(contrastOf(new Uint8Array())).toBe(1);
  });

  it('is not made by a few points', () => {
    const specks = new Uint8Array(200).fill(200);
    specks.set([0, 255], 0);
    expect(contrastOf(specks)).toBe(1);
  });
});
