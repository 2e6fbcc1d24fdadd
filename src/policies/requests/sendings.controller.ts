import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { Pages } from '../../platform/views/pages.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { day, withDays } from './day.form.js';
import { RegisterFilters } from './register-filters.js';
import { type RegisterQuery, registerQuery, ticked, tickedIn, which } from './register.form.js';
import { RegisterQueries } from './register.queries.js';
import { RequestLogService } from './request-log.service.js';
import { RequestsQueries } from './requests.queries.js';
import { PAGE_SIZE, sendingsPage, sendingsView } from './sendings.view.js';

const sendingsForm = z.preprocess(
  (body) => withDays(body, ['sentOn']),
  z
    .object({ which, request: ticked, sentOn: day('Enter the day on which they were sent, such as 23 11 2026') })
    .refine((form) => form.which === 'all' || form.request.length > 0, {
      path: ['which'],
      message: 'Tick at least one body, or choose all of them',
    }),
);

/** That letters were sent: to one body or to many on the same day. */
@Controller('requests/:slug/sendings')
@Allow('requests.administer')
export class SendingsController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly filters: RegisterFilters,
    private readonly log: RequestLogService,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async choose(@Param('slug') slug: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const typed = dayFields('sentOn', this.clock.today());
    await this.send(req, res, await this.queries.known(slug), registerQuery.parse(asked), typed, []);
  }

  @Post()
  async markSent(
    @Param('slug') slug: string,
    @Body() body: Record<string, unknown>,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const campaign = await this.queries.known(slug);
    const query = registerQuery.parse(body);
    const parsed = parseForm(sendingsForm, body);
    if (!parsed.ok) return this.send(req, res, campaign, query, body, parsed.errors);
    const { which, sentOn, request: chosen } = parsed.values;
    if (sentOn > this.clock.today()) {
      const message = 'The day is in the future. Come back when they are sent.';
      return this.send(req, res, campaign, query, body, [{ field: 'sentOn', message }]);
    }
    const unsent = await this.unsent(campaign, query);
    const ids = which === 'all' ? unsent : unsent.filter((id) => chosen.includes(id));
    const sent = await this.log.markSent(ids, sentOn);
    req.notify(
      sent === 0
        ? 'They were marked as sent before. Nothing was changed.'
        : `${String(sent)} ${sent === 1 ? 'request is' : 'requests are'} marked as sent. The clock runs.`,
    );
    res.redirect(303, requestsPaths.campaign(slug));
  }

  private async unsent(campaign: Campaign, query: RegisterQuery): Promise<string[]> {
    const filter = await this.filters.of({ ...query, show: 'not_sent' });
    return this.register.ids(campaign.id, filter, this.clock.today());
  }

  private async send(
    req: Request,
    res: Response,
    campaign: Campaign,
    query: RegisterQuery,
    typed: Record<string, unknown>,
    errors: FieldError[],
  ): Promise<void> {
    const [found, regions, icbs] = await Promise.all([
      this.register.list(campaign.id, await this.filters.of({ ...query, show: 'not_sent' }), this.clock.today(), {
        limit: PAGE_SIZE,
        offset: (query.page - 1) * PAGE_SIZE,
        sort: 'name',
      }),
      this.organisations.regions(),
      this.organisations.icbs(),
    ]);
    const view = sendingsView({
      ...found,
      campaign,
      query,
      regions,
      icbs,
      typed: typedFields(typed),
      chosen: tickedIn(typed['request']),
      errors,
    });
    this.pages.send(req, res, sendingsPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
