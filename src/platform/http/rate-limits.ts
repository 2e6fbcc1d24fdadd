import { HttpException, HttpStatus, Injectable } from '@nestjs/common';
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

/** Rate limits whose counters live in PostgreSQL, so that all processes count together. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly connections: DatabasePool) {}

  /** Takes one point from the key's allowance; throws TooManyRequests when none is left. */
  async consume(limit: RateLimit, key: string): Promise<void> {
    try {
      await this.limiter(limit).consume(key);
    } catch (reason) {
      if (reason instanceof RateLimiterRes)
        throw new TooManyRequests(Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
      throw reason;
    }
  }

  /** Gives the key its whole allowance back, such as after a sign-in that succeeded. */
  async forgive(limit: RateLimit, key: string): Promise<void> {
    await this.limiter(limit).delete(key);
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
