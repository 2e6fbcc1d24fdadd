import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { ClsService } from 'nestjs-cls';
import { Database } from '../../platform/database/database.js';
import { measuredSeconds, type WelcomeVisit } from './measured-time.rules.js';
import { Visits } from './visits.js';

const TAKE = 'beforehand.take-visit';

/**
 * Lets an account that is being made take over what its browser did before. Accounts knows nothing of it: the visit
 * waits in the request's context until somebody is registered under it.
 */
@Injectable()
export class VisitAtHand implements NestMiddleware {
  constructor(
    private readonly visits: Visits,
    private readonly context: ClsService,
  ) {}

  use(req: Request, res: Response, next: NextFunction): void {
    this.context.set(TAKE, () => {
      const visit = this.visits.visitOf(req);
      // The next person at a shared computer did not spend these minutes.
      if (visit) this.visits.forget(res);
      return visit;
    });
    next();
  }
}

/** The two-minute cases of people who registered afterwards. */
@Injectable()
export class WelcomeCases {
  constructor(
    private readonly database: Database,
    private readonly context: ClsService,
  ) {}

  /** Keeps the visit of the request in which the person registered, if there was one. In the caller's transaction. */
  async keepFor(personId: string): Promise<void> {
    const take = this.context.isActive()
      ? this.context.get<(() => WelcomeVisit | undefined) | undefined>(TAKE)
      : undefined;
    const visit = take?.();
    if (!visit) return;
    await this.database.query(
      `insert into welcome_case (person_id, nation, answer, opened_at, seconds) values ($1, $2, $3, $4, $5)
       on conflict (person_id) do nothing`,
      [personId, visit.nation, visit.answer, new Date(visit.openedAt), measuredSeconds(visit)],
    );
  }
}
