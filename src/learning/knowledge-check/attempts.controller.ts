import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { Learners } from '../progress/learners.js';
import { goOn, isFromOutbox, Outboxes, refuse } from '../progress/outbox.js';
import { wherePage, whereView } from '../progress/where.view.js';
import { answeredPage, answeredView } from './answered.view.js';
import { answersPage, answersView, feedbackPage, feedbackView, questionPage, questionView } from './attempt.view.js';
import { AttemptsQueries, type AttemptWithAnswers } from './attempts.queries.js';
import { AttemptsService } from './attempts.service.js';
import { nextUnanswered } from './marking.rules.js';
import { pausedUntil, pauseInWords } from './pause.rules.js';

const NO_ATTEMPT_LEFT = 'You have used all the attempts that this version of the course allows.';
const SUBMITTED = 'You have submitted this attempt already. Here is how it went.';

/** The knowledge check: a question a page, each answer kept at once; then all answers; then how it went. */
@Controller('learning/:enrolment/attempts')
@Allow('learning.take')
export class AttemptsController {
  constructor(
    private readonly pages: Pages,
    private readonly service: AttemptsService,
    private readonly attempts: AttemptsQueries,
    private readonly learners: Learners,
    private readonly courses: CoursesService,
    private readonly outboxes: Outboxes,
    private readonly clock: Clock,
  ) {}

  @Post()
  async start(@Param('enrolment') enrolment: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const started = await this.service.start(id, enrolment);
    if (started.outcome === 'no workplace') {
      this.pages.send(req, res, wherePage, whereView(enrolment));
      return;
    }
    if (started.outcome !== 'started') {
      const left = started.outcome === 'too early' ? pauseInWords(started.until) : NO_ATTEMPT_LEFT;
      req.notify(left);
      res.redirect(303, learningPaths.enrolment(enrolment));
      return;
    }
    res.redirect(303, onwards(await this.service.find(id, enrolment, started.attemptId), 0));
  }

  /** All answers while the attempt is open; how it went once it is submitted. */
  @Get(':attempt')
  async show(
    @Param('enrolment') enrolment: string,
    @Param('attempt') attemptId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { id } = signedIn(req);
    const attempt = await this.service.find(id, enrolment, attemptId);
    if (attempt.submittedAt === null) {
      await this.sendAnswers(req, res, attempt, []);
      return;
    }
    const [version, all, learner] = await Promise.all([
      this.courses.version(attempt.courseVersionId),
      this.attempts.all(id, enrolment),
      this.learners.find(id, enrolment),
    ]);
    const made = all.filter((each) => each.courseVersionId === attempt.courseVersionId);
    const standing = {
      made: made.length,
      pausedUntil: pausedUntil(made, version.pauseMinutes ?? 0, this.clock.now()),
      onIt: learner.version.id === attempt.courseVersionId,
      passed: learner.row.checkPassed,
      completed: learner.row.completedAt !== null,
    };
    this.pages.send(req, res, feedbackPage, feedbackView(version, attempt, standing));
  }

  @Get(':attempt/questions/:position')
  async question(
    @Param('enrolment') enrolment: string,
    @Param('attempt') attemptId: string,
    @Param('position') position: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const attempt = await this.service.find(signedIn(req).id, enrolment, attemptId);
    if (attempt.submittedAt === null) await this.sendQuestion(req, res, attempt, position, []);
    // The back button after submitting leads to what can no longer be answered.
    else res.redirect(303, learningPaths.attempt(enrolment, attemptId));
  }

  @Post(':attempt/questions/:position/answers')
  async answer(
    @Param('enrolment') enrolment: string,
    @Param('attempt') attemptId: string,
    @Param('position') position: string,
    @Body() body: { answer?: unknown; keptFor?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const attempt = await this.service.find(signedIn(req).id, enrolment, attemptId);
    const question = questionAt(attempt, position);
    const { feedback } = await this.courses.version(attempt.courseVersionId);
    const option = question.options.find((each) => each.id === body?.answer);
    if (attempt.submittedAt === null && !option) {
      const errors = [{ field: 'answer', message: 'Choose an answer, or leave the question for later' }];
      if (isFromOutbox(req)) refuse(res, errors);
      else await this.sendQuestion(req, res, attempt, position, errors);
      return;
    }
    const isOpen = attempt.submittedAt === null;
    if (option && isOpen && (await this.service.answer(attempt, question, option.id, body?.keptFor))) {
      attempt.answers[question.id] = option.id;
      const explained = learningPaths.question(enrolment, attemptId, Number(position));
      goOn(req, res, feedback === 'at_once' ? explained : onwards(attempt, Number(position)));
      return;
    }
    req.notify(SUBMITTED);
    goOn(req, res, learningPaths.attempt(enrolment, attemptId));
  }

  @Post(':attempt/submissions')
  async submit(
    @Param('enrolment') enrolment: string,
    @Param('attempt') attemptId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { outcome, attempt } = await this.service.submit(signedIn(req).id, enrolment, attemptId);
    if (outcome === 'unanswered') {
      const message = 'Answer every question before you submit';
      await this.sendAnswers(req, res, attempt, [{ field: 'unanswered', message }]);
    } else if (outcome === 'course completed') res.redirect(303, learningPaths.certificate(enrolment));
    else res.redirect(303, learningPaths.attempt(enrolment, attemptId));
  }

  private async sendQuestion(
    req: Request,
    res: Response,
    attempt: AttemptWithAnswers,
    position: string,
    errors: FieldError[],
  ): Promise<void> {
    const question = questionAt(attempt, position);
    const version = await this.courses.version(attempt.courseVersionId);
    const outbox = this.outboxes.of(attempt.enrolmentId);
    if (version.feedback === 'at_once' && attempt.answers[question.id] !== undefined) {
      const next = nextUnanswered(attempt.asked, attempt.answers, Number(position));
      this.pages.send(req, res, answeredPage, answeredView(version, attempt, Number(position), question, next));
      return;
    }
    const view = questionView(version, attempt, Number(position), question, { errors, outbox });
    this.pages.send(req, res, questionPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendAnswers(
    req: Request,
    res: Response,
    attempt: AttemptWithAnswers,
    errors: FieldError[],
  ): Promise<void> {
    const version = await this.courses.version(attempt.courseVersionId);
    const view = answersView(version, attempt, { errors, outbox: this.outboxes.of(attempt.enrolmentId) });
    this.pages.send(req, res, answersPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** To the next question without an answer, else to all answers; a submitted attempt to how it went. */
function onwards(attempt: AttemptWithAnswers, position: number): string {
  const next = attempt.submittedAt === null ? nextUnanswered(attempt.asked, attempt.answers, position) : null;
  if (next === null) return learningPaths.attempt(attempt.enrolmentId, attempt.id);
  return learningPaths.question(attempt.enrolmentId, attempt.id, next);
}

function questionAt(attempt: AttemptWithAnswers, position: string) {
  const question = /^\d{1,4}$/.test(position) ? attempt.asked[Number(position) - 1] : undefined;
  if (!question) throw new NotFoundException('This knowledge check has no such question.');
  return question;
}
