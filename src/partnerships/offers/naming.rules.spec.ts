import { describe, expect, it } from '@jest/globals';
import type { OfferContent } from '../partnerships.types.js';
import { learnersInWords, mayTellCount, namedTooEarly } from './naming.rules.js';

const content = (markdown: string, key: OfferContent['sections'][number]['key'] = 'gaps') => ({
  title: 'An offer',
  place: { kind: 'icb' as const, name: 'Fellside', fictional: true },
  sections: [{ key, heading: 'A section', markdown }],
});
const trusts = (closed: boolean) => [{ name: 'Riverbank Hospitals NHS Foundation Trust', closed }];

describe('whom an offer may name', () => {
  it('nobody for a gap before their right of reply is closed, however they are written', () => {
    for (const words of ['At Riverbank Hospitals NHS Foundation Trust …', '**riverbank   hospitals** is silent'])
      expect(namedTooEarly(content(words), trusts(false))).toEqual(['Riverbank Hospitals NHS Foundation Trust']);
    expect(namedTooEarly(content('Riverbank Hospitals'), trusts(true))).toEqual([]);
  });

  it('anybody for what is in place, for learners and contacts', () => {
    for (const key of ['in_place', 'learners', 'contacts'] as const)
      expect(namedTooEarly(content('Riverbank Hospitals', key), trusts(false))).toEqual([]);
  });

  it('the area, though a Trust in it has its name; but not that Trust', () => {
    const fells = [{ name: 'Fellside NHS Foundation Trust', closed: false }];
    expect(namedTooEarly(content('In Fellside seven are silent'), fells)).toEqual([]);
    expect(namedTooEarly(content('At Fellside NHS Foundation Trust'), fells)).toHaveLength(1);
  });

  it('the Trust itself in an offer to it', () => {
    const own = {
      ...content('Riverbank Hospitals'),
      place: { kind: 'organisation' as const, name: 'R', fictional: true },
    };
    expect(namedTooEarly(own, trusts(false))).toEqual([]);
  });

  it('tells no number that names somebody', () => {
    expect([mayTellCount(1, 2), mayTellCount(2, 2), mayTellCount(3, 3), mayTellCount(0, 5)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([mayTellCount(1, 3), mayTellCount(4, 5)]).toEqual([true, true]);
    expect([0, 1, 4, 5, 1234].map(learnersInWords)).toEqual(['none yet', 'fewer than 5', 'fewer than 5', '5', '1,234']);
  });
});
