import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { LogQueries } from '../log/log.queries.js';
import { MailReturnsService } from '../mail-returns.service.js';
import { notificationsPaths } from '../paths.js';
import { choicesForm } from './choices.form.js';
import { ChoicesService } from './choices.service.js';
import { ownMailPage, ownMailView, PAGE_SIZE } from './own-mail.view.js';

const logQuery = z.object({ before: z.uuid().nullable().catch(null).default(null) });

/** What mail one wants, and what one was sent. */
@Controller('account/mail')
@Allow('account.own')
export class OwnMailController {
  constructor(
    private readonly choices: ChoicesService,
    private readonly returns: MailReturnsService,
    private readonly log: LogQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id, email } = signedIn(req);
    const { before } = logQuery.parse(asked);
    const [wanted, consentedAt, stopped, found] = await Promise.all([
      this.choices.wanted(id),
      this.choices.consentedAt(id),
      this.returns.stopped(id),
      this.log.list({ person: id, kind: null, before }, PAGE_SIZE + 1),
    ]);
    this.pages.send(req, res, ownMailPage, ownMailView(email, { wanted, consentedAt }, stopped, found, before));
  }

  @Post('choices')
  async choose(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { topics, news } = choicesForm.parse(body);
    await this.choices.choose(signedIn(req).id, news ? [...topics, 'news'] : topics);
    req.notify('Saved. What you do not want is not sent any more.');
    res.redirect(303, notificationsPaths.mine());
  }

  @Post('restarts')
  async restart(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.returns.restart(signedIn(req).id);
    req.notify('We write to you again from now on.');
    res.redirect(303, notificationsPaths.mine());
  }
}
