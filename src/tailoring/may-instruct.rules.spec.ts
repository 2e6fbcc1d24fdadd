import { describe, expect, it } from '@jest/globals';
import { aFact } from '../../test/factories/tailoring.js';
import { mayInstruct } from './may-instruct.rules.js';

const ON = '2026-11-24';

describe('mayInstruct', () => {
  it('lets a confirmed, replied or published fact instruct while it is young', () => {
    for (const standing of ['confirmed', 'foi_reply', 'published'] as const)
      expect(mayInstruct(aFact({ standing }), ON, 24)).toEqual([]);
    expect(mayInstruct(aFact({ agesFrom: '2024-11-24' }), ON, 24)).toEqual([]);
    expect(mayInstruct(aFact({ agesFrom: '2024-11-23' }), ON, 24)).toEqual(['it is too old to rely on']);
  });

  it('counts a month or a year from its first day', () => {
    expect(mayInstruct(aFact({ agesFrom: '2024-11' }), ON, 24)).toEqual(['it is too old to rely on']);
    expect(mayInstruct(aFact({ agesFrom: '2024-12' }), ON, 24)).toEqual([]);
    expect(mayInstruct(aFact({ agesFrom: '2025' }), ON, 24)).toEqual([]);
  });

  it('gives every reason against', () => {
    const fact = aFact({
      standing: 'archived',
      agesFrom: null,
      conflicting: true,
      fromPredecessor: { code: 'ZZ9', name: 'Old Mill Hospitals' },
    });
    expect(mayInstruct(fact, ON, 24)).toEqual([
      'it is from an archived copy',
      'it is not dated',
      'sources disagree about it',
      'it is from Old Mill Hospitals, before this Trust',
    ]);
  });
});
