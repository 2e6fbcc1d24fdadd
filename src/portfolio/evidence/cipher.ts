import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

const ALGORITHM = 'aes-256-gcm';
/** Each key is used once, so that the same beginning does for all. */
const IV = Buffer.alloc(12);
const TAG_BYTES = 16;

/** The bytes enciphered under a key of their own, with the tag that shows a later change at their end. */
export function encipher(bytes: Buffer): { key: Buffer; enciphered: Buffer } {
  const key = randomBytes(32);
  const cipher = createCipheriv(ALGORITHM, key, IV);
  return { key, enciphered: Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) };
}

/** The bytes as they were. Throws when they were changed, or the key is another's. */
export async function decipher(stored: Readable, key: Buffer): Promise<Buffer> {
  const enciphered = await buffer(stored);
  const end = enciphered.length - TAG_BYTES;
  const decipherer = createDecipheriv(ALGORITHM, key, IV).setAuthTag(enciphered.subarray(end));
  return Buffer.concat([decipherer.update(enciphered.subarray(0, end)), decipherer.final()]);
}
