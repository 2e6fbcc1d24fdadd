import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { trustsPaths } from '../paths.js';
import { asTrustData, type TrustData } from './trust-data.rules.js';
import { factsAsOf, shownFacts } from './trust-facts.rules.js';
import { trustPage, trustPageView } from './trust-page.view.js';
import { type TrustRecord, TrustRecords } from './trust-record.js';

/** One organisation: who they are, what is known of its policies and from where, and what is not known. */
@Controller('trusts')
@Public()
export class TrustPageController {
  constructor(
    private readonly records: TrustRecords,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':code.json')
  async openData(@Param('code') code: string, @Res({ passthrough: true }) res: Response): Promise<TrustData> {
    const record = await this.known(code);
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cache-Control', 'public, max-age=300');
    return asTrustData(record.organisation, record.profile, shown(record), record.documents, this.clock.today());
  }

  @Get(':code')
  async show(
    @Param('code') code: string,
    @Query('on') on: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const record = await this.known(code);
    const today = this.clock.today();
    if (record.organisation.code !== code) {
      res.redirect(301, trustsPaths.trust(record.organisation.code));
      return;
    }
    if (typeof on === 'string' && isCivilDate(on) && on < today) {
      const profile = await this.profiles.asOf(record.organisation.id, on);
      const then = { ...record, profile, documents: [] };
      const asked = Object.keys(profile?.questions ?? {});
      this.pages.send(req, res, trustPage, trustPageView(then, factsAsOf(profile, asked), on, on));
      return;
    }
    this.pages.send(req, res, trustPage, trustPageView(record, shown(record), today, null));
  }

  private async known(code: string): Promise<TrustRecord> {
    const record = await this.records.byAddress(code);
    if (!record) throw new NotFoundException(`There is no Trust or health board with the code "${code.slice(0, 60)}".`);
    return record;
  }
}

const shown = ({ profile, facts, asked }: TrustRecord) => shownFacts(profile, facts, asked);
