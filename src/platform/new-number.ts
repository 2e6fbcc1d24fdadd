import { randomBytes } from 'node:crypto';
import { numberFrom, RANDOM_BYTES } from './readable-number.rules.js';

/** A number that nobody can guess and everybody can read aloud: of a certificate, or a code to join with. */
export function newNumber(): string {
  return numberFrom(randomBytes(RANDOM_BYTES));
}
