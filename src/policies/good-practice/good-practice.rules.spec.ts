import { describe, expect, it } from '@jest/globals';
import { passageOf, type Shareable, whyNotShare } from './good-practice.rules.js';

const fact = (fields: Partial<Shareable> = {}): Shareable => ({
  state: 'stated',
  verified: true,
  superseded: false,
  valueInWords: 'a copy is accepted',
  quote: 'A photocopy shall suffice.',
  paraphrase: 'A copy will do.',
  mayPublish: 'unknown',
  ...fields,
});

describe('good practice', () => {
  it('is a verified passage that still stands and says something', () => {
    expect(whyNotShare(fact())).toEqual([]);
    expect(whyNotShare(fact({ superseded: true }))).toHaveLength(1);
    expect(whyNotShare(fact({ verified: false, state: 'absent' }))).toHaveLength(2);
  });

  it('publishes the words of a document only where that is allowed', () => {
    expect(passageOf(fact())).toEqual({ text: 'A copy will do.', isQuote: false });
    expect(passageOf(fact({ mayPublish: 'no' }))).toEqual({ text: 'A copy will do.', isQuote: false });
    expect(passageOf(fact({ mayPublish: 'yes' }))).toEqual({ text: 'A photocopy shall suffice.', isQuote: true });
    expect(passageOf(fact({ paraphrase: null }))).toEqual({ text: 'a copy is accepted', isQuote: false });
  });

  it('has nothing to show of words alone that are not ours', () => {
    const words = fact({ paraphrase: null, valueInWords: null });
    expect(passageOf(words)).toBeNull();
    expect(whyNotShare(words)[0]).toContain('not ours to publish');
  });
});
