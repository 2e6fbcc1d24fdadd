import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Database } from '../../platform/database/database.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { RESET_HOURS } from '../mailed-links/account-mail.rules.js';
import { AccountMails } from '../mailed-links/account-mails.js';
import { accountsPaths } from '../paths.js';
import { addressForm } from '../registering/registration.form.js';
import { AttemptLimits } from '../signing-in/attempt-limits.js';
import { SignInService } from '../signing-in/sign-in.service.js';
import { newPasswordForm } from './password-reset.form.js';
import { PasswordResetService } from './password-reset.service.js';
import { askResetPage, deadResetPage, newPasswordPage, resetSentPage } from './password-reset.view.js';

/** A forgotten password: a link by mail, and a new one. */
@Controller('reset-password')
@Public()
export class PasswordResetController {
  constructor(
    private readonly passwords: PasswordResetService,
    private readonly mails: AccountMails,
    private readonly limits: AttemptLimits,
    private readonly signIn: SignInService,
    private readonly database: Database,
    private readonly pages: Pages,
  ) {}

  @Get()
  ask(@Req() req: Request, @Res() res: Response): void {
    this.sendAsk(req, res, req.person?.email ?? null, []);
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
    await this.database.transaction(() => this.mails.request('reset', email));
    res.redirect(303, accountsPaths.passwordResetSent());
  }

  @Get('sent')
  sent(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, resetSentPage, {
      title: 'Check your mail',
      againHref: accountsPaths.passwordReset(),
      hours: RESET_HOURS,
      outboxHref: this.mails.outboxPath(),
    });
  }

  @Get('with/:token')
  async open(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    if (await this.passwords.isGood(token)) this.sendForm(req, res, token, []);
    else this.sendDeadLink(req, res);
  }

  @Post('with/:token')
  async change(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(newPasswordForm, body);
    if (!parsed.ok) {
      this.sendForm(req, res, token, parsed.errors);
      return;
    }
    const reset = await this.passwords.withLink(token, parsed.values.password);
    if (reset.outcome === 'changed') {
      await this.signIn.renew(req);
      req.notify('Your password is changed. Sign in with the new one.');
      res.redirect(303, accountsPaths.signIn());
    } else if (reset.outcome === 'refused')
      this.sendForm(req, res, token, [{ field: 'password', message: reset.problem }]);
    else this.sendDeadLink(req, res);
  }

  private sendAsk(req: Request, res: Response, email: string | null, errors: FieldError[]): void {
    this.pages.send(
      req,
      res,
      askResetPage,
      {
        title: 'Choose a new password',
        action: accountsPaths.passwordReset(),
        typed: { email },
        errors,
        signInHref: accountsPaths.signIn(),
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }

  private sendForm(req: Request, res: Response, token: string, errors: FieldError[]): void {
    this.pages.send(
      req,
      res,
      newPasswordPage,
      { title: 'Your new password', action: accountsPaths.newPassword(token), errors },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }

  private sendDeadLink(req: Request, res: Response): void {
    const view = {
      title: 'This link does not work any more',
      signInHref: accountsPaths.signIn(),
      againHref: accountsPaths.passwordReset(),
    };
    this.pages.send(req, res, deadResetPage, view, { status: 404 });
  }
}
