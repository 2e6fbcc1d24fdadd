import { createHash } from 'node:crypto';

/** An address as it is remembered once its person has refused: whoever has the address finds it, and nobody reads it. */
export function addressHash(email: string): string {
  return createHash('sha256').update(`refused ${email.toLowerCase()}`).digest('base64url');
}
