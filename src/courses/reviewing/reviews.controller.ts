import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { CoursesService } from '../courses.service.js';
import type { CourseVersion } from '../courses.types.js';
import { coursesPaths } from '../paths.js';
import { ReviewsService } from '../reviews.service.js';
import { reviewForm } from './reviews.form.js';
import { reviewsPage, reviewsView } from './reviews.view.js';

/** Who reviewed a version of a course. */
@Controller('courses/:slug/versions/:number/reviews')
@Allow('courses.review')
export class ReviewsController {
  constructor(
    private readonly courses: CoursesService,
    private readonly reviews: ReviewsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('slug') slug: string, @Param('number') number: string, @Req() req: Request, @Res() res: Response) {
    await this.send(req, res, await this.known(slug, number), [], {});
  }

  @Post()
  async record(
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const version = await this.known(slug, number);
    const parsed = parseForm(reviewForm, body);
    if (!parsed.ok) {
      await this.send(req, res, version, parsed.errors, parsed.typed);
      return;
    }
    const refused = await this.reviews.record(version.id, parsed.values, signedIn(req).id);
    if (refused.length > 0) {
      const typed = Object.fromEntries(Object.entries(body as object).map(([name, value]) => [name, String(value)]));
      await this.send(
        req,
        res,
        version,
        refused.map((message) => ({ field: 'reviewedOn', message })),
        typed,
      );
      return;
    }
    req.notify('The review is recorded.');
    res.redirect(303, coursesPaths.reviews(version.slug, version.number));
  }

  private async send(
    req: Request,
    res: Response,
    version: CourseVersion,
    errors: FieldError[],
    typed: Record<string, string>,
  ): Promise<void> {
    const view = reviewsView(version, await this.courses.reviews(version.id), errors, typed);
    this.pages.send(req, res, reviewsPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private known(slug: string, number: string): Promise<CourseVersion> {
    if (!/^[1-9]\d{0,5}$/.test(number)) throw new NotFoundException('There is no such version of a course.');
    return this.courses.numbered(slug, Number(number));
  }
}
