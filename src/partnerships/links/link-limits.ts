import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';

/** A whole hospital may stand behind one network address. */
const opened: RateLimit = { name: 'partner-link-opened', points: 300, seconds: 15 * 60 };
const answered: RateLimit = { name: 'partner-link-answered', points: 30, seconds: 60 * 60 };

/** What every page behind an unguessable link needs: few tries, no search engine, no address handed on. */
@Injectable()
export class LinkLimits {
  constructor(private readonly limits: RateLimits) {}

  /** Somebody opens a link. Throws TooManyRequests. */
  async opened(req: Request, res: Response): Promise<void> {
    quiet(res);
    await this.limits.consume(opened, hashed(req.ip ?? 'unknown'));
  }

  /** Somebody answers through a link. Throws TooManyRequests. */
  async answered(res: Response, token: string): Promise<void> {
    quiet(res);
    await this.limits.consume(answered, hashed(token));
  }
}

function quiet(res: Response): void {
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Cache-Control', 'no-store');
}

/** The counters need not hold who it was. */
function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
