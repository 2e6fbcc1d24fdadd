import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { parseForm } from '../../platform/http/form.js';
import { type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { remarkForm } from './remark.form.js';
import { RemarkedBlocks } from './remarked-block.js';
import { RemarksQueries } from './remarks.queries.js';
import { RemarksService } from './remarks.service.js';
import { myRemarksPage, myRemarksView, newRemarkPage, newRemarkView, PAGE_SIZE } from './remarks.view.js';

const fromOne: RateLimit = { name: 'remarks', points: 20, seconds: 60 * 60 };
const mineQuery = z.object({ before: z.uuid().nullable().catch(null).default(null) });

/** "Something wrong here?": for those who read a lesson, and what they were answered. */
@Controller()
@Allow('learning.take')
export class RemarksController {
  constructor(
    private readonly blocks: RemarkedBlocks,
    private readonly remarks: RemarksService,
    private readonly queries: RemarksQueries,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
  ) {}

  @Get('lessons/:lesson/blocks/:block/remarks/new')
  async ask(@Param('lesson') lesson: string, @Param('block') key: string, @Req() req: Request, @Res() res: Response) {
    const { learner, ...seen } = await this.blocks.current(signedIn(req).id, lesson, key);
    this.pages.send(req, res, newRemarkPage, newRemarkView(seen, learner, {}, []));
  }

  @Post('lessons/:lesson/blocks/:block/remarks')
  async send(
    @Param('lesson') lessonId: string,
    @Param('block') key: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { id } = signedIn(req);
    const { learner, context, ...seen } = await this.blocks.current(id, lessonId, key);
    const parsed = parseForm(remarkForm, body);
    if (!parsed.ok) {
      const view = newRemarkView(seen, learner, parsed.typed, parsed.errors);
      this.pages.send(req, res, newRemarkPage, view, { status: 422 });
      return;
    }
    await this.limits.consume(fromOne, id);
    const { nation, regionCode, icbCode, profession, on: shownOn } = context;
    const { workplaceId, profileRevisionId, enrolmentId } = learner.row;
    await this.remarks.take(id, {
      ...parsed.values,
      lessonId,
      blockKey: key,
      variant: seen.variant,
      ...{ nation, regionCode, icbCode, profession, shownOn, workplaceId, profileRevisionId },
    });
    req.notify('Thank you. Somebody reads it. The answer stands under My learning, What you told us.');
    res.redirect(303, learningPaths.lesson(enrolmentId, seen.lesson.slug));
  }

  @Get('learning/remarks')
  async mine(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { before } = mineQuery.parse(asked);
    const found = await this.queries.ofPerson(signedIn(req).id, before, PAGE_SIZE + 1);
    const answers = await this.queries.answers(found.map(({ id }) => id));
    this.pages.send(req, res, myRemarksPage, myRemarksView(found, answers, before));
  }
}
