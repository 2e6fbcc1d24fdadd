import { createHash } from 'node:crypto';
import { HttpException, HttpStatus, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DatabasePool } from '../database/pool.js';

/** How often something may be done: so many points in so many seconds for each key. */
export interface RateLimit {
  /** Names the limit; limits with the same name count together. */
  name: string;
  points: number;
  seconds: number;
}

/** Refusal to do something again so soon. */
export class TooManyRequests extends HttpException {
  constructor(readonly retryAfterSeconds: number) {
    super(
      `Wait ${retryAfterSeconds < 90 ? `${String(retryAfterSeconds)} seconds` : `${String(Math.ceil(retryAfterSeconds / 60))} minutes`}, then try again.`,
      HttpStatus.TOO_MANY_REQUESTS,
    );
  }
}

/** Where a request comes from, as far as a limit can tell: a whole hospital may stand behind one network address. */
export function networkAddress(req: Request): string {
  return req.ip ?? 'unknown';
}

/** Rate limits whose counters live in PostgreSQL, so that all processes count together. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly connections: DatabasePool) {}

  /**
   * Takes one point from the allowance of whom the parts name together: an address, an account. Throws TooManyRequests
   * when none is left.
   */
  async consume(limit: RateLimit, ...who: string[]): Promise<void> {
    try {
      await this.limiter(limit).consume(keyOf(who));
    } catch (reason) {
      if (reason instanceof RateLimiterRes)
        throw new TooManyRequests(Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
      throw reason;
    }
  }

  /** Gives them their whole allowance back, such as after a sign-in that succeeded. */
  async forgive(limit: RateLimit, ...who: string[]): Promise<void> {
    await this.limiter(limit).delete(keyOf(who));
  }

  private limiter(limit: RateLimit): RateLimiterPostgres {
    const known = this.limiters.get(limit.name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: this.connections.pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.seconds,
    });
    this.limiters.set(limit.name, limiter);
    return limiter;
  }
}

/** The counters need not hold who it was. */
function keyOf(who: string[]): string {
  return createHash('sha256').update(who.join('\n')).digest('base64url');
}
