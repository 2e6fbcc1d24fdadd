import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Config } from '../config/config.js';
import { currentContext, runInContext } from '../request-context.js';

/** The product's logger: one JSON object a line, each with the id of the request or job that it belongs to. */
export function createLogger(config: Config, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    mixin: () => {
      const context = currentContext();
      return context ? { requestId: context.requestId } : {};
    },
    // A failed query carries its parameters, and those carry people.
    redact: ['err.parameters', 'err.query', 'err.driverError', 'err.detail'],
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Gives every request its id, answers it in X-Request-Id, and carries it to log lines, audit rows and jobs. */
export function identifyRequests(req: Request, res: Response, next: NextFunction): void {
  req.requestId = randomUUID();
  res.setHeader('X-Request-Id', req.requestId);
  runInContext({ requestId: req.requestId, actor: { kind: 'system' } }, next);
}

/**
 * A line for each request that is done. It is named by its route pattern, never by its address: paths and queries may
 * hold names and tokens.
 */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (req) => (req as unknown as Request).requestId,
    serializers: { req: () => undefined, res: () => undefined },
    customLogLevel: (_req, res, error) => (error !== undefined || res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
    customSuccessObject: (req, res, value: object) => ({ ...value, ...described(req as unknown as Request, res) }),
    customErrorObject: (req, res, _error, value: object) => ({
      ...value,
      ...described(req as unknown as Request, res),
    }),
    // A supervisor asks every few seconds, and "not ready yet" is an answer, no failure.
    autoLogging: { ignore: (req) => req.url.startsWith('/health/') },
    quietReqLogger: true,
  });
}

function described(req: Request, res: ServerResponse) {
  const route = (req as { route?: { path?: unknown } }).route?.path;
  return {
    requestId: req.requestId,
    method: req.method,
    route: typeof route === 'string' ? route : 'none',
    status: res.statusCode,
  };
}
