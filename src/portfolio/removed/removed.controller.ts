import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ReflectionsQueries } from '../reflections/reflections.queries.js';
import { removedPage, removedView } from './removed.view.js';

/** What a learner took out of their own portfolio, while it can be put back. */
@Controller('portfolio/removed')
@Allow('learning.take')
export class RemovedController {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly reflections: ReflectionsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const [activities, reflections] = await Promise.all([this.activities.removed(id), this.reflections.removed(id)]);
    this.pages.send(req, res, removedPage, removedView(activities, reflections));
  }
}
