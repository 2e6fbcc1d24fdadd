import { expect, it } from '@jest/globals';
import { mayVerify } from './attributes-to-verify.rules.js';

it('lets nobody verify what they recorded, and anybody what came with a file', () => {
  const readBy = { reviewOn: { by: 'ann', on: '2026-11-01' }, version: { by: 'ben', on: '2026-11-02' } };
  const document = { unverified: ['reviewOn', 'version', 'title'] as const, readBy };
  const given = { ...document, unverified: [...document.unverified] };
  expect(mayVerify(given, 'ann')).toEqual(['version', 'title']);
  expect(mayVerify(given, 'cid')).toEqual(['reviewOn', 'version', 'title']);
  expect(mayVerify({ unverified: [], readBy }, 'cid')).toEqual([]);
});
