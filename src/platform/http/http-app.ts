import path from 'node:path';
import { NotFoundException, UnprocessableEntityException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { sessionSecret } from '../config/secret.js';
import { DatabasePool } from '../database/pool.js';
import { runInContext } from '../request-context.js';
import { PRODUCT_FOLDER } from '../shipped-data.js';
import { csrfProtection } from './csrf.js';
import { identifyRequests, logRequests } from './logging.js';
import { PersonLoader } from './person-loader.js';
import { Readiness, turnAwayUntilReady } from './readiness.js';
import { securityHeaders } from './security-headers.js';
import { SessionStore } from './session-store.js';
import { sessions } from './sessions.js';

const YEAR_SECONDS = 31_536_000;

/**
 * Puts before the routes what every request passes: id, log, headers, assets, body, session, person, form token.
 * The application must have been made with `bodyParser: false`.
 */
export function prepareHttp(app: NestExpressApplication, logger: Logger): void {
  const config = app.get<Config>(CONFIG);
  const https = config.publicUrl.startsWith('https:');
  const secret = sessionSecret(config);
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identifyRequests);
  app.use(securityHeaders(https));
  app.use(turnAwayUntilReady(app.get(Readiness)));
  app.use(compression());
  app.use(
    '/assets',
    express.static(path.join(PRODUCT_FOLDER, 'dist/public'), {
      index: false,
      redirect: false,
      setHeaders: (res) => {
        res.setHeader('Cache-Control', `public, max-age=${String(YEAR_SECONDS)}, immutable`);
      },
    }),
  );
  app.use(logRequests(logger));
  // Whole lessons are typed there, and a curly quote is nine bytes of a form.
  app.use('/studio', express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 500 }));
  app.use(express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 500 }));
  app.use(cookieParser());
  const store = new SessionStore(app.get(DatabasePool).pool, app.get(PersonLoader));
  // It looks for ended sessions from time to time, and would go on with it when the connections are gone.
  app.getHttpServer().once('close', () => {
    store.close();
  });
  app.use(...sessions({ store, secret, https }));
  app.use(actAsPerson);
  app.use(csrfProtection({ secret, https }));
  app.use(refuseNul);
}

/** PostgreSQL holds no NUL character, so an address or a form with one can mean nothing that is there. */
function refuseNul(req: Request, _res: Response, next: NextFunction): void {
  if (req.originalUrl.includes('%00')) next(new NotFoundException('There is no page at this address.'));
  else if (Object.values((req.body ?? {}) as object).some(holdsNul))
    next(new UnprocessableEntityException('The form holds a character that cannot be kept. Type its text again.'));
  else next();
}

const holdsNul = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(holdsNul) : typeof value === 'string' && value.includes('\0');

/** From here on, what the request does is done by the person who is signed in. */
function actAsPerson(req: Request, _res: Response, next: NextFunction): void {
  if (req.person) runInContext({ requestId: req.requestId, actor: { kind: 'person', id: req.person.id } }, next);
  else next();
}
