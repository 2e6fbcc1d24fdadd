import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { DraftFiles } from '../authoring/draft-files.js';
import { splitLesson } from '../authoring/lesson-source.js';
import { CoursesService } from '../courses.service.js';
import { coursesPaths } from '../paths.js';
import { PublishingService } from '../publishing.service.js';
import { differencesBetween } from './course-differences.js';
import { commentPage, commentView, differencesPage } from './draft-review.view.js';
import { DraftReviewsQueries } from './draft-reviews.queries.js';
import { DraftReviewsService } from './draft-reviews.service.js';

const commentForm = z.object({
  block: z.string().max(100).default(''),
  text: z.string().trim().min(1, 'Write your comment').max(2000, 'Keep the comment under 2,000 characters'),
});
const number = z.coerce.number().int().min(1).nullable().catch(null).default(null);
const differencesQuery = z.object({ from: number, to: number });

/** Remarks about a lesson of a draft; and what one published version says otherwise than another. */
@Controller('studio')
@Allow('courses.review')
export class CommentsController {
  constructor(
    private readonly files: DraftFiles,
    private readonly reviews: DraftReviewsService,
    private readonly queries: DraftReviewsQueries,
    private readonly courses: CoursesService,
    private readonly publishing: PublishingService,
    private readonly questions: QuestionsService,
    private readonly pages: Pages,
  ) {}

  @Get('files/:file/comments')
  async show(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, id, {}, []);
  }

  @Post('files/:file/comments')
  async remark(
    @Param('file') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(commentForm, body);
    if (!parsed.ok) {
      await this.send(req, res, id, parsed.typed, parsed.errors);
      return;
    }
    const { block, text } = parsed.values;
    await this.reviews.remark(id, block === '' ? null : block, text, signedIn(req).id);
    req.notify('Your comment is kept.');
    res.redirect(303, coursesPaths.comments(id));
  }

  @Get('courses/:slug/differences')
  async differences(
    @Param('slug') slug: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const newest = await this.courses.newest(slug);
    const asked = differencesQuery.parse(query);
    const to = asked.to ?? newest.number;
    const from = asked.from ?? Math.max(1, to - 1);
    const [before, after] = await Promise.all([this.courses.numbered(slug, from), this.courses.numbered(slug, to)]);
    const [old, now] = await Promise.all([this.publishing.filesOf(before.id), this.publishing.filesOf(after.id)]);
    this.pages.send(req, res, differencesPage, {
      title: 'What changed between two versions',
      caption: `${newest.title}, version ${String(to)} against version ${String(from)}`,
      back: { text: 'Studio', href: coursesPaths.studio() },
      files: differencesBetween(old, now, await this.questions.all()),
      action: coursesPaths.versionDifferences(slug),
      versions: Array.from({ length: Math.min(newest.number, 200) }, (_, index) => {
        const value = String(newest.number - index);
        return { value, text: `Version ${value}` };
      }),
      from: String(from),
      to: String(to),
    });
  }

  private async send(req: Request, res: Response, id: string, typed: Record<string, string>, errors: FieldError[]) {
    const file = await this.files.known(id);
    const comments = await this.queries.comments(file.draftId);
    const view = commentView(
      file,
      splitLesson(file.text)?.pieces ?? [],
      comments,
      await this.questions.all(),
      typed,
      errors,
    );
    this.pages.send(req, res, commentPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
