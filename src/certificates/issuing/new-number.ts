import { randomBytes } from 'node:crypto';
import { numberFrom, RANDOM_BYTES } from '../certificate-number.rules.js';

/** A number that no certificate has and nobody can guess. */
export function newNumber(): string {
  return numberFrom(randomBytes(RANDOM_BYTES));
}
