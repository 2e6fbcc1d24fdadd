import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { AuditTrailQueries } from './audit-trail.queries.js';
import { auditTrailPage, auditTrailView, PAGE_SIZE } from './audit-trail.view.js';

/** What cannot be understood is left out. */
const filterQuery = z.object({
  action: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .nullable()
    .catch(null)
    .default(null),
  person: z.uuid().nullable().catch(null).default(null),
  before: z.uuid().nullable().catch(null).default(null),
});

/** Who changed what, and when. */
@Controller('audit')
@Allow('audit.read')
export class AuditTrailController {
  constructor(
    private readonly queries: AuditTrailQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const filter = filterQuery.parse(asked);
    const [lines, actions] = await Promise.all([this.queries.list(filter, PAGE_SIZE + 1), this.queries.actions()]);
    this.pages.send(req, res, auditTrailPage, auditTrailView(lines, actions, filter));
  }
}
