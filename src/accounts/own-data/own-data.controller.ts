import { Readable } from 'node:stream';
import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv, sendStream } from '../../platform/http/downloads.js';
import { type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Holdings } from '../../platform/holdings/holdings.js';
import { Pages } from '../../platform/views/pages.js';
import { copyInJson, copyInRows } from './copy.js';
import { entriesPage, entriesQuery, entriesView, ownDataPage, ownDataView, PAGE_SIZE } from './own-data.view.js';

/** Everything that is held of somebody is read for it. */
const COPIES: RateLimit = { name: 'own-data-copies', points: 10, seconds: 600 };

/** Everything that is held of whoever is signed in, to see and to take along. */
@Controller('account')
@Allow('account.own')
export class OwnDataController {
  constructor(
    private readonly holdings: Holdings,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get('data')
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const counts = await this.holdings.counts(signedIn(req).id);
    this.pages.send(req, res, ownDataPage, ownDataView(this.holdings.all(), counts));
  }

  @Get('data.json')
  async json(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    await this.limits.consume(COPIES, id);
    const texts = copyInJson(this.holdings, id, this.clock.now());
    await sendStream(res, `${this.fileName()}.json`, 'application/json; charset=utf-8', Readable.from(texts));
  }

  @Get('data.csv')
  async csv(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    await this.limits.consume(COPIES, id);
    await sendCsv(res, this.fileName(), copyInRows(this.holdings, id), (row) => ({ ...row }));
  }

  @Get('data/:kind')
  async entries(
    @Param('kind') kind: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const holding = this.holdings.one(kind);
    if (!holding) throw new NotFoundException('No such kind of data is held.');
    const { page } = entriesQuery.parse(query);
    const rows = await this.holdings.page(holding, signedIn(req).id, (page - 1) * PAGE_SIZE, PAGE_SIZE + 1);
    this.pages.send(req, res, entriesPage, entriesView(holding, rows, page));
  }

  private fileName(): string {
    return `beforehand-my-data-${this.clock.today()}`;
  }
}
