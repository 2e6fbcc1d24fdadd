import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { isClosed } from '../../courses/retirement.rules.js';
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
import { fieldValues, readAnswer, sentValues } from './answer.form.js';
import { answersPage, answersView, feedbackPage, feedbackView, questionPage, questionView } from './attempt.view.js';
import { AttemptsQueries, type AttemptWithAnswers } from './attempts.queries.js';
import { AttemptsService } from './attempts.service.js';
import { attemptsLeft, nextUnanswered } from './marking.rules.js';
import { pausedUntil, pauseInWords } from './pause.rules.js';
import { isTimeUp, termsFor } from './time-limit.rules.js';
import { isDecided, isReached, stepToAnswer } from './steps.rules.js';

const NO_ATTEMPT_LEFT = 'You have used all the attempts that this version of the course allows.';
const SETTLED = 'The case goes on step by step: the answers that you gave to it stand.';
const TIME_UP = 'Your time was up before this answer, so it was not kept.';
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
      if (!this.leaveClosed(res, attempt)) await this.sendAnswers(req, res, attempt, []);
      return;
    }
    const [version, all, learner] = await Promise.all([
      this.courses.version(attempt.courseVersionId),
      this.attempts.all(id, enrolment),
      this.learners.find(id, enrolment),
    ]);
    const made = all.filter((each) => each.courseVersionId === attempt.courseVersionId);
    const terms = termsFor(version, learner.row.adjustment);
    const standing = {
      attemptsLeft: attemptsLeft(terms.attempts, made.length),
      pausedUntil: pausedUntil(made, terms.pauseMinutes, this.clock.now()),
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
    if (attempt.submittedAt === null && this.leaveClosed(res, attempt)) return;
    if (isTimeUp(attempt.dueAt, this.clock.now())) {
      res.redirect(303, learningPaths.attempt(enrolment, attemptId));
      return;
    }
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
    const isOpen = attempt.submittedAt === null;
    const values = sentValues(question, body);
    const sent = readAnswer(question, values);
    if (isOpen && isSettled(attempt, Number(position))) {
      // The same comes again where the network lost our answer to it.
      if (!sent.ok || sent.answer !== attempt.answers[question.id]) req.notify(SETTLED);
      goOn(req, res, onwards(attempt, Number(position)));
      return;
    }
    if (isOpen && !sent.ok) {
      if (isFromOutbox(req)) refuse(res, sent.errors);
      else await this.sendQuestion(req, res, attempt, position, { values, errors: sent.errors });
      return;
    }
    const { keptFor } = (body ?? {}) as { keptFor?: unknown };
    if (sent.ok && isOpen && (await this.service.answer(attempt, question, sent.answer, keptFor))) {
      attempt.answers[question.id] = sent.answer;
      const { feedback } = await this.courses.version(attempt.courseVersionId);
      const explained = learningPaths.question(enrolment, attemptId, Number(position));
      goOn(req, res, feedback === 'at_once' ? explained : onwards(attempt, Number(position)));
      return;
    }
    const open = (await this.service.find(signedIn(req).id, enrolment, attemptId)).submittedAt === null;
    req.notify(open ? TIME_UP : SUBMITTED);
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

  /** Of a course that can be gone on with no more nothing is shown that could not be submitted: its page says why. */
  private leaveClosed(res: Response, { enrolmentId, retired }: AttemptWithAnswers): boolean {
    if (!isClosed(retired, this.clock.today())) return false;
    res.redirect(303, learningPaths.enrolment(enrolmentId));
    return true;
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
    const outbox = this.outboxes.of(attempt.enrolmentId);
    if (version.feedback === 'at_once' && attempt.answers[question.id] !== undefined) {
      const next = nextUnanswered(attempt.asked, attempt.answers, Number(position));
      this.pages.send(req, res, answeredPage, answeredView(version, attempt, Number(position), question, next));
      return;
    }
    const values = sent?.values ?? fieldValues(question, attempt.answers[question.id]);
    const errors = sent?.errors ?? [];
    const view = questionView(version, attempt, Number(position), question, values, {
      errors,
      outbox,
      now: this.clock.now(),
    });
    this.pages.send(req, res, questionPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendAnswers(
    req: Request,
    res: Response,
    attempt: AttemptWithAnswers,
    errors: FieldError[],
  ): Promise<void> {
    const version = await this.courses.version(attempt.courseVersionId);
    const outbox = this.outboxes.of(attempt.enrolmentId);
    const view = answersView(version, attempt, { errors, outbox, now: this.clock.now() });
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
