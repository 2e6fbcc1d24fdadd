import {
  Controller,
  Get,
  NotFoundException,
  Param,
  Query,
  Req,
  Res,
  UnprocessableEntityException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import type { Permission } from '../../platform/http/permissions.types.js';
import { Pages } from '../../platform/views/pages.js';
import { KeptPages, type Moved } from '../keeping/kept-pages.js';
import { trustsPaths } from '../paths.js';
import { historyQuery, readAsOf } from './as-of.form.js';
import { historyPage, historyView, PAGE_SIZE } from './history.view.js';
import { asTrustData, type TrustData } from './trust-data.rules.js';
import { factsOfProfile, shownFacts } from './trust-facts.rules.js';
import { seenOnTrustPage, trustPage, type TrustPageView, trustPageView } from './trust-page.view.js';
import { type TrustRecord, TrustRecords } from './trust-record.js';

/** One organisation: who they are, what is known of its policies and from where, and what is not known. */
@Controller('trusts')
@Public()
export class TrustPageController {
  constructor(
    private readonly records: TrustRecords,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly kept: KeptPages,
  ) {}

  /** The same as open data, also of an earlier day. */
  @Get(':code.json')
  async openData(
    @Param('code') code: string,
    @Query() asked: object,
    @Res({ passthrough: true }) res: Response,
  ): Promise<TrustData> {
    const today = this.clock.today();
    const { on, errors } = readAsOf(asked, today);
    if (errors[0]) throw new UnprocessableEntityException(`${errors[0].message}.`);
    const record = await this.known(code);
    const { then, facts } = await this.onDay(record, on);
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cache-Control', 'public, max-age=300');
    return asTrustData(then.organisation, then.profile, facts, then.documents, on ?? today);
  }

  /** As it stands, or `?on=2026-06-01`: what was known at the end of that day. */
  @Get(':code')
  async show(
    @Param('code') code: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const today = this.clock.today();
    const { on, typed, errors } = readAsOf(asked, today);
    const may = req.person?.permissions ?? new Set<Permission>();
    const view = async (): Promise<TrustPageView | Moved> => {
      const record = await this.known(code);
      const { organisation } = record;
      if (organisation.code !== code) return { movedTo: trustsPaths.trust(organisation.code, { on: on ?? '' }) };
      const { then, facts } = await this.onDay(record, on);
      const beside = await this.records.beside(organisation.id);
      return trustPageView(then, facts, beside, { today, on, typed, errors }, may);
    };
    if (on === null && errors.length === 0)
      return this.kept.send(req, res, trustPage, [code, ...seenOnTrustPage.map((each) => may.has(each))], view);
    const made = await view();
    if ('movedTo' in made) res.redirect(301, made.movedTo);
    else this.pages.send(req, res, trustPage, made, { status: errors.length > 0 ? 422 : 200 });
  }

  /** Every revision of what is known, and what each changed. */
  @Get(':code/history')
  async history(
    @Param('code') code: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { before } = historyQuery.parse(asked);
    const found = await this.records.history(code, { before, limit: PAGE_SIZE + 1 });
    if (!found) throw notFound(code);
    this.pages.send(req, res, historyPage, historyView(found.organisation, found.history, found.asked, before));
  }

  /** What was known at the end of the day; null is what is known now. */
  private async onDay(record: TrustRecord, on: CivilDate | null) {
    if (on === null) return { then: record, facts: shownFacts(record.profile, record.facts, record.asked) };
    const then = { ...record, ...(await this.records.asOf(record.organisation.id, on)) };
    return { then, facts: factsOfProfile(then.profile, record.asked) };
  }

  private async known(code: string): Promise<TrustRecord> {
    const record = await this.records.byAddress(code);
    if (!record) throw notFound(code);
    return record;
  }
}

function notFound(code: string): NotFoundException {
  return new NotFoundException(`There is no Trust or health board with the code "${code.slice(0, 60)}".`);
}
