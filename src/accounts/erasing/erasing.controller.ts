import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Holdings } from '../../platform/holdings/holdings.js';
import { Pages } from '../../platform/views/pages.js';
import { accountsPaths } from '../paths.js';
import { AttemptLimits } from '../signing-in/attempt-limits.js';
import { SignInService } from '../signing-in/sign-in.service.js';
import { erasingForm } from './erasing.form.js';
import { ErasingService } from './erasing.service.js';
import { erasedPage, erasingPage, erasingView } from './erasing.view.js';

/** Having one's own account and data erased. Whose they are comes from the session alone. */
@Controller()
export class ErasingController {
  constructor(
    private readonly erasing: ErasingService,
    private readonly holdings: Holdings,
    private readonly limits: AttemptLimits,
    private readonly signIn: SignInService,
    private readonly pages: Pages,
  ) {}

  @Get('account/erasure')
  @Allow('account.own')
  async form(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, { understood: false, errors: [] });
  }

  @Post('account/erasures')
  @Allow('account.own')
  async erase(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(erasingForm, body);
    if (!parsed.ok) {
      await this.sendForm(req, res, { understood: parsed.typed['understood'] === 'yes', errors: parsed.errors });
      return;
    }
    const { id, email } = signedIn(req);
    await this.limits.passwordTried(req, email);
    const outcome = await this.erasing.erase(id, parsed.values.password);
    if (outcome === 'erased') {
      await this.signIn.end(req, res);
      res.redirect(303, accountsPaths.erased());
      return;
    }
    if (outcome === 'has-roles') await this.limits.passwordRight(req, email);
    const errors = outcome === 'wrong-password' ? [{ field: 'password', message: 'This is not your password' }] : [];
    await this.sendForm(req, res, { understood: true, errors });
  }

  @Get('erased')
  @Public()
  done(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, erasedPage, { title: 'Your account is erased', homeHref: accountsPaths.home() });
  }

  private async sendForm(
    req: Request,
    res: Response,
    given: { understood: boolean; errors: FieldError[] },
  ): Promise<void> {
    const { id, email } = signedIn(req);
    const [counts, hasRoles] = await Promise.all([this.holdings.counts(id), this.erasing.hasRoles(id)]);
    const view = erasingView(this.holdings.all(), counts, { email, hasRoles }, given);
    this.pages.send(req, res, erasingPage, view, { status: req.method === 'POST' ? 422 : 200 });
  }
}
