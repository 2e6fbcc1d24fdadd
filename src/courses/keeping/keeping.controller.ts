import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { CoursesService } from '../courses.service.js';
import { coursesPaths } from '../paths.js';
import { RetirementsService } from '../retirements.service.js';
import { ReviewDaysService } from '../review-days.service.js';
import { retirementForm, reviewDayForm } from './keeping.form.js';
import { keepingPage, keepingView, retirementPage, retirementView } from './keeping.view.js';

/** Keeping up a published course: by when it is read through again, retiring and reopening it. */
@Controller('studio/courses/:slug')
@Allow('courses.author')
export class KeepingController {
  constructor(
    private readonly courses: CoursesService,
    private readonly reviewDays: ReviewDaysService,
    private readonly retirements: RetirementsService,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, slug, null, []);
  }

  @Post('review-days')
  async review(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(reviewDayForm, body);
    if (!parsed.ok) {
      await this.send(req, res, slug, parsed.typed, parsed.errors);
      return;
    }
    const refused = await this.reviewDays.set(slug, parsed.values.reviewBy, signedIn(req).id);
    if (refused) {
      await this.send(req, res, slug, typedFields(body), [refused]);
      return;
    }
    req.notify(
      `To be read through again by ${dateInWords(parsed.values.reviewBy)}. Whoever may write courses is reminded by email.`,
    );
    res.redirect(303, coursesPaths.keeping(slug));
  }

  @Get('retirement')
  async retirement(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendRetirement(req, res, slug, null, []);
  }

  @Post('retirements')
  async retire(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(retirementForm, body);
    if (!parsed.ok) {
      await this.sendRetirement(req, res, slug, parsed.typed, parsed.errors);
      return;
    }
    const refused = await this.retirements.retire(slug, parsed.values, signedIn(req).id);
    if (refused) {
      await this.sendRetirement(req, res, slug, typedFields(body), [refused]);
      return;
    }
    req.notify('The course is retired. Learners under way are told by email.');
    res.redirect(303, coursesPaths.keeping(slug));
  }

  @Post('reopenings')
  async reopen(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.retirements.reopen(slug, signedIn(req).id);
    req.notify('The course is open again. Learners who had not finished it are told by email.');
    res.redirect(303, coursesPaths.keeping(slug));
  }

  private async send(
    req: Request,
    res: Response,
    slug: string,
    typed: Record<string, string> | null,
    errors: FieldError[],
  ): Promise<void> {
    const version = await this.courses.newest(slug);
    const [reviews, reviewDay, retirement] = await Promise.all([
      this.courses.reviews(version.id),
      this.reviewDays.of(version.courseId),
      this.retirements.standing(version.courseId),
    ]);
    const view = keepingView(version, reviews, { reviewDay, retirement, today: this.clock.today() }, typed, errors);
    this.pages.send(req, res, keepingPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendRetirement(
    req: Request,
    res: Response,
    slug: string,
    typed: Record<string, string> | null,
    errors: FieldError[],
  ): Promise<void> {
    const version = await this.courses.newest(slug);
    const view = retirementView(version, await this.retirements.standing(version.courseId), typed, errors);
    this.pages.send(req, res, retirementPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
