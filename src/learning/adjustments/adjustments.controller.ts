import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { EnrolmentsQueries, type ListedEnrolment } from '../enrolling/enrolments.queries.js';
import { enrolmentsPaths } from '../paths.js';
import { adjustmentForm } from './adjustment.form.js';
import { AdjustmentsService } from './adjustments.service.js';
import { adjustmentsPage, adjustmentsView } from './adjustments.view.js';

/** Administrators arrange extra time and the like for one learner; their employer does not see it. */
@Controller('enrolments/:course/:enrolment/adjustments')
@Allow('enrolments.administer')
export class AdjustmentsController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly enrolments: EnrolmentsQueries,
    private readonly adjustments: AdjustmentsService,
  ) {}

  @Get()
  async show(
    @Param('course') slug: string,
    @Param('enrolment') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.send(req, res, await this.known(slug, id), null, []);
  }

  @Post()
  async give(
    @Param('course') slug: string,
    @Param('enrolment') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const one = await this.known(slug, id);
    const parsed = parseForm(adjustmentForm, body);
    if (!parsed.ok) {
      await this.send(req, res, one, parsed.typed, parsed.errors);
      return;
    }
    const { reason, ...adjustment } = parsed.values;
    const isNew = await this.adjustments.give(one.id, adjustment, reason);
    req.notify(isNew ? `Arranged for ${one.name}, from now on.` : 'Nothing was different.');
    res.redirect(303, enrolmentsPaths.adjustments(slug, id));
  }

  private async known(slug: string, id: string): Promise<ListedEnrolment> {
    return this.enrolments.known((await this.courses.newest(slug)).courseId, id);
  }

  private async send(
    req: Request,
    res: Response,
    one: ListedEnrolment,
    typed: Record<string, string> | null,
    errors: FieldError[],
  ): Promise<void> {
    const [version, given] = await Promise.all([
      this.courses.version(one.courseVersionId),
      this.adjustments.of(one.id),
    ]);
    const view = adjustmentsView(version, one, given, { typed, errors });
    this.pages.send(req, res, adjustmentsPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
