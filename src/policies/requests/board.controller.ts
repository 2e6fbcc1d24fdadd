import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { boardPage, boardView } from './board.view.js';
import { RegisterQueries } from './register.queries.js';
import { RequestsQueries } from './requests.queries.js';

/** How a campaign stands, by nation, region and sector. */
@Controller('requests')
@Allow('requests.administer')
export class BoardController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':slug')
  async show(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const campaign = await this.queries.known(slug);
    const [rows, refusals] = await Promise.all([
      this.register.board(campaign.id, this.clock.today()),
      this.register.refusals(campaign.id),
    ]);
    this.pages.send(req, res, boardPage, boardView(campaign, rows, refusals));
  }
}
