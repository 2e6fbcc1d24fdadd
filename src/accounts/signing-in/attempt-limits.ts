import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * A whole hospital may stand behind one network address, so an address alone is allowed much; one account from one
 * address little; one account from everywhere a little more.
 */
const passwordFromHere: RateLimit = { name: 'password-from-here', points: 10, seconds: 15 * MINUTE };
const passwordOfAccount: RateLimit = { name: 'password-of-account', points: 50, seconds: HOUR };
const passwordFromAddress: RateLimit = { name: 'password-from-address', points: 300, seconds: 15 * MINUTE };
const mailToAccount: RateLimit = { name: 'mail-to-account', points: 5, seconds: HOUR };
const mailFromAddress: RateLimit = { name: 'mail-from-address', points: 300, seconds: HOUR };

/** How often passwords may be tried and mail be asked for. Counts the same whether or not there is such an account. */
@Injectable()
export class AttemptLimits {
  constructor(private readonly limits: RateLimits) {}

  /** A password is about to be tried. Throws TooManyRequests. */
  async passwordTried(req: Request, email: string): Promise<void> {
    await this.limits.consume(passwordFromAddress, networkAddress(req));
    await this.limits.consume(passwordFromHere, networkAddress(req), email);
    await this.limits.consume(passwordOfAccount, email);
  }

  /** The password was right: mistakes before are forgiven. Not those of the network address, which are others' too. */
  async passwordRight(req: Request, email: string): Promise<void> {
    await this.limits.forgive(passwordFromHere, networkAddress(req), email);
    await this.limits.forgive(passwordOfAccount, email);
  }

  /** Mail is about to be asked for. Throws TooManyRequests. */
  async mailAsked(req: Request, email: string): Promise<void> {
    await this.limits.consume(mailFromAddress, networkAddress(req));
    await this.limits.consume(mailToAccount, email);
  }
}
