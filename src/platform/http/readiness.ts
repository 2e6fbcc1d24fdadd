import { Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';

/** Whether this process should be sent requests. */
@Injectable()
export class Readiness {
  private state: 'starting' | 'ready' | 'stopping' = 'starting';

  get now(): 'starting' | 'ready' | 'stopping' {
    return this.state;
  }

  /** The product is up. */
  ready(): void {
    this.state = 'ready';
  }

  /** The process was told to stop: what runs is finished, nothing new should come. */
  stopping(): void {
    this.state = 'stopping';
  }
}

/** Answers 503 to everything but the health checks until the schema and what ships are there. */
export function turnAwayUntilReady(readiness: Readiness): RequestHandler {
  return (req, res, next) => {
    if (readiness.now !== 'starting' || req.path.startsWith('/health/')) next();
    else
      res.status(503).set('Retry-After', '5').type('text').send('Beforehand is starting. Try again in a few seconds.');
  };
}
