import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { Pages } from '../../platform/views/pages.js';
import { requestsPaths } from '../paths.js';
import { RequestsService } from '../requests.service.js';
import { requestEventKinds } from '../requests.types.js';
import { bankHolidays } from './bank-holidays.js';
import { recordable } from './request-log.rules.js';
import { RequestLogService } from './request-log.service.js';
import { correctionForm, eventForm } from './request.form.js';
import {
  correctionPage,
  correctionView,
  eventPage,
  eventView,
  requestPage,
  type RequestRecord,
  requestView,
} from './request.view.js';
import { RequestsQueries } from './requests.queries.js';
import { isId } from '../../platform/database/new-id.js';

const kindQuery = z.object({ kind: z.enum(requestEventKinds).catch('note').default('note') });

/** The request to one body: how it stands, what happened, what is to be recorded. */
@Controller('requests/:slug/bodies/:id')
@Allow('requests.administer')
export class RequestController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly requests: RequestsService,
    private readonly log: RequestLogService,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('slug') slug: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    await this.send(req, res, await this.record(slug, id), []);
  }

  @Get('events/new')
  async newEvent(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const record = await this.record(slug, id);
    const { kind } = kindQuery.parse(asked);
    if (!recordable(record.request.state).includes(kind)) {
      req.notify('The request stands differently now. Choose again what happened.');
      res.redirect(303, requestsPaths.request(slug, id));
      return;
    }
    const typed = { kind, ...dayFields('onDate', this.clock.today()) };
    this.pages.send(req, res, eventPage, eventView(record, typed, []));
  }

  @Post('events')
  async recordEvent(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const record = await this.record(slug, id);
    const parsed = parseForm(eventForm, body);
    const errors = parsed.ok
      ? await this.log.record(id, { ...parsed.values, outcome: parsed.values.outcome ?? null })
      : parsed.errors;
    if (errors.length > 0) {
      this.pages.send(req, res, eventPage, eventView(record, typedFields(body), errors), { status: 422 });
      return;
    }
    req.notify('It is recorded.');
    res.redirect(303, requestsPaths.request(slug, id));
  }

  @Post('events/:eventId/withdrawals')
  async withdraw(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.record(slug, id);
    await this.log.withdraw(id, known(eventId));
    req.notify('The entry is withdrawn, and the day reckoned anew. Check that the state is still right.');
    res.redirect(303, requestsPaths.request(slug, id));
  }

  @Get('correction')
  async correct(@Param('slug') slug: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const record = await this.record(slug, id);
    const { state, exemption, url, sentOn, answeredOn } = record.request;
    const days = { ...dayFields('sentOn', sentOn), ...dayFields('answeredOn', answeredOn) };
    const typed = { state, exemption: exemption ?? '', url: url ?? '', ...days };
    this.pages.send(req, res, correctionPage, correctionView(record, typed, []));
  }

  @Post('correction')
  async saveCorrection(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const record = await this.record(slug, id);
    const parsed = parseForm(correctionForm, body);
    const errors = parsed.ok ? this.futureDays(parsed.values) : parsed.errors;
    if (!parsed.ok || errors.length > 0) {
      this.pages.send(req, res, correctionPage, correctionView(record, typedFields(body), errors), { status: 422 });
      return;
    }
    await this.requests.put(record.request.campaignId, record.request.organisationId, parsed.values);
    req.notify('The request is corrected.');
    res.redirect(303, requestsPaths.request(slug, id));
  }

  @Post('moves')
  async move(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: { successor?: unknown },
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const record = await this.record(slug, id);
    const successor = z.uuid().safeParse(body.successor);
    const problems = successor.success ? await this.log.moveTo(id, successor.data) : ['Choose a successor.'];
    if (problems.length > 0) {
      await this.send(
        req,
        res,
        record,
        problems.map((message) => ({ field: 'successor', message })),
      );
      return;
    }
    req.notify('The request goes on with the successor.');
    res.redirect(303, requestsPaths.request(slug, id));
  }

  private futureDays(values: { sentOn: string | null; answeredOn: string | null }): FieldError[] {
    return (['sentOn', 'answeredOn'] as const)
      .filter((field) => (values[field] ?? '') > this.clock.today())
      .map((field) => ({ field, message: 'The day is in the future. Enter when it happened.' }));
  }

  private async record(slug: string, id: string): Promise<RequestRecord> {
    const campaign = await this.queries.known(slug);
    const request = await this.queries.one(known(id));
    if (request?.campaignId !== campaign.id) throw nothing();
    const [bodies, events] = await Promise.all([
      this.organisations.byIds([request.organisationId, ...(request.movedFromId ? [request.movedFromId] : [])]),
      this.queries.events(id),
    ]);
    const body = bodies.get(request.organisationId);
    if (!body) throw nothing();
    const movedFrom = request.movedFromId === null ? null : (bodies.get(request.movedFromId) ?? null);
    const isBankHoliday = await bankHolidays();
    return { campaign, request, body, movedFrom, events, today: this.clock.today(), isBankHoliday };
  }

  private async send(req: Request, res: Response, record: RequestRecord, errors: FieldError[]): Promise<void> {
    const status = errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, requestPage, requestView(record, errors), { status });
    return Promise.resolve();
  }
}

/** An id as it stands in an address. */
function known(id: string): string {
  if (!isId(id)) throw nothing();
  return id;
}

function nothing(): NotFoundException {
  return new NotFoundException('There is no such request.');
}
