import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { answerQuietly } from '../../platform/http/secret-links.js';

/** A whole hospital may stand behind one network address. */
const opened: RateLimit = { name: 'partner-link-opened', points: 300, seconds: 15 * 60 };
const answered: RateLimit = { name: 'partner-link-answered', points: 30, seconds: 60 * 60 };

/** What every page behind an unguessable link needs: few tries, no search engine, no address handed on. */
@Injectable()
export class LinkLimits {
  constructor(private readonly limits: RateLimits) {}

  /** Somebody opens a link. Throws TooManyRequests. */
  async opened(req: Request, res: Response): Promise<void> {
    answerQuietly(res);
    await this.limits.consume(opened, networkAddress(req));
  }

  /** Somebody answers through a link. Throws TooManyRequests. */
  async answered(res: Response, token: string): Promise<void> {
    answerQuietly(res);
    await this.limits.consume(answered, token);
  }
}
