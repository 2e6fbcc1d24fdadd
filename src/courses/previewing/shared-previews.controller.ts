import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http/allow.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { answerQuietly } from '../../platform/http/secret-links.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftsQueries } from '../authoring/drafts.queries.js';
import { DraftsService, isLesson } from '../authoring/drafts.service.js';
import { CourseMedia } from '../media/course-media.js';
import { sendMedium } from '../media/medium-response.js';
import { coursesPaths } from '../paths.js';
import { PreviewLinks } from './preview-links.js';
import { previewPage, previewView } from './preview.view.js';
import { previewQuery, Previews } from './previews.js';

/** A whole hospital may stand behind one network address. */
const opened: RateLimit = { name: 'course-preview-opened', points: 300, seconds: 15 * 60 };

/** A lesson may show several pictures, and a video comes in parts. */
const seen: RateLimit = { name: 'course-preview-media', points: 3000, seconds: 15 * 60 };

/** A draft for whoever was given its link: lesson by lesson, as any learner. */
@Controller('draft-preview/:token')
@Public()
export class SharedPreviewsController {
  constructor(
    private readonly links: PreviewLinks,
    private readonly previews: Previews,
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly media: CourseMedia,
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
    const lesson = await this.previews.lesson(draft, id, asked, coursesPaths.sharedMedia(token));
    const hrefOf = (fileId: string) => coursesPaths.sharedLesson(token, fileId);
    const back = { text: 'The first lesson', href: coursesPaths.sharedPreview(token) };
    this.pages.send(req, res, previewPage, previewView(draft, lesson, asked, { back, hrefOf }));
  }

  @Get('media/:file')
  async medium(@Param('token') token: string, @Param('file') file: string, @Req() req: Request, @Res() res: Response) {
    const medium = await this.media.ofDraft(await this.open(token, req, res, seen), file);
    await sendMedium(req, res, medium, { file, kept: false, open: (sha256, part) => this.media.open(sha256, part) });
  }

  private async open(token: string, req: Request, res: Response, limit = opened): Promise<string> {
    answerQuietly(res);
    await this.limits.consume(limit, networkAddress(req));
    return this.links.open(token);
  }
}
