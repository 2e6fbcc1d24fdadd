import { describe, expect, it } from '@jest/globals';
import { statusOf } from './certificate-status.rules.js';

const valid = { revokedOn: null, sample: false, supersededOn: null, validUntil: null };

describe('what a certificate is worth', () => {
  it.each([
    [{}, 'valid'],
    [{ validUntil: '2026-11-24' }, 'valid'],
    [{ validUntil: '2026-11-23' }, 'expired'],
    [{ validUntil: '2026-11-23', supersededOn: '2026-01-01' }, 'superseded'],
    [{ sample: true }, 'sample'],
    [{ sample: true, supersededOn: '2026-01-01', validUntil: '2026-01-01' }, 'sample'],
    [{ sample: true, revokedOn: '2026-01-01' }, 'revoked'],
    [{ revokedOn: '2026-01-01', supersededOn: '2026-01-01', validUntil: '2026-01-01' }, 'revoked'],
  ])('%j is %s', (what, status) => {
    expect(statusOf({ ...valid, ...what }, '2026-11-24')).toBe(status);
  });
});
