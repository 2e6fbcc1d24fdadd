import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pooled, toldCount, toldFigure, toldShare } from './small-numbers.rules.js';

describe('numbers of people', () => {
  it('are hidden when they are small, and rough otherwise', () => {
    expect([0, 1, 4, 5, 7, 8, 12, 13, 1234].map((count) => toldCount(count).text)).toEqual([
      '0',
      'fewer than 5',
      'fewer than 5',
      '5',
      '5',
      '10',
      '10',
      '15',
      '1,235',
    ]);
  });

  it('give back no small one by subtraction: every difference of two leaves several possible', () => {
    const all = Array.from({ length: 80 }, (_, count) => count);
    for (const whole of all.slice(5, 70))
      for (const small of [1, 2, 3, 4]) {
        const [told, rest] = [toldCount(whole).text, toldCount(whole - small).text];
        const possible = new Set(
          all
            .filter((one) => toldCount(one).text === told)
            .flatMap((one) =>
              all.filter((other) => other <= one && toldCount(other).text === rest).map((other) => one - other),
            ),
        );
        expect(possible.size).toBeGreaterThanOrEqual(3);
      }
  });

  it('hide shares and figures that rest on few', () => {
    expect(toldShare(3, 100).text).toBe('too few to say');
    expect(toldShare(2, 4).text).toBe('too few to say');
    expect(toldShare(0, 40)).toEqual({ text: '0 %', value: 0 });
    expect(toldShare(22, 41)).toEqual({ text: '50 %', value: 50 });
    expect(toldFigure(7, 4, String).text).toBe('too few to say');
    expect(toldFigure(null, 9, String).value).toBeNull();
    expect(toldFigure(7, 9, (minutes) => `${String(minutes)} min`).text).toBe('7 min');
  });

  describe('of parts beside their whole', () => {
    const join = (parts: readonly { name: string; people: number }[]) => ({
      name: parts.map(({ name }) => name).join('+'),
      people: parts.reduce((sum, { people }) => sum + people, 0),
    });
    const named = (people: readonly number[]) => people.map((count, at) => ({ name: String(at), people: count }));

    it('stand alone where all are large, and take the smallest large one along where the small are too few', () => {
      expect(pooled(named([7, 0, 5]), join)).toEqual([
        { name: '0', people: 7 },
        { name: '2', people: 5 },
      ]);
      expect(pooled(named([2, 40, 3]), join)).toEqual([
        { name: '1', people: 40 },
        { name: '0+2', people: 5 },
      ]);
      expect(pooled(named([40, 2, 9]), join)).toEqual([
        { name: '0', people: 40 },
        { name: '1+2', people: 11 },
      ]);
      expect(pooled(named([2, 2]), join)).toEqual([]);
    });

    it('leave nobody out and tell of no few, whatever is taken from what', () => {
      fc.assert(
        fc.property(fc.array(fc.nat(30), { maxLength: 9 }), fc.constantFrom(5, 10), (people, fewest) => {
          const told = pooled(named(people), join, fewest);
          const whole = people.reduce((sum, count) => sum + count, 0);
          if (whole < fewest) return told.length === 0;
          const sum = told.reduce((all, part) => all + part.people, 0);
          return sum === whole && told.every((part) => part.people >= fewest);
        }),
      );
    });
  });
});
