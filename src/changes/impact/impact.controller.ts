import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { ImpactsService } from '../impacts.service.js';
import { changesPaths } from '../paths.js';
import { decisionForm, listQuery } from './decision.form.js';
import { type Impact, ImpactQueries } from './impact.queries.js';
import {
  concernedPage,
  concernedView,
  impactPage,
  impactsPage,
  impactsView,
  impactView,
  PAGE_SIZE,
} from './impact.view.js';
import { isId } from '../../platform/database/new-id.js';

/** What changes of policy change for learners, and what was decided about each. */
@Controller('changes')
@Allow('changes.decide')
export class ImpactController {
  constructor(
    private readonly queries: ImpactQueries,
    private readonly impacts: ImpactsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { settled, before } = listQuery.parse(asked);
    const found = settled === null ? await this.queries.open() : await this.queries.settled(before, PAGE_SIZE + 1);
    this.pages.send(req, res, impactsPage, impactsView(found, settled !== null, before));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, id, [], {});
  }

  @Get(':id/people')
  async people(@Param('id') id: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const { after } = listQuery.parse(asked);
    const impact = await this.known(id);
    const found = await this.queries.people(impact.organisation.id, impact.differences ?? [], after, PAGE_SIZE + 1);
    this.pages.send(req, res, concernedPage, concernedView(impact, found, after));
  }

  @Post(':id/decisions')
  async decide(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(decisionForm, body);
    if (!parsed.ok) return this.send(req, res, id, parsed.errors, parsed.typed);
    const { revision: afterRevisionId, ...decision } = parsed.values;
    const impact = await this.known(id);
    const reasons = await this.impacts.decide(impact.id, signedIn(req).id, { ...decision, afterRevisionId });
    if (reasons.length > 0) {
      const errors = reasons.map((message) => ({ field: 'whatFollows', message }));
      return this.send(req, res, id, errors, typedFields(body));
    }
    req.notify('Your decision is recorded.');
    res.redirect(303, changesPaths.impact(impact.id));
  }

  private async send(
    req: Request,
    res: Response,
    id: string,
    errors: FieldError[],
    typed: Record<string, string>,
  ): Promise<void> {
    const impact = await this.known(id);
    const concerned = await this.queries.concerned(impact.organisation.id, impact.differences ?? []);
    const view = impactView(impact, concerned, errors, typed);
    this.pages.send(req, res, impactPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async known(id: string): Promise<Impact> {
    const impact = isId(id) ? await this.queries.one(id) : undefined;
    if (!impact) throw new NotFoundException('There is no such change. If it changed nothing after all, it is gone.');
    return impact;
  }
}
