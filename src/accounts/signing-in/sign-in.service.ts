import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { sessionCookieName } from '../../platform/http/sessions.js';
import { PersonRecords } from '../person/person-records.js';
import { Passwords } from './passwords.js';

/** Who may come in, and the sessions of those who have. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRecords,
    private readonly passwords: Passwords,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The id of the person whose address and password these are, or null: no such account, wrong password, address not
   * confirmed, deactivated. Which of them is told to nobody, and takes equally long.
   */
  async check(email: string, password: string): Promise<string | null> {
    const account = await this.people.byEmail(email);
    const right = await this.passwords.verify(account?.passwordHash, password);
    return account && right && account.confirmed && !account.deactivated ? account.id : null;
  }

  /** Signs the person in under a new session id, so that one planted before is worth nothing. */
  async start(req: Request, personId: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      req.login({ id: personId }, settled(resolve, reject));
    });
  }

  /** Signs out: the session is gone from the database, its cookie from the browser. */
  async end(req: Request, res: Response): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      req.session.destroy(settled(resolve, reject));
    });
    const https = this.config.publicUrl.startsWith('https:');
    res.clearCookie(sessionCookieName(https), { path: '/', httpOnly: true, sameSite: 'lax', secure: https });
  }

  /** Nobody is signed in on this browser from now on; what was to be shown once may still be said. */
  async renew(req: Request): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      req.session.regenerate(settled(resolve, reject));
    });
  }

  /** Ends the person's sessions on all devices, save the one given. In the caller's transaction. */
  async endAll(personId: string, except: string | null): Promise<void> {
    await this.database.query(
      `delete from session where sess -> 'passport' ->> 'user' = $1 and sid is distinct from $2`,
      [personId, except],
    );
  }
}

function settled(resolve: () => void, reject: (reason: Error) => void) {
  return (error: unknown) => {
    if (error === undefined || error === null) resolve();
    else reject(error instanceof Error ? error : new Error('The session could not be stored'));
  };
}
