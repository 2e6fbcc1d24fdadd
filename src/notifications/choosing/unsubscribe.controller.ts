import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Public, TakesUnread } from '../../platform/http/allow.js';
import { Seals } from '../../platform/http/seals.js';
import { answerQuietly } from '../../platform/http/secret-links.js';
import { isOneClick, UNSUBSCRIBE_PATH } from '../../platform/mail/one-click.js';
import { Pages } from '../../platform/views/pages.js';
import { topics } from '../notifications.types.js';
import { notificationsPaths, UNSUBSCRIBE_SEAL } from '../paths.js';
import { ChoicesService } from './choices.service.js';
import { unsubscribePage, unsubscribeView } from './own-mail.view.js';

const sealed = z.object({ person: z.uuid(), topic: z.enum(topics) });

/** Ends mail of one kind, for whoever has the link of such a mail. Opening it changes nothing: mail programs open links too. */
@Controller(UNSUBSCRIBE_PATH)
@Public()
export class UnsubscribeController {
  constructor(
    private readonly choices: ChoicesService,
    private readonly seals: Seals,
    private readonly pages: Pages,
  ) {}

  @Get(':secret')
  async show(@Param('secret') secret: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    answerQuietly(res);
    const opened = this.open(secret);
    const wanted = opened ? (await this.choices.wanted(opened.person)).includes(opened.topic) : false;
    const view = unsubscribeView(secret, opened?.topic ?? null, wanted);
    this.pages.send(req, res, unsubscribePage, view, { status: opened ? 200 : 404 });
  }

  /** Pressed on the page, or in a mail program (RFC 8058), which follows no redirect and shows no page. */
  @Post(':secret')
  @TakesUnread()
  async end(@Param('secret') secret: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    answerQuietly(res);
    const opened = this.open(secret);
    if (!opened || !(await this.choices.end(opened.person, opened.topic)))
      this.pages.send(req, res, unsubscribePage, unsubscribeView(secret, null, false), { status: 404 });
    else if (isOneClick(req.path, req.body) || req.is('multipart/form-data'))
      res.status(200).type('text/plain').send('You get no more mail of this kind.');
    else res.redirect(303, notificationsPaths.unsubscribe(secret));
  }

  private open(secret: string): z.output<typeof sealed> | undefined {
    return sealed.safeParse(this.seals.open(UNSUBSCRIBE_SEAL, secret)).data;
  }
}
