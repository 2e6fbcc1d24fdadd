import { describe, expect, it } from '@jest/globals';
import type { TemplateContent } from '../certificates.types.js';
import { designed, doubtsAbout, OWN_WORDING, previewOf } from './template.rules.js';

const TODAY = '2026-11-24';
const accreditation = (validFrom: string, validUntil: string) => ({
  body: 'Fictional College',
  reference: 'F-1',
  validFrom,
  validUntil,
});
const content = (change: Partial<TemplateContent> = {}): TemplateContent => ({
  wording: OWN_WORDING,
  signatory: null,
  accreditations: [],
  logos: [],
  ...change,
});
const design = (change: Partial<TemplateContent> = {}) => ({ versionId: 'v', content: content(change) });

describe('what a certificate takes from its template', () => {
  it('is nothing where there is none', () => {
    const own = { name: 'A. N. Other', role: null };
    expect(designed(null, TODAY, own)).toEqual({ accreditations: [], signatory: own });
  });

  it.each([
    ['2026-11-24', '2026-11-24', 1],
    ['2026-01-01', '2026-11-23', 0],
    ['2026-11-25', '2027-11-24', 0],
  ])('is an accreditation from %s to %s as long as it is live', (from, until, borne) => {
    const { accreditations } = designed(design({ accreditations: [accreditation(from, until)] }), TODAY, null);
    expect(accreditations).toHaveLength(borne);
  });

  it('is who signs, else whom the installation names', () => {
    const [own, theirs] = [
      { name: 'Own', role: null },
      { name: 'Theirs', role: 'Chair' },
    ];
    expect(designed(design(), TODAY, own).signatory).toEqual(own);
    expect(designed(design({ signatory: theirs }), TODAY, own).signatory).toEqual(theirs);
  });
});

describe('whoever puts a template to use', () => {
  it.each([
    ['2026-01-01', '2026-11-23', 'has ended'],
    ['2026-12-01', '2027-12-01', 'has not begun'],
    ['2026-01-01', '2026-12-31', 'ends soon'],
  ])('is told of an accreditation from %s to %s', (from, until, words) => {
    expect(doubtsAbout(content({ accreditations: [accreditation(from, until)] }), TODAY)).toEqual([
      expect.stringContaining(words),
    ]);
  });

  it('is told of nothing else', () => {
    expect(doubtsAbout(content({ accreditations: [accreditation('2026-01-01', '2027-11-24')] }), TODAY)).toEqual([]);
  });
});

describe('a preview', () => {
  it('is always a sample, and of nobody', () => {
    const of = { today: TODAY, publicUrl: 'https://b.example', provider: 'P', ownSignatory: null };
    const [usual, long] = [false, true].map((each) => previewOf(design(), { ...of, long: each }));
    expect([usual?.sample, long?.sample]).toEqual([true, true]);
    expect(usual?.holder.name).toBe('Name of the holder');
    expect(long?.holder.name.length).toBeGreaterThan(200);
  });
});
