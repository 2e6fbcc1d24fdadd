import { Body, Controller, ForbiddenException, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { liveSessionsPaths } from '../paths.js';
import { leads } from './leading.rules.js';
import { formPage, formView, ledPage, ledView } from './leading.view.js';
import { cancellationForm, listQuery, readCursor, sessionForm, typedSession } from './live-sessions.form.js';
import { type LiveSession, LiveSessionsQueries } from './live-sessions.queries.js';
import { PAGE_SIZE } from './live-sessions.view.js';
import { PlanningService } from './planning.service.js';

/** Trainers plan sessions, change and cancel them. */
@Controller('live-sessions')
@Allow('sessions.lead')
export class LeadingController {
  constructor(
    private readonly pages: Pages,
    private readonly queries: LiveSessionsQueries,
    private readonly courses: CoursesService,
    private readonly planning: PlanningService,
    private readonly clock: Clock,
  ) {}

  @Get('led')
  async led(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const { before } = listQuery.parse(query);
    const all = person.permissions.has('enrolments.administer');
    const [found, catalogue] = await Promise.all([
      this.queries.led(all ? null : person.id, readCursor(before), PAGE_SIZE + 1),
      this.courses.catalogue(),
    ]);
    const titles = new Map(catalogue.map(({ slug, title }) => [slug, title]));
    this.pages.send(req, res, ledPage, ledView(found, titles, { all, isFirst: before === '', now: this.clock.now() }));
  }

  @Get('new')
  async form(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, null, {}, []);
  }

  @Post()
  async plan(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(sessionForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    const slug = typedFields(body)['course'] ?? '';
    const course = (await this.courses.openCatalogue()).find((one) => one.slug === slug);
    if (!course) errors.unshift({ field: 'course', message: 'Choose the course' });
    if (parsed.ok && parsed.values.startsAt <= this.clock.now())
      errors.push({ field: 'startsOn', message: 'The session must begin in the future' });
    if (parsed.ok && course && errors.length === 0) {
      const id = await this.planning.plan(course.courseId, parsed.values);
      req.notify('The session is planned. Whoever is signed in can book a place.');
      res.redirect(303, liveSessionsPaths.one(id));
      return;
    }
    await this.sendForm(req, res, null, typedFields(body), errors);
  }

  @Get(':id/changes/new')
  async edit(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const session = await this.own(id, req);
    await this.sendForm(req, res, session, typedSession(session), []);
  }

  @Post(':id/changes')
  async change(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const session = await this.own(id, req);
    const parsed = parseForm(sessionForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (parsed.ok) {
      const problem = await this.planning.change(id, parsed.values);
      if (problem === null) {
        req.notify(
          'The change is kept. Those who have a place are told by mail if it concerns when, where or how to join.',
        );
        res.redirect(303, liveSessionsPaths.one(id));
        return;
      }
      errors.push(problem);
    }
    await this.sendForm(req, res, session, typedFields(body), errors);
  }

  @Post(':id/cancellations')
  async cancel(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.own(id, req);
    const parsed = parseForm(cancellationForm, body);
    if (parsed.ok) {
      await this.planning.cancel(id, parsed.values.because);
      req.notify('The session is cancelled. Those who had a place are told by mail.');
    } else req.notify(`The session was not cancelled. ${parsed.errors.map(({ message }) => message).join('. ')}.`);
    res.redirect(303, liveSessionsPaths.one(id));
  }

  /** The session, which the person leads or administers. */
  private async own(id: string, req: Request): Promise<LiveSession> {
    const session = await this.queries.one(id);
    if (!leads(session, signedIn(req))) throw new ForbiddenException('Only who leads the session changes it.');
    return session;
  }

  private async sendForm(
    req: Request,
    res: Response,
    session: LiveSession | null,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const view = formView(session, await this.courses.openCatalogue(), typed, errors);
    this.pages.send(req, res, formPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
