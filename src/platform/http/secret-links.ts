import { createHash, randomBytes } from 'node:crypto';
import type { Response } from 'express';

/** What makes the address of a link unguessable: 256 random bits, fit for an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: enough to know it again, not enough to open the link with. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A page behind a secret link is in no search engine and no cache, and does not hand its address on. */
export function answerQuietly(res: Response): void {
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Cache-Control', 'no-store');
}
