import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http/allow.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { answerQuietly } from '../../platform/http/secret-links.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftsQueries } from '../authoring/drafts.queries.js';
import { DraftsService, isLesson } from '../authoring/drafts.service.js';
import { coursesPaths } from '../paths.js';
import { PreviewLinks } from './preview-links.js';
import { previewPage, previewView } from './preview.view.js';
import { previewQuery, Previews } from './previews.js';

/** A whole hospital may stand behind one network address. */
const opened: RateLimit = { name: 'course-preview-opened', points: 300, seconds: 15 * 60 };

/** A draft for whoever was given its link: lesson by lesson, as any learner. */
@Controller('draft-preview/:token')
@Public()
export class SharedPreviewsController {
  constructor(
    private readonly links: PreviewLinks,
    private readonly previews: Previews,
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
  ) {}

  @Get()
  async begin(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draftId = await this.open(token, req, res);
    const first = (await this.queries.files(draftId)).find(isLesson);
    if (!first) throw new NotFoundException('This draft has no lesson yet.');
    res.redirect(303, coursesPaths.sharedLesson(token, first.id));
  }

  @Get('lessons/:file')
  async show(
    @Param('token') token: string,
    @Param('file') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const draft = await this.drafts.open(await this.open(token, req, res));
    const asked = previewQuery.parse(query);
    const lesson = await this.previews.lesson(draft, id, asked);
    const hrefOf = (fileId: string) => coursesPaths.sharedLesson(token, fileId);
    const back = { text: 'The first lesson', href: coursesPaths.sharedPreview(token) };
    this.pages.send(req, res, previewPage, previewView(draft, lesson, asked, { back, hrefOf }));
  }

  private async open(token: string, req: Request, res: Response): Promise<string> {
    answerQuietly(res);
    await this.limits.consume(opened, networkAddress(req));
    return this.links.open(token);
  }
}
