import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { KeptPages } from '../keeping/kept-pages.js';
import { trustsPaths } from '../paths.js';
import { asAreaData, type AreaData, questionsInArea } from './area-data.rules.js';
import { type AreaRecord, AreaRecords } from './area-record.js';
import { areaPage, areaView } from './area.view.js';
import { AreasQueries } from './areas.queries.js';
import { areasPage, areasView } from './areas.view.js';
import { questionPage, questionView } from './question.view.js';

const areasQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((text) => text.trim().slice(0, 200)),
});

/** What is in place in an ICB, a region or a nation, and what is not known there. */
@Controller('areas')
@Public()
export class AreasController {
  constructor(
    private readonly areas: AreasQueries,
    private readonly records: AreaRecords,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly kept: KeptPages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { q } = areasQuery.parse(asked);
    this.pages.send(req, res, areasPage, areasView(await this.areas.all(), q));
  }

  @Get(':code.json')
  async openData(@Param('code') code: string, @Res({ passthrough: true }) res: Response): Promise<AreaData> {
    const record = await this.known(code);
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cache-Control', 'public, max-age=300');
    return asAreaData(record.area, record.organisations.length, questionsOf(record));
  }

  @Get(':code')
  async show(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const named = req.person?.permissions.has('landscape.read') === true;
    await this.kept.send(req, res, areaPage, [code, named], async () => {
      const record = await this.known(code);
      if (record.area.code !== code) return { movedTo: trustsPaths.area(record.area.code) };
      return areaView(record, questionsOf(record), this.clock.today(), named);
    });
  }

  /** Which organisations are in which state, as far as whoever asks may know. */
  @Get(':code/questions/:key')
  async question(
    @Param('code') code: string,
    @Param('key') key: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const named = req.person?.permissions.has('landscape.read') === true;
    await this.kept.send(req, res, questionPage, [code, key, named], async () => {
      const record = await this.known(code);
      const found = questionsOf(record).find(({ question }) => question.key === key);
      if (!found) throw new NotFoundException('There is no such question.');
      return questionView(record, found, this.clock.today(), named);
    });
  }

  private async known(code: string): Promise<AreaRecord> {
    const record = await this.records.byCode(code);
    if (!record) throw new NotFoundException(`There is no nation, region or ICB with the code "${code.slice(0, 60)}".`);
    return record;
  }
}

const questionsOf = (record: AreaRecord) =>
  questionsInArea(
    record.questions,
    record.organisations.map(({ profile }) => profile),
  );
