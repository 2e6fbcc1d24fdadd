import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { accountsPaths } from '../paths.js';
import { SAMPLE_PASSWORD, sampleAccounts } from '../sample/sample-people.js';
import { AttemptLimits } from './attempt-limits.js';
import { localPath } from './local-path.rules.js';
import { signInForm } from './sign-in.form.js';
import { SignInService } from './sign-in.service.js';
import { signInPage } from './sign-in.view.js';

/** One message for all that may be wrong: it must not tell which addresses have accounts. */
const REFUSED = 'The email address or the password is wrong, or the address has not been confirmed yet';

/** Come in and go out. */
@Controller()
@Public()
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly limits: AttemptLimits,
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('sign-in')
  form(@Query('next') asked: unknown, @Req() req: Request, @Res() res: Response): void {
    const next = localPath(asked);
    if (req.person) res.redirect(303, next ?? accountsPaths.home());
    else this.sendForm(req, res, { next, email: null, errors: [] });
  }

  @Post('sign-in')
  async enter(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(signInForm, body);
    if (!parsed.ok) {
      const { typed, errors } = parsed;
      this.sendForm(req, res, { next: localPath(typed['next']), email: typed['email'] ?? null, errors });
      return;
    }
    const { email, password } = parsed.values;
    const next = localPath(parsed.values.next);
    await this.limits.passwordTried(req, email);
    const personId = await this.signIn.check(email, password);
    if (personId === null) {
      this.sendForm(req, res, { next, email, errors: [{ field: 'email', message: REFUSED }] });
      return;
    }
    await this.limits.passwordRight(req, email);
    await this.signIn.start(req, personId);
    res.redirect(303, next ?? accountsPaths.home());
  }

  @Post('sign-out')
  async leave(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.signIn.end(req, res);
    res.redirect(303, accountsPaths.home());
  }

  private sendForm(
    req: Request,
    res: Response,
    given: { next: string | null; email: string | null; errors: FieldError[] },
  ): void {
    this.pages.send(
      req,
      res,
      signInPage,
      {
        title: 'Sign in',
        action: accountsPaths.signIn(),
        typed: { email: given.email },
        errors: given.errors,
        next: given.next,
        resetHref: accountsPaths.passwordReset(),
        confirmHref: accountsPaths.confirmationMails(),
        registerHref: accountsPaths.register(),
        sample: this.config.sampleContent ? { password: SAMPLE_PASSWORD, accounts: sampleAccounts } : null,
      },
      { status: given.errors.length > 0 ? 422 : 200 },
    );
  }
}
