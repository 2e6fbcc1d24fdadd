import { describe, expect, it } from '@jest/globals';
import { localPath } from './local-path.rules.js';

describe('where to go on after signing in', () => {
  it.each([
    '/',
    '/learning',
    '/trusts?nation=wales&page=2',
    '/courses/advance-decisions#law',
    '/sign-in/%2F%2Fevil.example',
  ])('takes %s', (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    ' /learning',
    'learning',
    '',
    `/${'x'.repeat(3000)}`,
    undefined,
    ['/learning'],
  ])('refuses %j', (path) => {
    expect(localPath(path)).toBeNull();
  });
});
