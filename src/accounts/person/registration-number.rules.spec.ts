import { describe, expect, it } from '@jest/globals';
import { checkRegistrationNumber } from './registration-number.rules.js';

describe('the form of a registration number', () => {
  it.each([
    ['nmc', '00a 0000b', '00A0000B'],
    ['gmc', '000 0000', '0000000'],
    ['hcpc', 'pa000001', 'PA000001'],
    ['hcpc', 'PYL1', 'PYL1'],
    ['gphc', ' 0000000 ', '0000000'],
    ['other', 'sw/00-1', 'SW/00-1'],
  ] as const)('%s takes %s and keeps %s', (body, typed, number) => {
    expect(checkRegistrationNumber(body, typed)).toEqual({ ok: true, number });
  });

  it.each([
    ['nmc', '0000000', 'NMC PIN'],
    ['nmc', '00A0000', 'NMC PIN'],
    ['gmc', 'C0000000', 'seven digits'],
    ['hcpc', 'XX000001', 'letters of your profession'],
    ['hcpc', 'PA0000001', 'up to six digits'],
    ['gphc', '٠٠٠٠٠٠٠', 'seven digits'],
    ['other', '😀', '30 at most'],
    ['other', '', '30 at most'],
  ] as const)('%s refuses %s and says what to enter', (body, typed, words) => {
    const checked = checkRegistrationNumber(body, typed);
    expect(checked).toMatchObject({ ok: false, problem: expect.stringContaining(words) });
  });
});
