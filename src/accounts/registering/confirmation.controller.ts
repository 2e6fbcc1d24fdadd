import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Database } from '../../platform/database/database.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { CONFIRM_HOURS } from '../mailed-links/account-mail.rules.js';
import { AccountMails } from '../mailed-links/account-mails.js';
import { accountsPaths } from '../paths.js';
import { localPath } from '../signing-in/local-path.rules.js';
import { AttemptLimits } from '../signing-in/attempt-limits.js';
import { SignInService } from '../signing-in/sign-in.service.js';
import { addressForm, confirmationForm } from './registration.form.js';
import { RegistrationService } from './registration.service.js';
import { askConfirmationPage, confirmationSentPage, confirmPage, deadConfirmationPage } from './registration.view.js';

/** Show that mail arrives: by the link that was sent, which only opens a form, since mail programs open links too. */
@Controller('confirm')
@Public()
export class ConfirmationController {
  constructor(
    private readonly registration: RegistrationService,
    private readonly signIn: SignInService,
    private readonly limits: AttemptLimits,
    private readonly mails: AccountMails,
    private readonly database: Database,
    private readonly pages: Pages,
  ) {}

  @Get()
  ask(@Req() req: Request, @Res() res: Response): void {
    this.sendAsk(req, res, null, []);
  }

  @Post()
  async send(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(addressForm, body);
    if (!parsed.ok) {
      this.sendAsk(req, res, parsed.typed['email'] ?? null, parsed.errors);
      return;
    }
    const { email } = parsed.values;
    await this.limits.mailAsked(req, email);
    await this.database.transaction(() => this.mails.request('confirm', email));
    res.redirect(303, accountsPaths.confirmationMailSent());
  }

  @Get('sent')
  sent(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, confirmationSentPage, {
      title: 'Check your mail',
      againHref: accountsPaths.confirmationMails(),
      hours: CONFIRM_HOURS,
      outboxHref: this.mails.outboxPath(),
    });
  }

  @Get(':token')
  async open(
    @Param('token') token: string,
    @Query('next') next: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.sendForm(req, res, token, localPath(next), []);
  }

  @Post(':token')
  async confirm(
    @Param('token') token: string,
    @Query('next') asked: unknown,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(confirmationForm, body);
    const next = localPath(asked);
    if (!parsed.ok) {
      await this.sendForm(req, res, token, next, parsed.errors);
      return;
    }
    await this.limits.passwordTried(req, token);
    const confirmation = await this.registration.confirm(token, parsed.values.password);
    if (confirmation.outcome === 'confirmed') {
      await this.limits.passwordRight(req, token);
      await this.signIn.start(req, confirmation.personId);
      req.notify('Your address is confirmed. Welcome to Beforehand.');
      res.redirect(303, next ?? accountsPaths.home());
    } else {
      const message = 'This is not the password that was chosen for this account';
      await this.sendForm(req, res, token, next, [{ field: 'password', message }]);
    }
  }

  private sendAsk(req: Request, res: Response, email: string | null, errors: FieldError[]): void {
    this.pages.send(
      req,
      res,
      askConfirmationPage,
      {
        title: 'Send the link again',
        action: accountsPaths.confirmationMails(),
        typed: { email },
        errors,
        signInHref: accountsPaths.signIn(),
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }

  private async sendForm(
    req: Request,
    res: Response,
    token: string,
    next: string | null,
    errors: FieldError[],
  ): Promise<void> {
    const email = await this.registration.addressOf(token);
    if (email === null) {
      const view = {
        title: 'This link does not work any more',
        signInHref: accountsPaths.signIn(),
        againHref: accountsPaths.confirmationMails(),
      };
      this.pages.send(req, res, deadConfirmationPage, view, { status: 404 });
      return;
    }
    this.pages.send(
      req,
      res,
      confirmPage,
      {
        title: 'Confirm your address',
        action: accountsPaths.confirm(token, next),
        email,
        errors,
        resetHref: accountsPaths.passwordReset(),
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }
}
