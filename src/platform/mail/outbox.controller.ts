import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Public } from '../http/allow.js';
import { definePage } from '../views/page.js';
import { Pages } from '../views/pages.js';
import { Mail } from './mail.js';

export interface OutboxView {
  title: string;
  messages: {
    to: string;
    subject: string;
    queuedAt: string;
    /** Runs of text and of links. */ text: { text: string; href: string | null }[];
  }[];
}

export const outboxPage = definePage<OutboxView>('mail/outbox');

/** Mail that no server took, for whoever tries the product on their own machine. Never there in production. */
@Controller('outbox')
@Public()
export class OutboxController {
  constructor(
    private readonly mail: Mail,
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    if (!this.config.sampleContent || this.config.smtpUrl !== null)
      throw new NotFoundException('There is no page at this address.');
    const messages = await this.mail.outbox();
    this.pages.send(req, res, outboxPage, {
      title: 'Outbox',
      messages: messages.map((message) => ({
        to: message.to,
        subject: message.subject,
        queuedAt: message.queuedAt.toISOString(),
        text: message.text
          .split(/(https?:\/\/\S+)/)
          .filter((part) => part !== '')
          .map((part) => ({ text: part, href: /^https?:\/\//.test(part) ? part : null })),
      })),
    });
  }
}
