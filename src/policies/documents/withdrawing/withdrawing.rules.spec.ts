import { expect, it } from '@jest/globals';
import { whyNotWithdraw } from './withdrawing.rules.js';

it('a document is taken back while nothing was built on it', () => {
  expect(whyNotWithdraw({ isCited: false, later: null })).toEqual([]);
  expect(whyNotWithdraw({ isCited: true, later: 'Policy 2026' })).toEqual([
    expect.stringContaining('Facts were read in it'),
    expect.stringContaining('“Policy 2026” says that it replaces this one'),
  ]);
});
