import { BadRequestException, Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { trustsPaths } from '../paths.js';
import { KnownPolicyQueries } from './known-policy.queries.js';
import { asOpenData, type OpenOrganisation } from './open-data.rules.js';
import { filterOf, readQuery, readStrictQuery, sortOf, type TrustListQuery } from './trust-list.form.js';
import { PAGE_SIZE, trustListPage, trustListView } from './trust-list.view.js';

/** Open data is the whole directory at once: a few hundred rows, bounded by the service. */
const MOST_OPEN_ROWS = 500;

/** The list of Trusts and boards: search, filters, and the same as open data. */
@Controller()
@Public()
export class TrustListController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly known: KnownPolicyQueries,
    private readonly pages: Pages,
  ) {}

  @Get('trusts')
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = readQuery(asked);
    const filter = await this.filterFor(query);
    const [found, fictional, regions, icbs] = await Promise.all([
      this.organisations.list(
        { ...filter, fictional: false },
        { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE, sort: sortOf(query) },
      ),
      this.organisations.list({ ...filter, fictional: true }),
      this.organisations.regions(),
      this.organisations.icbs(),
    ]);
    const lastPage = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
    if (query.page > lastPage) {
      res.redirect(303, trustsPaths.list({ ...query, page: lastPage === 1 ? '' : lastPage }));
      return;
    }
    const shown = [...found.organisations, ...fictional.organisations].map((organisation) => organisation.id);
    const facts = await this.known.factCounts(shown);
    this.pages.send(
      req,
      res,
      trustListPage,
      trustListView({ ...found, query, fictional: fictional.organisations, regions, icbs, facts }),
    );
  }

  @Get('trusts.json')
  async openData(@Query() asked: object, @Res({ passthrough: true }) res: Response): Promise<OpenOrganisation[]> {
    const read = readStrictQuery(asked);
    if ('problem' in read) throw new BadRequestException(read.problem);
    const filter = await this.filterFor(read.query);
    const { organisations } = await this.organisations.list(
      { ...filter, fictional: false },
      { limit: MOST_OPEN_ROWS, sort: sortOf(read.query) },
    );
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cache-Control', 'public, max-age=300');
    return organisations.map(asOpenData);
  }

  private async filterFor(query: TrustListQuery) {
    const filter = filterOf(query);
    return query.known === 'yes' ? { ...filter, ids: await this.known.organisationIds() } : filter;
  }
}
