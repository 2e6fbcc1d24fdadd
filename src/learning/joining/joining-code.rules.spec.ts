import { describe, expect, it } from '@jest/globals';
import { codeState, mayJoin } from './joining-code.rules.js';

const code = { cohortEnded: false, stopped: false, expiresOn: '2026-12-24', mostUses: 2, uses: 0 };

describe('a code to join with', () => {
  it('works until the end of its last day, and as often as it may be used', () => {
    expect(codeState(code, '2026-12-24')).toBe('open');
    expect(codeState(code, '2026-12-25')).toBe('expired');
    expect(codeState({ ...code, uses: 1 }, '2026-12-24')).toBe('open');
    expect(codeState({ ...code, uses: 2 }, '2026-12-24')).toBe('used_up');
    expect(codeState({ ...code, uses: 9999, mostUses: null }, '2026-12-24')).toBe('open');
    expect(codeState({ ...code, stopped: true }, '2026-12-24')).toBe('stopped');
    expect(codeState({ ...code, stopped: true, cohortEnded: true }, '2026-12-24')).toBe('ended');
  });

  it('is for addresses of its domains and those below, and for no others that look alike', () => {
    expect(mayJoin('a@nhs.net', [])).toBe(true);
    expect(mayJoin('A@NHS.net', ['nhs.net'])).toBe(true);
    expect(mayJoin('a@ward.riverbank.nhs.uk', ['riverbank.nhs.uk'])).toBe(true);
    for (const other of [
      'a@evilnhs.net',
      'a@nhs.net.evil.example',
      'nhs.net@evil.example',
      'a@evil.example@evil.example',
    ])
      expect([other, mayJoin(other, ['nhs.net'])]).toEqual([other, false]);
  });
});
