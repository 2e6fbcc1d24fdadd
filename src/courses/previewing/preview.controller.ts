import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftFiles } from '../authoring/draft-files.js';
import { DraftsService } from '../authoring/drafts.service.js';
import { coursesPaths } from '../paths.js';
import { PreviewLinks } from './preview-links.js';
import { previewLinksPage, previewLinksView, previewPage, previewView } from './preview.view.js';
import { previewQuery, Previews } from './previews.js';

/** A lesson of a draft as any learner would read it, and links that show the draft to others. */
@Controller('studio')
@Allow('courses.review')
export class PreviewController {
  constructor(
    private readonly previews: Previews,
    private readonly links: PreviewLinks,
    private readonly drafts: DraftsService,
    private readonly files: DraftFiles,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('files/:file/preview')
  async show(
    @Param('file') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const file = await this.files.known(id);
    const draft = await this.drafts.open(file.draftId);
    const asked = previewQuery.parse(query);
    const lesson = await this.previews.lesson(draft, id, asked, coursesPaths.media(draft.id));
    const back = { text: 'The lesson', href: coursesPaths.file(id) };
    this.pages.send(req, res, previewPage, previewView(draft, lesson, asked, { back, hrefOf: coursesPaths.preview }));
  }

  @Get('drafts/:draft/preview-links')
  @Allow('courses.author')
  async list(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const view = previewLinksView(draft, await this.links.ofDraft(draft.id), this.clock.today());
    this.pages.send(req, res, previewLinksPage, view);
  }

  @Post('drafts/:draft/preview-links')
  @Allow('courses.author')
  async make(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const token = await this.links.make(draft.id, signedIn(req).id);
    req.notify(`Copy the link now, it is shown once: ${this.config.publicUrl}${coursesPaths.sharedPreview(token)}`);
    res.redirect(303, coursesPaths.previewLinks(draft.id));
  }

  @Post('drafts/:draft/preview-withdrawals')
  @Allow('courses.author')
  async withdraw(
    @Param('draft') id: string,
    @Body() body: { link?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.links.withdraw((await this.drafts.open(id)).id, typeof body?.link === 'string' ? body.link : '');
    req.notify('The link opens nothing any more.');
    res.redirect(303, coursesPaths.previewLinks(id));
  }
}
