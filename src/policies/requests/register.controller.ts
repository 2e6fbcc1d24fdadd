import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { exemptionInWords } from '../exemptions.rules.js';
import { requestsPaths } from '../paths.js';
import { alaveteliLabel, requestStateInWords } from '../request-states.rules.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { registerQuery } from './register.form.js';
import { RegisterFilters } from './register-filters.js';
import { RegisterQueries } from './register.queries.js';
import { PAGE_SIZE, registerPage, registerView } from './register.view.js';
import { RequestsQueries } from './requests.queries.js';

/** The requests of a campaign: searched, narrowed, sorted, and the same as a file. */
@Controller('requests/:slug')
@Allow('requests.administer')
export class RegisterController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly filters: RegisterFilters,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('list')
  async list(@Param('slug') slug: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const campaign = await this.queries.known(slug);
    const query = registerQuery.parse(asked);
    const today = this.clock.today();
    const page = { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE, sort: query.sort || 'name' } as const;
    const [found, regions, icbs, refusals] = await Promise.all([
      this.register.list(campaign.id, await this.filters.of(query), today, page),
      this.organisations.regions(),
      this.organisations.icbs(),
      this.register.refusals(campaign.id),
    ]);
    const lastPage = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
    if (query.page > lastPage) {
      res.redirect(303, requestsPaths.list(slug, { ...query, page: lastPage }));
      return;
    }
    this.pages.send(
      req,
      res,
      registerPage,
      registerView({ ...found, campaign, query, today, regions, icbs, refusals }),
    );
  }

  @Get('list.csv')
  async listCsv(@Param('slug') slug: string, @Query() asked: object, @Res() res: Response): Promise<void> {
    const campaign = await this.queries.known(slug);
    const query = registerQuery.parse(asked);
    const requests = this.register.all(
      campaign.id,
      await this.filters.of(query),
      this.clock.today(),
      query.sort || 'name',
    );
    await sendCsv(res, `${slug}-requests`, requests, ({ body, ...request }) => ({
      body: body.name,
      code: body.code,
      nation: nationName(body.nation),
      region: body.regionName,
      sector: body.sector && sectorName(body.sector),
      closed_on: body.closedOn,
      state: request.state,
      state_in_words: requestStateInWords(request.state),
      state_on_whatdotheyknow: alaveteliLabel(request.state),
      sent_on: request.sentOn,
      due_on: request.dueOn,
      answered_on: request.answeredOn,
      exemption: request.exemption && exemptionInWords(request.exemption),
      last_reminder_on: request.remindedOn,
      extracted: request.extracted ? 'yes' : 'no',
      verified: request.verified ? 'yes' : 'no',
      address: request.url,
    }));
  }
}
