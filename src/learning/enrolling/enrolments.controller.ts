import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { enrolmentsPaths } from '../paths.js';
import { EnrollingService } from './enrolling.service.js';
import { EnrolmentChangesService } from './enrolment-changes.service.js';
import { dueDateProblem } from './enrolment.rules.js';
import { dueDateForm, enrolmentsQuery, newEnrolmentForm, withdrawalForm } from './enrolments.form.js';
import { EnrolmentsQueries } from './enrolments.queries.js';
import {
  enrolledCoursesPage,
  enrolledCoursesView,
  enrolmentsPage,
  enrolmentsView,
  newEnrolmentPage,
  newEnrolmentView,
  oneEnrolmentPage,
  oneEnrolmentView,
  PAGE_SIZE,
  withdrawalPage,
  withdrawalView,
} from './enrolments.view.js';

/** Who is enrolled on what, and enrolling others: one by one, with a due date, until they are withdrawn. */
@Controller('enrolments')
@Allow('enrolments.administer')
export class EnrolmentsController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly queries: EnrolmentsQueries,
    private readonly enrolling: EnrollingService,
    private readonly changes: EnrolmentChangesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async all(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, enrolledCoursesPage, enrolledCoursesView(await this.courses.catalogue()));
  }

  @Get(':course')
  async list(
    @Param('course') slug: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const asked = enrolmentsQuery.parse(query);
    const today = this.clock.today();
    const found = await this.queries.list(course.courseId, { ...asked, today }, PAGE_SIZE + 1);
    this.pages.send(req, res, enrolmentsPage, enrolmentsView(course, found, asked, today));
  }

  @Get(':course/new')
  async form(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, newEnrolmentPage, newEnrolmentView(await this.retirements.openCourse(slug), {}, []));
  }

  @Post(':course')
  async enrol(
    @Param('course') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const course = await this.retirements.openCourse(slug);
    const parsed = parseForm(newEnrolmentForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (parsed.ok) {
      const { email, reason, dueOn } = parsed.values;
      const late = dueOn === null ? null : dueDateProblem(dueOn, this.clock.today());
      if (late !== null) errors.push({ field: 'dueOn', message: late });
      const account = await this.queries.accountOf(email);
      if (!account) errors.push({ field: 'email', message: 'Nobody has an account with this address' });
      else if (account.deactivated)
        errors.push({ field: 'email', message: 'The account with this address is deactivated' });
      if (account && errors.length === 0) {
        const made = await this.enrolling.enrol(account.id, slug, { origin: 'administrator', reason, dueOn });
        req.notify(
          made.isNew
            ? `${account.name} is enrolled.`
            : `${account.name} was enrolled already. Nothing was changed; move the due date here if it is another.`,
        );
        res.redirect(303, enrolmentsPaths.one(slug, made.id));
        return;
      }
    }
    const view = newEnrolmentView(course, typedFields(body), errors);
    this.pages.send(req, res, newEnrolmentPage, view, { status: 422 });
  }

  @Get(':course/:enrolment')
  async show(
    @Param('course') slug: string,
    @Param('enrolment') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.sendOne(req, res, slug, id, {}, []);
  }

  @Post(':course/:enrolment/due-dates')
  async moveDueDate(
    @Param('course') slug: string,
    @Param('enrolment') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(dueDateForm, body);
    const { id: known } = await this.known(slug, id);
    const errors = parsed.ok
      ? asErrors('dueOn', await this.changes.moveDueDate(known, parsed.values.dueOn, parsed.values.reason))
      : parsed.errors;
    if (errors.length > 0) {
      await this.sendOne(req, res, slug, id, typedFields(body), errors);
      return;
    }
    req.notify('The due date is moved.');
    res.redirect(303, enrolmentsPaths.one(slug, id));
  }

  @Get(':course/:enrolment/withdrawals/new')
  async askWithdrawal(
    @Param('course') slug: string,
    @Param('enrolment') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.sendWithdrawal(req, res, slug, id, {}, []);
  }

  @Post(':course/:enrolment/withdrawals')
  async withdraw(
    @Param('course') slug: string,
    @Param('enrolment') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(withdrawalForm, body);
    const one = await this.known(slug, id);
    const errors = parsed.ok
      ? asErrors('reason', await this.changes.withdraw(one.id, parsed.values.reason))
      : parsed.errors;
    if (errors.length > 0) {
      await this.sendWithdrawal(req, res, slug, id, typedFields(body), errors);
      return;
    }
    req.notify(`${one.name} is withdrawn from the course.`);
    res.redirect(303, enrolmentsPaths.one(slug, id));
  }

  private async known(slug: string, id: string) {
    return this.queries.known((await this.courses.newest(slug)).courseId, id);
  }

  private async sendOne(
    req: Request,
    res: Response,
    slug: string,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const one = await this.queries.known(course.courseId, id);
    const [history, others] = await Promise.all([this.queries.changes(one.id), this.queries.others(one)]);
    const view = oneEnrolmentView(course, one, history, others, { typed, errors, today: this.clock.today() });
    this.pages.send(req, res, oneEnrolmentPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendWithdrawal(
    req: Request,
    res: Response,
    slug: string,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const view = withdrawalView(course, await this.queries.known(course.courseId, id), typed, errors);
    this.pages.send(req, res, withdrawalPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

function asErrors(field: string, problems: readonly string[]): FieldError[] {
  return problems.map((message) => ({ field, message }));
}
