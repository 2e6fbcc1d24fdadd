import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http/allow.js';
import { VISIT_COOKIE } from '../../platform/http/cookies.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { CONFIRM_HOURS } from '../mailed-links/account-mail.rules.js';
import { AccountMails } from '../mailed-links/account-mails.js';
import { accountsPaths } from '../paths.js';
import { personOptions, registrationOf } from '../person/person-fields.form.js';
import { localPath } from '../signing-in/local-path.rules.js';
import { AttemptLimits } from '../signing-in/attempt-limits.js';
import { type ChoiceQuery, ChoosingWorkplace } from '../workplace/choosing.js';
import { registrationForm } from './registration.form.js';
import { RegistrationService } from './registration.service.js';
import { registeredPage, registerPage, registerWorkplacePage, typedRegistration } from './registration.view.js';

/** Register: first where one works, then who one is. */
@Controller('register')
@Public()
export class RegistrationController {
  constructor(
    private readonly registration: RegistrationService,
    private readonly choosing: ChoosingWorkplace,
    private readonly limits: AttemptLimits,
    private readonly mails: AccountMails,
    private readonly pages: Pages,
  ) {}

  @Get()
  async form(@Query() query: ChoiceQuery, @Req() req: Request, @Res() res: Response): Promise<void> {
    if (req.person) res.redirect(303, accountsPaths.account());
    else await this.sendForm(req, res, query, {}, []);
  }

  @Post()
  async register(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(registrationForm, body);
    const chosen = await this.choosing.read(body);
    if (!parsed.ok || !chosen.ok) {
      const errors = [...(chosen.ok ? [] : chosen.errors), ...(parsed.ok ? [] : parsed.errors)];
      await this.sendForm(req, res, body as ChoiceQuery, typedFields(body), errors);
      return;
    }
    const { email, password, name, profession } = parsed.values;
    await this.limits.mailAsked(req, email);
    await this.registration.register({
      email,
      password,
      name,
      profession,
      ...registrationOf(parsed.values),
      place: chosen.place,
      next: nextOf(body),
      visit: visitOf(req),
    });
    // Cleared in any case: whether it is must not tell whether the address was new.
    if (visitOf(req) !== null) res.clearCookie(VISIT_COOKIE, { path: '/' });
    res.redirect(303, accountsPaths.registered());
  }

  @Get('sent')
  sent(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, registeredPage, {
      title: 'Check your mail',
      againHref: accountsPaths.confirmationMails(),
      hours: CONFIRM_HOURS,
      outboxHref: this.mails.outboxPath(),
    });
  }

  private async sendForm(
    req: Request,
    res: Response,
    query: ChoiceQuery,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const next = nextOf(query);
    const choice = await this.choosing.step(query, (asked) => accountsPaths.register({ ...asked, next }));
    const status = errors.length > 0 ? 422 : 200;
    if (choice.step === 'search' || choice.step === 'successors') {
      const view = {
        title: 'Register: where do you work?',
        signInHref: accountsPaths.signIn(),
        // What is wrong with fields of the second step is said there.
        errors: errors.filter((error) => error.field === ''),
        // A form that asks by its address leaves out what that address asks already.
        search: choice.step === 'search' ? { ...choice.search, action: accountsPaths.register(), next } : null,
        closed: choice.step === 'successors' ? choice.closed : null,
      };
      this.pages.send(req, res, registerWorkplacePage, view, { status });
      return;
    }
    this.pages.send(
      req,
      res,
      registerPage,
      {
        title: 'Register: about you',
        action: accountsPaths.register(),
        organisation: choice.step === 'organisation' ? choice.organisation : null,
        elsewhere: choice.step === 'elsewhere' ? choice.elsewhere : null,
        otherWorkplaceHref: accountsPaths.register({ next }),
        next,
        privacyHref: accountsPaths.privacy(),
        whoSeesWhatHref: accountsPaths.whoSeesWhat(),
        typed: typedRegistration(typed),
        errors,
        options: personOptions,
      },
      { status },
    );
  }
}

function visitOf(req: Request): string | null {
  return (req.cookies as Record<string, string | undefined>)[VISIT_COOKIE] ?? null;
}

/** Where somebody wants to go on when they are registered, such as to the code with which they join; null for nowhere. */
const nextOf = (asked: unknown): string | null => localPath((asked as { next?: unknown } | undefined)?.next);
