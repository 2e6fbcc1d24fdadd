import { ForbiddenException } from '@nestjs/common';
import { doubleCsrf } from 'csrf-csrf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isOneClick } from '../mail/one-click.js';

/** A form whose token is missing, foreign or stale. What was typed is shown again with a fresh one. */
export class StaleForm extends ForbiddenException {
  constructor() {
    super('This form was open for too long, or you signed in or out meanwhile. Nothing was changed yet.');
  }
}

const FIELD = '_csrf';

/** The name of the cookie behind the token; the `__Host-` prefix binds it to this host over HTTPS. */
export function formCookieName(https: boolean): string {
  return https ? '__Host-beforehand-form' : 'beforehand-form';
}

/**
 * Signed double submit: the token is in the form and, signed, in a cookie, so that visitors without a session are
 * protected as well. Uploads are checked after their body was read: see upload.ts.
 */
export function csrfProtection(options: { secret: string; https: boolean }): RequestHandler {
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => options.secret,
    getSessionIdentifier: (req) => req.person?.id ?? 'visitor',
    cookieName: formCookieName(options.https),
    cookieOptions: { sameSite: 'lax', secure: options.https, httpOnly: true, path: '/' },
    getCsrfTokenFromRequest: (req) =>
      (req.body as Record<string, string> | undefined)?.[FIELD] ?? req.headers['x-csrf-token'],
  });
  return (req: Request, res: Response, next: NextFunction): void => {
    // A token that was signed for a visitor is replaced when they have signed in since.
    req.csrf = () => generateCsrfToken(req, res, { validateOnReuse: false });
    req.checkForm = () => {
      if (!validateRequest(req)) throw new StaleForm();
    };
    const readsOnly = ['GET', 'HEAD', 'OPTIONS'].includes(req.method);
    const formless = req.is('multipart/form-data') || isOneClick(req.path, req.body);
    if (!readsOnly && !formless) req.checkForm();
    next();
  };
}
