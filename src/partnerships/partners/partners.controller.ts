import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import { organisationPage } from '../../organisations/paths.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { ContextService } from '../context/context.service.js';
import { RepliesService } from '../replies.service.js';
import { RepliesQueries } from '../replies/replies.queries.js';
import { PartnerRecords } from './partner-record.js';
import { PartnersQueries, partnerStates } from './partners.queries.js';
import { PAGE_SIZE, partnerPage, partnersPage, partnersView, partnerView } from './partners.view.js';

const listQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  state: z.enum(partnerStates).catch('partners').default('partners'),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});

/** Trusts that we have to do with: gaps, replies, contacts. */
@Controller('partnerships')
@Allow('landscape.read')
export class PartnersController {
  constructor(
    private readonly queries: PartnersQueries,
    private readonly organisations: OrganisationsService,
    private readonly records: PartnerRecords,
    private readonly contacts: ContactsService,
    private readonly context: ContextService,
    private readonly replies: RepliesService,
    private readonly requests: RepliesQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const asked = listQuery.parse(query);
    const page = { limit: PAGE_SIZE, offset: (asked.page - 1) * PAGE_SIZE };
    const found =
      asked.text === '' ? null : (await this.organisations.list({ text: asked.text }, { limit: 10 })).organisations;
    const rows = await this.queries.list(asked.state, this.clock.today(), page);
    this.pages.send(req, res, partnersPage, partnersView(rows, asked, found));
  }

  @Get(':code')
  async show(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { permissions } = signedIn(req);
    const mayAdminister = permissions.has('partnerships.administer');
    const record = await this.records.of(await this.records.organisation(code));
    const { id } = record.organisation;
    const known = {
      contacts: await this.contacts.of([id]),
      // Context is confidential: only for those who work with partners.
      contexts: mayAdminister ? await this.context.contexts(id) : [],
      reviews: await this.context.reviews([id]),
      replies: await this.requests.ofOrganisation(id),
      standing: (await this.replies.standing([id])).get(id) ?? null,
    };
    const trustHref = organisationPage(record.organisation.code);
    this.pages.send(req, res, partnerPage, partnerView(record, known, trustHref, mayAdminister, this.clock.today()));
  }
}
