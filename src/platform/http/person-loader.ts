import type { SessionData } from 'express-session';
import type { SignedInPerson } from './permissions.types.js';

/** A stored session with who is behind it; null for a visitor, and for somebody who may no longer sign in. */
export interface SessionWithPerson {
  session: SessionData;
  person: SignedInPerson | null;
}

/** Who is behind a session. Accounts provides it; platform knows no module. */
export abstract class PersonLoader {
  /** The session that is stored under this id and has not ended, with its person; undefined when there is none. One query. */
  abstract bySession(sessionId: string): Promise<SessionWithPerson | undefined>;
}
