import { describe, expect, it } from '@jest/globals';
import { normalisedPassword, passwordProblem } from './password.rules.js';

const email = 'mary.jones@example.nhs.uk';

describe('what a password may be', () => {
  it.each([
    'kettle orchard tram',
    'aaaaaaaab-c-d-e',
    'correct horse',
    '十分に長いパスワードです',
    '😀😁😂🤣😃😄😅😆😉😊',
    'x1y2z3'.repeat(33),
    "'; drop table person; --",
  ])('takes "%s": long is enough', (password) => {
    expect(passwordProblem(password, email)).toBeNull();
  });

  it('counts signs as people see them, not bytes', () => {
    expect(passwordProblem('😀😁😂🤣😃😄😅😆😉', email)).toMatch(/at least 10/);
    expect(passwordProblem(`${'ab'.repeat(100)}c`, email)).toMatch(/at most 200/);
  });

  it.each([
    'Password123',
    'p@ssw0rd2026',
    '1234567890',
    '0987654321',
    'aaaaaaaaaa',
    'abcdefghij',
    'Liverpool1!',
    'qwertyuiop',
    '!!welcome!!2026',
  ])('refuses "%s", which is tried first', (password) => {
    expect(passwordProblem(password, email)).toMatch(/tried first/);
  });

  it.each(['mary.jones@example.nhs.uk', 'Mary.Jones1', '2026mary.jones'])(
    'refuses "%s", made of the address',
    (password) => {
      expect(passwordProblem(password, email)).toMatch(/email address/);
    },
  );

  it('takes the address as a part of something longer', () => {
    expect(passwordProblem('mary.jones eats plums', email)).toBeNull();
  });

  it('reads the same sign in two spellings alike', () => {
    expect(normalisedPassword('cafe\u0301 orchard')).toBe(normalisedPassword('café orchard'));
  });
});
