import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Public } from '../http/allow.js';
import { Cookies } from '../http/cookies.js';
import { Pages } from '../views/pages.js';
import { accessibilityPage, cookiesPage, privacyPage } from './statements.view.js';

/** What the product owes everyone: who sees what and why, how usable it is, which cookies it sets. */
@Controller()
@Public()
export class StatementsController {
  constructor(
    private readonly pages: Pages,
    private readonly cookies: Cookies,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('/privacy')
  privacy(@Req() req: Request, @Res() res: Response): void {
    const hrefs = { cookiesHref: '/cookies', whoSeesWhatHref: '/who-sees-what', ownDataHref: '/account/data' };
    this.pages.send(req, res, privacyPage, { title: 'Privacy notice', ...this.provider(), ...hrefs });
  }

  @Get('/accessibility')
  accessibility(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, accessibilityPage, { title: 'Accessibility statement', ...this.provider() });
  }

  @Get('/cookies')
  showCookies(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, cookiesPage, { title: 'Cookies', ...this.provider(), cookies: this.cookies.list() });
  }

  private provider() {
    return { provider: this.config.provider.name, contactEmail: this.config.provider.contactEmail };
  }
}
