import { describe, expect, it } from '@jest/globals';
import { areaStates, type HeldAnswer, tally } from './area.rules.js';

const answer = (fields: Partial<HeldAnswer> = {}): HeldAnswer => ({
  state: 'stated',
  conflicting: false,
  standing: 'published',
  ...fields,
});
const trust = (code: string, answers: Record<string, HeldAnswer> = {}) => ({
  id: code,
  code,
  name: `Trust ${code}`,
  answers,
});

describe('how an area stands on a question', () => {
  const trusts = [
    trust('A', { copies: answer() }),
    trust('B', { copies: answer({ standing: 'archived' }) }),
    trust('C', { copies: answer({ state: 'absent' }) }),
    trust('D', { copies: answer({ conflicting: true }) }),
    trust('E'),
  ];

  it('counts every organisation once, whatever is known of it', () => {
    const [copies] = tally(['copies'], trusts);
    expect(copies?.states).toMatchObject({ stated: 2, absent: 1, unclear: 1, unknown: 1, partial: 0 });
    expect(areaStates.reduce((sum, state) => sum + (copies?.states[state] ?? 0), 0)).toBe(trusts.length);
  });

  it('tells answers that rest on archived copies, and the organisations behind a gap', () => {
    const [copies] = tally(['copies'], trusts);
    expect(copies?.archived).toBe(1);
    expect(copies?.behindGap.map(({ code, state }) => `${code} ${state}`)).toEqual(['C absent', 'D unclear']);
  });

  it('answers for a question on which nothing is held, and for an area without organisations', () => {
    expect(tally(['forms'], trusts)[0]?.states.unknown).toBe(5);
    expect(tally(['forms'], [])[0]?.states.unknown).toBe(0);
  });
});
