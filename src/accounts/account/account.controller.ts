import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { AccountsService } from '../accounts.service.js';
import { PasswordResetService } from '../password-reset/password-reset.service.js';
import { accountsPaths } from '../paths.js';
import { personOptions, registrationOf } from '../person/person-fields.form.js';
import { AttemptLimits } from '../signing-in/attempt-limits.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { WorkplacesService } from '../workplaces.service.js';
import { detailsForm, passwordForm } from './account.form.js';
import { accountPage, accountView, detailsPage, type DetailsView, passwordPage } from './account.view.js';
import { OwnDetailsService } from './own-details.service.js';

/** One's own account. Whose it is comes from the session alone. */
@Controller('account')
@Allow('account.own')
export class AccountController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly workplaces: WorkplacesService,
    private readonly details: OwnDetailsService,
    private readonly passwords: PasswordResetService,
    private readonly limits: AttemptLimits,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const [person, workplaces] = await Promise.all([this.accounts.details(id), this.workplaces.list(id)]);
    this.pages.send(req, res, accountPage, accountView(person, workplaces, []));
  }

  @Get('details')
  async detailsForm(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { name, profession, registrationBody, registrationNumber } = await this.accounts.details(signedIn(req).id);
    this.sendDetails(req, res, { name, profession, registrationBody, registrationNumber }, []);
  }

  @Post('details')
  async changeDetails(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(detailsForm, body);
    if (!parsed.ok) {
      const field = (name: string) => parsed.typed[name] ?? null;
      const typed = {
        name: field('name'),
        profession: field('profession'),
        registrationBody: field('registrationBody'),
        registrationNumber: field('registrationNumber'),
      };
      this.sendDetails(req, res, typed, parsed.errors);
      return;
    }
    const { name, profession } = parsed.values;
    await this.details.change(signedIn(req), { name, profession, ...registrationOf(parsed.values) });
    req.notify('Your details are saved. Certificates that you have keep the name they were made with.');
    res.redirect(303, accountsPaths.account());
  }

  @Get('password')
  passwordForm(@Req() req: Request, @Res() res: Response): void {
    this.sendPassword(req, res, []);
  }

  @Post('password')
  async changePassword(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(passwordForm, body);
    if (!parsed.ok) {
      this.sendPassword(req, res, parsed.errors);
      return;
    }
    const { id, email } = signedIn(req);
    const { presentPassword: present, password: wanted } = parsed.values;
    await this.limits.passwordTried(req, email);
    const change = await this.passwords.change(id, { present, wanted, sessionId: req.sessionID });
    if (change.outcome === 'changed') {
      await this.limits.passwordRight(req, email);
      req.notify('Your password is changed. Your other devices are signed out.');
      res.redirect(303, accountsPaths.account());
    } else if (change.outcome === 'refused')
      this.sendPassword(req, res, [{ field: 'password', message: change.problem }]);
    else this.sendPassword(req, res, [{ field: 'presentPassword', message: 'This is not your present password' }]);
  }

  private sendDetails(req: Request, res: Response, typed: DetailsView['typed'], errors: FieldError[]): void {
    this.pages.send(
      req,
      res,
      detailsPage,
      {
        title: 'Your details',
        action: accountsPaths.details(),
        accountHref: accountsPaths.account(),
        typed,
        errors,
        options: personOptions,
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }

  private sendPassword(req: Request, res: Response, errors: FieldError[]): void {
    this.pages.send(
      req,
      res,
      passwordPage,
      {
        title: 'Change your password',
        action: accountsPaths.password(),
        accountHref: accountsPaths.account(),
        email: signedIn(req).email,
        errors,
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }
}
