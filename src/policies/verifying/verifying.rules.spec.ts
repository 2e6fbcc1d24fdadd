import { describe, expect, it } from '@jest/globals';
import { whyNotChange, whyNotSendBack, whyNotVerify } from './verifying.rules.js';

const fact = { extractedById: null, superseded: false, verifiedOn: null, sentBackFor: null };

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

  it('nobody while it is with whoever recorded it', () => {
    const sentBack = { ...fact, extractedById: 'first', sentBackFor: 'Page 4 says otherwise.' };
    expect(whyNotVerify(sentBack, 'me')).toHaveLength(1);
    expect(whyNotSendBack(sentBack, 'me')).toHaveLength(1);
  });
});

describe('what else may be done with it', () => {
  it('is to send it back, when somebody recorded it here', () => {
    expect(whyNotSendBack({ ...fact, extractedById: 'first' }, 'me')).toEqual([]);
    expect(whyNotSendBack(fact, 'me')).toHaveLength(1);
    expect(whyNotSendBack({ ...fact, extractedById: 'me' }, 'me')).toHaveLength(1);
  });

  it('is to take back even one’s own, while it stands and nobody verified it', () => {
    expect(whyNotChange(fact)).toEqual([]);
    expect(whyNotChange({ ...fact, superseded: true })).toHaveLength(1);
  });
});
