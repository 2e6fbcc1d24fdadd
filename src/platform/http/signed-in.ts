import type { Request } from 'express';
import { SignInNeeded } from './access.guard.js';
import type { SignedInPerson } from './permissions.types.js';

/** Who is signed in, on a page that only they reach. */
export function signedIn(req: Request): SignedInPerson {
  if (!req.person) throw new SignInNeeded();
  return req.person;
}
