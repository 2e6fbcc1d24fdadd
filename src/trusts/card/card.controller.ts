import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { trustsPaths } from '../paths.js';
import { TrustRecords } from '../trust-page/trust-record.js';
import { CardLaw } from './card-law.js';
import { cardPage, cardView } from './card.view.js';

/** One page to print for the ward or the cab. */
@Controller('trusts')
@Public()
export class CardController {
  private readonly law = CardLaw.load();

  constructor(
    private readonly records: TrustRecords,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':code/card')
  async show(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const record = await this.records.byAddress(code);
    if (!record) throw new NotFoundException('There is no Trust or health board with this code.');
    if (record.organisation.code !== code) {
      res.redirect(301, trustsPaths.card(record.organisation.code));
      return;
    }
    this.pages.send(req, res, cardPage, cardView(record, this.law, this.clock.today()));
  }
}
