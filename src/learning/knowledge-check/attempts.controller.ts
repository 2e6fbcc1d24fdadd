import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { Learners } from '../progress/learners.js';
import { wherePage, whereView } from '../progress/where.view.js';
import { fieldValues, readAnswer, sentValues } from './answer.form.js';
import { answersPage, answersView, feedbackPage, feedbackView, questionPage, questionView } from './attempt.view.js';
import { AttemptsQueries, type AttemptWithAnswers } from './attempts.queries.js';
import { AttemptsService } from './attempts.service.js';
import { nextUnanswered } from './marking.rules.js';
import { isDecided, isReached, stepToAnswer } from './steps.rules.js';

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
  ) {}

  @Post()
  async start(@Param('enrolment') enrolment: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const { outcome, attemptId } = await this.service.start(id, enrolment);
    if (outcome === 'no workplace') {
      this.pages.send(req, res, wherePage, whereView(enrolment));
      return;
    }
    if (attemptId === null) {
      req.notify('You have used all the attempts that this version of the course allows.');
      res.redirect(303, learningPaths.enrolment(enrolment));
      return;
    }
    res.redirect(303, onwards(await this.service.find(id, enrolment, attemptId), 0));
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
    const standing = {
      made: all.filter((each) => each.courseVersionId === attempt.courseVersionId).length,
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
    questionAt(attempt, position);
    const reached = stepToAnswer(attempt.asked, attempt.answers, Number(position));
    if (attempt.submittedAt === null && reached !== Number(position))
      res.redirect(303, learningPaths.question(enrolment, attemptId, reached));
    else if (attempt.submittedAt === null) await this.sendQuestion(req, res, attempt, position);
    // The back button after submitting leads to what can no longer be answered.
    else res.redirect(303, learningPaths.attempt(enrolment, attemptId));
  }

  @Post(':attempt/questions/:position/answers')
  async answer(
    @Param('enrolment') enrolment: string,
    @Param('attempt') attemptId: string,
    @Param('position') position: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const attempt = await this.service.find(signedIn(req).id, enrolment, attemptId);
    const question = questionAt(attempt, position);
    if (attempt.submittedAt === null && isSettled(attempt, Number(position))) {
      req.notify('The case goes on step by step: the answers that you gave to it stand.');
      res.redirect(303, onwards(attempt, Number(position)));
      return;
    }
    const values = sentValues(question, body);
    const sent = readAnswer(question, values);
    if (attempt.submittedAt === null && !sent.ok) {
      await this.sendQuestion(req, res, attempt, position, { values, errors: sent.errors });
      return;
    }
    if (sent.ok && attempt.submittedAt === null && (await this.service.answer(attempt, question, sent.answer))) {
      attempt.answers[question.id] = sent.answer;
      res.redirect(303, onwards(attempt, Number(position)));
      return;
    }
    req.notify(SUBMITTED);
    res.redirect(303, learningPaths.attempt(enrolment, attemptId));
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
    sent?: { values: string[]; errors: FieldError[] },
  ): Promise<void> {
    const question = questionAt(attempt, position);
    const version = await this.courses.version(attempt.courseVersionId);
    const values = sent?.values ?? fieldValues(question, attempt.answers[question.id]);
    const errors = sent?.errors ?? [];
    const view = questionView(version, attempt, Number(position), question, values, errors);
    this.pages.send(req, res, questionPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendAnswers(
    req: Request,
    res: Response,
    attempt: AttemptWithAnswers,
    errors: FieldError[],
  ): Promise<void> {
    const version = await this.courses.version(attempt.courseVersionId);
    const view = answersView(version, attempt, errors);
    this.pages.send(req, res, answersPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** To the next question without an answer, else to all answers; a submitted attempt to how it went. */
function onwards(attempt: AttemptWithAnswers, position: number): string {
  const next = attempt.submittedAt === null ? nextUnanswered(attempt.asked, attempt.answers, position) : null;
  if (next === null) return learningPaths.attempt(attempt.enrolmentId, attempt.id);
  return learningPaths.question(attempt.enrolmentId, attempt.id, next);
}

/** Whether the case has gone on from this step, or has not come so far: then no answer to it is taken. */
function isSettled({ asked, answers }: AttemptWithAnswers, position: number): boolean {
  return isDecided(asked, answers, position) || !isReached(asked, answers, position);
}

function questionAt(attempt: AttemptWithAnswers, position: string) {
  const question = /^\d{1,4}$/.test(position) ? attempt.asked[Number(position) - 1] : undefined;
  if (!question) throw new NotFoundException('This knowledge check has no such question.');
  return question;
}
