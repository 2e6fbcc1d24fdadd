import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import passport from 'passport';
import type { SignedInPerson } from './permissions.types.js';
import type { SessionStore } from './session-store.js';

const HOUR = 3_600_000;
/** A session ends so long after it was last renewed, and is renewed at most once an hour. */
export const SESSION_HOURS = 12;

/** The session cookie's name; the `__Host-` prefix binds it to this host over HTTPS. */
export function sessionCookieName(https: boolean): string {
  return https ? '__Host-beforehand' : 'beforehand';
}

/** Sessions in PostgreSQL, and the person behind each. A visitor who never signs in has none. */
export function sessions(options: { store: SessionStore; secret: string; https: boolean }): RequestHandler[] {
  // One of its own: the library's shared one would ask the people of every application in the process.
  const authenticator = new passport.Passport();
  authenticator.serializeUser((user, done) => {
    done(null, (user as SignedInPerson).id);
  });
  authenticator.deserializeUser(
    (req: Request, id: string, done: (error: unknown, user?: Express.User | false) => void) => {
      const person = req.personOfSession;
      done(null, person?.id === id ? person : false);
    },
  );
  return [
    session({
      store: options.store,
      name: sessionCookieName(options.https),
      secret: options.secret,
      resave: false,
      saveUninitialized: false,
      cookie: {
        httpOnly: true,
        sameSite: 'lax',
        secure: options.https,
        path: '/',
        maxAge: SESSION_HOURS * HOUR,
      },
    }),
    authenticator.session() as RequestHandler,
    personOfSession,
    storeBeforeRedirect,
  ];
}

/**
 * A browser follows a redirect as soon as it has read its head, which the library sends before it stores the session:
 * the next page would not know yet what it has to say.
 */
function storeBeforeRedirect(req: Request, res: Response, next: NextFunction): void {
  const redirect = res.redirect.bind(res) as (...target: [string] | [number, string]) => void;
  res.redirect = (...target: [string] | [number, string]) => {
    // Signing out leaves no session behind.
    const session = req.session as Request['session'] | undefined;
    if (session?.notice === undefined) redirect(...target);
    else
      session.save((error: unknown) => {
        if (error) next(error);
        else redirect(...target);
      });
  };
  next();
}

function personOfSession(req: Request, _res: Response, next: NextFunction): void {
  req.person = req.user as SignedInPerson | undefined;
  req.notify = (message) => {
    req.session.notice = message;
  };
  if (req.person && Date.now() - (req.session.touchedAt ?? 0) > HOUR) req.session.touchedAt = Date.now();
  next();
}
