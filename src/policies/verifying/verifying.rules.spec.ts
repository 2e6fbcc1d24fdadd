import { describe, expect, it } from '@jest/globals';
import { whyNotVerify } from './verifying.rules.js';

const fact = { extractedById: null, superseded: false, verifiedOn: null };

describe('who may verify a fact', () => {
  it('anyone who did not record it', () => {
    expect(whyNotVerify(fact, 'me')).toEqual([]);
    expect(whyNotVerify({ ...fact, extractedById: 'somebody else' }, 'me')).toEqual([]);
  });

  it('never the one who recorded it', () => {
    expect(whyNotVerify({ ...fact, extractedById: 'me' }, 'me')).toHaveLength(1);
  });

  it('nobody once it is verified or superseded', () => {
    expect(whyNotVerify({ ...fact, verifiedOn: '2026-11-23', superseded: true }, 'me')).toHaveLength(2);
  });
});
