import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';
import type { PersonLoader } from './person-loader.js';
import type { SignedInPerson } from './permissions.types.js';

const PRUNE_SECONDS = 900;

/**
 * Sessions in PostgreSQL. Nearly every request of a session asks for the person behind it, so both are read at once.
 */
export class SessionStore extends connectPgSimple(session) {
  /** Who was read along with what is stored. */
  private readonly behind = new WeakMap<SessionData, SignedInPerson | null>();

  constructor(
    pool: Pool,
    private readonly people: PersonLoader,
  ) {
    super({ pool, tableName: 'session', disableTouch: true, pruneSessionInterval: PRUNE_SECONDS });
  }

  override get(sessionId: string, done: (error: unknown, found?: SessionData | null) => void): void {
    this.people.bySession(sessionId).then(
      (found) => {
        if (found) this.behind.set(found.session, found.person);
        done(null, found?.session ?? null);
      },
      (error: unknown) => {
        done(error);
      },
    );
  }

  /** The request takes along who is behind its session. */
  override createSession(req: Request, stored: SessionData): session.Session & SessionData {
    req.personOfSession = this.behind.get(stored) ?? null;
    return super.createSession(req, stored);
  }
}
