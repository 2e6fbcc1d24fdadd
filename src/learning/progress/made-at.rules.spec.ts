import { describe, expect, it } from '@jest/globals';
import { madeAt } from './made-at.rules.js';

const now = new Date('2026-11-25T12:00:00Z');
const at = (keptFor: unknown, from: string | null = null) =>
  madeAt(now, keptFor, from === null ? null : new Date(from)).toISOString();

describe('when something was done that was kept while the network was away', () => {
  it('is so long ago as it was kept', () => {
    expect(at('600000')).toBe('2026-11-25T11:50:00.000Z');
    expect(at('0')).toBe(now.toISOString());
  });

  it('is never before it became possible, nor in the future', () => {
    expect(at('600000', '2026-11-25T11:55:00Z')).toBe('2026-11-25T11:55:00.000Z');
    expect(at('600000', '2026-11-25T13:00:00Z')).toBe(now.toISOString());
  });

  it('is now where nothing that can be read is said, and at most a month ago', () => {
    for (const said of [undefined, '', '-5', '1e3', ['600000'], 600000, 'yesterday'])
      expect(at(said)).toBe(now.toISOString());
    expect(at('999999999999')).toBe('2026-10-26T12:00:00.000Z');
  });
});
