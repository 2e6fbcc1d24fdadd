import type { SignedInPerson } from './permissions.types.js';

/** Who is behind a session. Accounts provides it; platform knows no module. */
export abstract class PersonLoader {
  /** The person with this id, or null when they may no longer sign in. One query. */
  abstract load(id: string): Promise<SignedInPerson | null>;
}
