import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { LiveSessionsQueries } from '../live-sessions/live-sessions.queries.js';
import { evaluationsPaths, learningPaths, liveSessionsPaths } from '../paths.js';
import { Learners } from '../progress/learners.js';
import { evaluationForm } from './evaluation.form.js';
import { evaluationPage, evaluationView, type Evaluated } from './evaluation.view.js';
import { type EvaluationSubject, EvaluationsService } from './evaluations.service.js';

/** Learners say what they think of a course that they completed, or of a session at which they were. */
@Controller()
@Allow('learning.take')
export class EvaluationsController {
  constructor(
    private readonly pages: Pages,
    private readonly evaluations: EvaluationsService,
    private readonly learners: Learners,
    private readonly sessions: LiveSessionsQueries,
    private readonly courses: CoursesService,
    private readonly clock: Clock,
  ) {}

  @Get('learning/:enrolment/evaluation')
  async askOfEnrolment(@Param('enrolment') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, await this.enrolment(id, req), {}, []);
  }

  @Post('learning/:enrolment/evaluation')
  async giveOfEnrolment(
    @Param('enrolment') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.take(req, res, await this.enrolment(id, req), body);
  }

  @Get('live-sessions/:session/evaluation')
  async askOfSession(@Param('session') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, await this.session(id, req), {}, []);
  }

  @Post('live-sessions/:session/evaluation')
  async giveOfSession(
    @Param('session') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.take(req, res, await this.session(id, req), body);
  }

  private async enrolment(id: string, req: Request): Promise<Evaluated & { subject: EvaluationSubject }> {
    const { row, version } = await this.learners.find(signedIn(req).id, id);
    if (row.completedAt === null)
      throw new NotFoundException('You are asked what you think of a course once you have completed it.');
    return {
      subject: { id, courseId: version.courseId, courseVersionId: version.id, liveSessionId: null },
      title: version.title,
      action: evaluationsPaths.ofEnrolment(id),
      back: { href: learningPaths.enrolment(id), text: version.title },
    };
  }

  private async session(id: string, req: Request): Promise<Evaluated & { subject: EvaluationSubject }> {
    const session = await this.sessions.one(id);
    const place = await this.sessions.ownPlace(id, signedIn(req).id);
    const wasThere = place?.givenUp === false && place.attendance !== null && place.attendance !== 'absent';
    if (!wasThere || this.clock.now() < session.endsAt)
      throw new NotFoundException(
        'You are asked what you think of a session once it is over and it is noted that you were there.',
      );
    const { title: course } = await this.courses.newest(session.courseSlug);
    return {
      subject: { id, courseId: session.courseId, courseVersionId: null, liveSessionId: id },
      title: `${session.title} (${course})`,
      action: evaluationsPaths.ofSession(id),
      back: { href: liveSessionsPaths.one(id), text: session.title },
    };
  }

  private async take(
    req: Request,
    res: Response,
    evaluated: Evaluated & { subject: EvaluationSubject },
    body: unknown,
  ): Promise<void> {
    const parsed = parseForm(evaluationForm, body);
    if (!parsed.ok) {
      await this.send(req, res, evaluated, typedFields(body), parsed.errors);
      return;
    }
    const isNew = await this.evaluations.give(signedIn(req).id, evaluated.subject, parsed.values);
    if (!isNew) req.notify('You had told us before. That stands.');
    res.redirect(303, evaluated.action);
  }

  private async send(
    req: Request,
    res: Response,
    evaluated: Evaluated & { subject: EvaluationSubject },
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const given = await this.evaluations.hasGiven(signedIn(req).id, evaluated.subject.id);
    const view = evaluationView(evaluated, given, typed, errors);
    this.pages.send(req, res, evaluationPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
