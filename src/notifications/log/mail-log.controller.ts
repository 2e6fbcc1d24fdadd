import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { noticeKinds } from '../notifications.types.js';
import { LogQueries } from './log.queries.js';
import { mailLogPage, mailLogView, PAGE_SIZE } from './mail-log.view.js';

/** What cannot be understood is left out. */
const filterQuery = z.object({
  person: z.uuid().nullable().catch(null).default(null),
  kind: z.enum(noticeKinds).nullable().catch(null).default(null),
  before: z.uuid().nullable().catch(null).default(null),
});

/** What was mailed to whom, for administrators who are asked about it. */
@Controller('mail-log')
@Allow('accounts.administer')
export class MailLogController {
  constructor(
    private readonly log: LogQueries,
    private readonly accounts: AccountsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const filter = filterQuery.parse(asked);
    const person = filter.person === null ? null : await this.accounts.details(filter.person);
    const found = await this.log.list(filter, PAGE_SIZE + 1);
    this.pages.send(req, res, mailLogPage, mailLogView(found, filter, person));
  }
}
