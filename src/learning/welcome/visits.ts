import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { nations } from '../../organisations/organisations.types.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { VISIT_COOKIE } from '../../platform/http/cookies.js';
import { Seals } from '../../platform/http/seals.js';
import { isKept, VISIT_KEPT_MS, type WelcomeVisit } from './measured-time.rules.js';

const OPENING = 'welcome-opening';
const VISIT = 'welcome-visit';

const visitSchema = z.object({
  nation: z.enum(nations),
  answer: z.string(),
  openedAt: z.number(),
  endedAt: z.number(),
});

/** Keeps with the visitor's own browser, signed, what they did before there was an account. */
@Injectable()
export class Visits {
  constructor(
    private readonly seals: Seals,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** For the case's form: the instant at which the case was opened. */
  opening(): string {
    return this.seals.seal(OPENING, this.clock.now().getTime());
  }

  /** Keeps the answer. A form without a good opening counts from now. */
  answered(
    res: Response,
    given: { nation: WelcomeVisit['nation']; answer: string; opening: string | undefined },
  ): void {
    const now = this.clock.now().getTime();
    const opened = this.seals.open(OPENING, given.opening);
    this.keep(res, {
      nation: given.nation,
      answer: given.answer,
      openedAt: typeof opened === 'number' ? opened : now,
      endedAt: now,
    });
  }

  /** The visitor went on reading: the case ends now. */
  continued(req: Request, res: Response): void {
    const visit = this.visitOf(req);
    if (visit) this.keep(res, { ...visit, endedAt: this.clock.now().getTime() });
  }

  /** What this browser's visitor did within the last day. */
  visitOf(req: Request): WelcomeVisit | undefined {
    return this.open((req.cookies as Record<string, string | undefined>)[VISIT_COOKIE]);
  }

  /** As visitOf, from the cookie's value. */
  open(cookie: string | null | undefined): WelcomeVisit | undefined {
    const parsed = visitSchema.safeParse(this.seals.open(VISIT, cookie));
    return parsed.success && isKept(parsed.data, this.clock.now().getTime()) ? parsed.data : undefined;
  }

  private keep(res: Response, visit: WelcomeVisit): void {
    res.cookie(VISIT_COOKIE, this.seals.seal(VISIT, visit), { ...this.cookieOptions(), maxAge: VISIT_KEPT_MS });
  }

  private cookieOptions() {
    const secure = this.config.publicUrl.startsWith('https:');
    return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  }
}
