import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { isId } from '../database/new-id.js';
import { Pages } from '../views/pages.js';
import { SignInNeeded } from './access.guard.js';
import { StaleForm } from './csrf.js';
import { errorPage, staleFormPage } from './error.view.js';
import { typedPairs } from './form.js';
import { TooManyRequests } from './rate-limits.js';

/** Turns whatever was thrown into a page (or JSON) that says what happened and how to go on. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly pages: Pages,
    private readonly log: PinoLogger,
  ) {
    this.log.setContext(ErrorFilter.name);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const req = host.switchToHttp().getRequest<Request>();
    const res = host.switchToHttp().getResponse<Response>();
    const status = statusOf(error);
    if (status >= 500) this.log.error({ err: error, requestId: req.requestId }, 'request failed');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (error instanceof TooManyRequests) res.setHeader('Retry-After', String(error.retryAfterSeconds));
    const message = messageFor(error, status);
    if (req.path.endsWith('.json') || req.accepts(['html', 'json']) === 'json') {
      res.status(status).json({ status, message, requestId: req.requestId });
    } else if (error instanceof SignInNeeded && req.method === 'GET') {
      res.redirect(303, `/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
    } else if ((error instanceof StaleForm || lostSignIn(error)) && req.get('Sec-Fetch-Site') !== 'cross-site') {
      // Not for a form that another site made: one press here would send its words in this person's name.
      const why = lostSignIn(error) ? SIGNED_OUT : message;
      this.pages.send(req, res, staleFormPage, staleForm(req, why), { status });
    } else {
      this.pages.send(
        req,
        res,
        errorPage(status),
        { title: TITLES[status] ?? 'Something went wrong', message, requestId: req.requestId },
        { status },
      );
    }
  }
}

/** Somebody sends a form whose session has ended: what they typed is not thrown away. */
const lostSignIn = (error: unknown): boolean => error instanceof SignInNeeded;

const SIGNED_OUT =
  'You are not signed in any more, so nothing was saved yet. Sign in in another tab or window of this browser, then send this again.';

const TITLES: Record<number, string> = {
  400: 'That request could not be read',
  403: 'You cannot open this page',
  404: 'Page not found',
  409: 'That cannot be done now',
  413: 'That is too large',
  415: 'That kind of file is not taken here',
  422: 'Something needs to be put right',
  429: 'Too many tries',
};

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // Express and its body parsers throw http-errors: their status is for the client.
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function messageFor(error: unknown, status: number): string {
  if (isOfExpress(error) && status === 413)
    return 'The form holds more than can be taken at once. Shorten it and send it again.';
  if (status === 404 && error instanceof HttpException && error.message.startsWith('Cannot '))
    return 'There is no page at this address.';
  if (error instanceof HttpException && status < 500 && !isOfExpress(error)) return error.message;
  return status < 500
    ? 'The request could not be understood.'
    : 'Something went wrong on our side. It has been recorded.';
}

/** What Express and its body parsers throw has words for programmers. Nest hands it on as the cause of an exception of its own. */
function isOfExpress(error: unknown): boolean {
  return !(error instanceof HttpException) || error.cause instanceof Error;
}

/** The stale form again, with what was typed, to be sent with a fresh token. */
function staleForm(req: Request, message: string) {
  const fields = typedPairs(req.body).filter(({ name }) => name !== PAGE);
  const page = pageOfForm(req);
  return {
    title: 'Send this form again',
    message,
    requestId: req.requestId,
    action: req.originalUrl,
    page,
    pageField: page === null ? null : { name: PAGE, value: page },
    signInHref: req.person ? null : '/sign-in',
    // A file cannot be put back into a form: it has to be chosen again.
    resend: !req.is('multipart/form-data'),
    fields,
    typed: fields
      .filter(({ value }) => value !== '' && !isId(value))
      .map(({ name, value }) => ({ label: readable(name), value })),
  };
}

/** Carries the page of the form from one sending to the next. */
const PAGE = '_page';

/** The page that the form stood on, as its browser names it: an address that takes a form seldom has a page. */
function pageOfForm(req: Request): string | null {
  const carried = (req.body as Record<string, unknown> | undefined)?.[PAGE];
  if (typeof carried === 'string' && /^\/(?!\/)/.test(carried)) return carried;
  const referrer = URL.parse(req.get('referer') ?? '');
  if (referrer === null || referrer.host !== req.get('host')) return null;
  return referrer.pathname.startsWith('//') ? null : referrer.pathname + referrer.search;
}

const readable = (name: string): string => {
  const words = name.replaceAll(/([A-Z])|[-_]/g, (_, capital?: string) => ` ${capital?.toLowerCase() ?? ''}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
