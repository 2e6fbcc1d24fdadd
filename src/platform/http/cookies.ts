import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { formCookieName } from './csrf.js';
import { SESSION_HOURS, sessionCookieName } from './sessions.js';

/** What a visitor's browser keeps of the time before there was an account; accounts passes it on and clears it. */
export const VISIT_COOKIE = 'beforehand-welcome';

/** A cookie as the cookies page tells people about it. */
export interface DeclaredCookie {
  name: string;
  purpose: string;
  lasts: string;
}

/** Every cookie that the product sets. A module that sets one declares it here. */
@Injectable()
export class Cookies {
  private readonly declared: DeclaredCookie[];

  constructor(@Inject(CONFIG) config: Config) {
    const https = config.publicUrl.startsWith('https:');
    this.declared = [
      {
        name: sessionCookieName(https),
        purpose: 'Keeps you signed in, and shows a message once after you have saved something.',
        lasts: `${String(SESSION_HOURS)} hours after it was last renewed, or until you sign out`,
      },
      {
        name: formCookieName(https),
        purpose: 'Makes sure that a form was sent by you from this site and not by another site in your name.',
        lasts: 'until you close the browser',
      },
    ];
  }

  declare(cookie: DeclaredCookie): void {
    this.declared.push(cookie);
  }

  list(): readonly DeclaredCookie[] {
    return this.declared;
  }
}
