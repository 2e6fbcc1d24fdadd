import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { addMonths } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { CohortsQueries } from '../cohorts/cohorts.queries.js';
import { joiningPaths } from '../paths.js';
import { JoiningCodes } from './joining-codes.js';
import { codeForm, stopForm } from './joining.form.js';
import { codesPage, codesView } from './joining.view.js';

/** A code that works for longer is forgotten by those who made it. */
const FURTHEST_MONTHS = 24;

/** The codes of a cohort: made and stopped by administrators. */
@Controller('enrolments/:course/cohorts/:cohort')
@Allow('enrolments.administer')
export class CodesController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly queries: CohortsQueries,
    private readonly codes: JoiningCodes,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('codes')
  async list(
    @Param('course') slug: string,
    @Param('cohort') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.send(req, res, slug, id, {}, []);
  }

  @Post('codes')
  async make(
    @Param('course') slug: string,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    const parsed = parseForm(codeForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (cohort.organisationId === null)
      errors.push({ field: '', message: 'The cohort is of no Trust: it has no codes' });
    if (cohort.endedAt !== null) errors.push({ field: '', message: 'The cohort has ended: nobody joins it any more' });
    if (parsed.ok) {
      const { expiresOn } = parsed.values;
      const today = this.clock.today();
      if (expiresOn < today) errors.push({ field: 'expiresOn', message: 'Enter a last day that is not in the past' });
      if (expiresOn > addMonths(today, FURTHEST_MONTHS))
        errors.push({ field: 'expiresOn', message: 'Enter a last day within the next two years' });
      if (errors.length === 0) {
        const code = await this.codes.make(cohort, parsed.values);
        req.notify(
          `Copy it now, it is shown once. The code is ${code}, the link ${this.config.publicUrl}${joiningPaths.one(code)}`,
        );
        res.redirect(303, joiningPaths.codes(slug, id));
        return;
      }
    }
    await this.send(req, res, slug, id, typedFields(body), errors);
  }

  @Post('code-stops')
  async stop(
    @Param('course') slug: string,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    await this.codes.stop(cohort.id, stopForm.parse(body).code);
    req.notify('Nobody joins with this code any more. Who has joined stays.');
    res.redirect(303, joiningPaths.codes(slug, id));
  }

  private async send(
    req: Request,
    res: Response,
    slug: string,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const cohort = await this.queries.known(slug, id);
    const view = codesView(course, cohort, await this.codes.ofCohort(cohort.id), this.clock.today(), { typed, errors });
    this.pages.send(req, res, codesPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
