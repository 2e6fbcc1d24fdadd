import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { requestsPaths } from '../paths.js';
import { RequestsService } from '../requests.service.js';
import type { Campaign } from '../requests.types.js';
import { bodiesPage, bodiesView, PAGE_SIZE } from './bodies.view.js';
import { bodiesFilter, type BodiesQuery, bodiesQuery, ticked, tickedIn, which } from './register.form.js';
import { RegisterQueries } from './register.queries.js';
import { RequestsQueries } from './requests.queries.js';

/** As many as the directory gives at once; there are fewer bodies. */
const MOST_BODIES = 500;

const bodiesForm = z
  .object({ which, organisation: ticked })
  .refine((form) => form.which === 'all' || form.organisation.length > 0, {
    path: ['which'],
    message: 'Tick at least one body, or choose all of them',
  });

/** Whom a campaign asks: chosen from the directory, seen first, then confirmed. */
@Controller('requests/:slug/bodies')
@Allow('requests.administer')
export class BodiesController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly requests: RequestsService,
    private readonly organisations: OrganisationsService,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async choose(@Param('slug') slug: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    await this.send(req, res, await this.queries.known(slug), bodiesQuery.parse(asked), {}, []);
  }

  @Post()
  async add(
    @Param('slug') slug: string,
    @Body() body: Record<string, unknown>,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const campaign = await this.queries.known(slug);
    const query = bodiesQuery.parse(body);
    const parsed = parseForm(bodiesForm, body);
    if (!parsed.ok) return this.send(req, res, campaign, query, body, parsed.errors);
    const found = await this.organisations.list(bodiesFilter(query), { limit: MOST_BODIES });
    const chosen = new Set(parsed.values.organisation);
    const wanted = found.organisations.filter(({ id }) => parsed.values.which === 'all' || chosen.has(id));
    const asked = await this.register.bodies(campaign.id);
    const fresh = wanted.filter(({ id }) => !asked.has(id));
    await this.requests.putAll(
      campaign.id,
      fresh.map(({ id }) => ({ organisationId: id })),
    );
    req.notify(
      fresh.length === 0
        ? 'Nobody was added: they are in the campaign already.'
        : `${String(fresh.length)} ${fresh.length === 1 ? 'body is' : 'bodies are'} in the campaign now. Nothing was sent yet.`,
    );
    res.redirect(303, requestsPaths.campaign(slug));
  }

  private async send(
    req: Request,
    res: Response,
    campaign: Campaign,
    query: BodiesQuery,
    typed: Record<string, unknown>,
    errors: FieldError[],
  ): Promise<void> {
    const [found, regions, icbs, asked] = await Promise.all([
      this.organisations.list(bodiesFilter(query), { limit: MOST_BODIES }),
      this.organisations.regions(),
      this.organisations.icbs(),
      this.register.bodies(campaign.id),
    ]);
    const lastPage = Math.max(1, Math.ceil(found.organisations.length / PAGE_SIZE));
    const view = bodiesView({
      campaign,
      query: { ...query, page: Math.min(query.page, lastPage) },
      organisations: found.organisations,
      asked,
      regions,
      icbs,
      way: typed['which'] === 'ticked' ? 'ticked' : 'all',
      chosen: tickedIn(typed['organisation']),
      errors,
    });
    this.pages.send(req, res, bodiesPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
