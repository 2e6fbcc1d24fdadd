import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RepliesService } from '../../partnerships/replies.service.js';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { trustsPaths } from '../paths.js';
import { type AreaState, areaStates, tally } from './area.rules.js';
import { areaPage, areasPage, areasView, areaView } from './area.view.js';
import { type AreaRow, AreasQueries } from './areas.queries.js';

/** `/areas/:code.json`. The states of each question add up to the organisations. */
interface AreaData {
  code: string;
  name: string;
  organisations: number;
  questions: { key: string; states: Record<AreaState, number> }[];
}

/** What is in place in an ICB, a region or a nation. */
@Controller('areas')
@Public()
export class AreasController {
  constructor(
    private readonly queries: AreasQueries,
    private readonly questions: QuestionsService,
    private readonly replies: RepliesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query('q') q: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const text = typeof q === 'string' ? q.trim().slice(0, 100) : '';
    this.pages.send(req, res, areasPage, areasView(await this.queries.all(), text));
  }

  @Get(':code.json')
  async openData(@Param('code') code: string, @Res({ passthrough: true }) res: Response): Promise<AreaData> {
    const area = await this.known(code);
    const organisations = await this.queries.organisations(area.code);
    const tallies = tally(
      (await this.asked()).map(({ key }) => key),
      organisations,
    );
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cache-Control', 'public, max-age=300');
    return {
      code: area.code,
      name: area.name,
      organisations: organisations.length,
      questions: tallies.map(({ key, states }) => ({
        key,
        states: Object.fromEntries(areaStates.map((state) => [state, states[state]])) as Record<AreaState, number>,
      })),
    };
  }

  @Get(':code')
  async show(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const area = await this.known(code);
    if (area.code !== code) {
      res.redirect(301, trustsPaths.area(area.code));
      return;
    }
    const [questions, organisations, reviews] = await Promise.all([
      this.asked(),
      this.queries.organisations(area.code),
      this.queries.reviewDates(area.code),
    ]);
    const ids = organisations.map(({ id }) => id);
    const staff = req.person?.permissions.has('landscape.read') ?? false;
    // Staff see every name, so nobody need be asked about.
    const nameable = staff ? new Set(ids) : await this.replies.closedFor(ids);
    const view = areaView({ area, questions, organisations, reviews, nameable, staff }, this.clock.today());
    this.pages.send(req, res, areaPage, view);
  }

  private async asked() {
    return (await this.questions.all()).filter(({ retired }) => !retired);
  }

  private async known(code: string): Promise<AreaRow> {
    const area = await this.queries.area(code);
    if (!area) throw new NotFoundException(`There is no nation, region or ICB with the code "${code.slice(0, 40)}".`);
    return area;
  }
}
