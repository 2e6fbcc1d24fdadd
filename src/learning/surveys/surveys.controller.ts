import { Body, Controller, Get, NotFoundException, Param, ParseEnumPipe, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { type Learner, Learners } from '../progress/learners.js';
import { type SurveyMoment, surveyMoments } from '../survey.rules.js';
import { confidenceForm, nothingSaid, practiceForm, questionField, saysNothing } from './survey.form.js';
import { surveyPage, surveyView, UNKNOWN } from './survey.view.js';
import { type SurveySaid, SurveysService } from './surveys.service.js';

const asMoment = new ParseEnumPipe(Object.fromEntries(surveyMoments.map((moment) => [moment, moment])), {
  exceptionFactory: () => new NotFoundException('There are no such questions.'),
});

/** Learners say what they know and are confident of before and after a course, and what changed in their practice. */
@Controller('learning/:enrolment/surveys/:moment')
@Allow('learning.take')
export class SurveysController {
  constructor(
    private readonly pages: Pages,
    private readonly surveys: SurveysService,
    private readonly learners: Learners,
  ) {}

  @Get()
  async ask(
    @Param('enrolment') id: string,
    @Param('moment', asMoment) moment: SurveyMoment,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const learner = await this.asked(id, moment, req);
    if (learner) this.send(req, res, learner, moment, await this.questions(learner, moment), {}, []);
    else leave(req, res, id);
  }

  @Post()
  async answer(
    @Param('enrolment') id: string,
    @Param('moment', asMoment) moment: SurveyMoment,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const learner = await this.asked(id, moment, req);
    if (!learner) {
      leave(req, res, id);
      return;
    }
    const questions = await this.questions(learner, moment);
    const read = moment === 'practice' ? readPractice(body) : readConfidence(body, questions);
    if (!read.ok) {
      this.send(req, res, learner, moment, questions, typedFields(body), read.errors);
      return;
    }
    await this.surveys.give(learner, moment, read.said);
    req.notify('Thank you. Your answers are kept, and help to make the course better.');
    res.redirect(303, learningPaths.enrolment(id));
  }

  @Post('declined')
  async decline(
    @Param('enrolment') id: string,
    @Param('moment', asMoment) moment: SurveyMoment,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const learner = await this.asked(id, moment, req);
    if (learner) {
      await this.surveys.give(learner, moment, null);
      req.notify('That is fine. You are not asked again.');
    }
    res.redirect(303, learningPaths.enrolment(id));
  }

  /** The learner, where it is what they are asked today; undefined when it is too early or too late, or was said before. */
  private async asked(enrolmentId: string, moment: SurveyMoment, req: Request): Promise<Learner | undefined> {
    const learner = await this.learners.find(signedIn(req).id, enrolmentId);
    return (await this.surveys.openFor(learner)) === moment ? learner : undefined;
  }

  private async questions(learner: Learner, moment: SurveyMoment): Promise<KnowledgeQuestion[]> {
    return moment === 'before' ? this.surveys.questionsBefore(learner) : [];
  }

  private send(
    req: Request,
    res: Response,
    learner: Learner,
    moment: SurveyMoment,
    questions: readonly KnowledgeQuestion[],
    typed: Record<string, string>,
    errors: FieldError[],
  ): void {
    const asked = { enrolmentId: learner.row.enrolmentId, course: learner.version.title, moment };
    const view = surveyView(asked, questions, typed, errors);
    this.pages.send(req, res, surveyPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** A link in a mail may lead to what cannot be answered any more for years. */
function leave(req: Request, res: Response, id: string): void {
  req.notify('There is nothing to answer here now: you have answered, or it is not the time for it.');
  res.redirect(303, learningPaths.enrolment(id));
}

type Read = { ok: true; said: SurveySaid } | { ok: false; errors: FieldError[] };

function readPractice(body: unknown): Read {
  const parsed = parseForm(practiceForm, body);
  if (!parsed.ok) return parsed;
  return { ok: true, said: { confident: parsed.values, practice: parsed.values, answers: new Map() } };
}

function readConfidence(body: unknown, questions: readonly KnowledgeQuestion[]): Read {
  const parsed = parseForm(confidenceForm, body);
  if (!parsed.ok) return parsed;
  const typed = typedFields(body);
  const answers = new Map<string, string>();
  for (const [index, { id, options }] of questions.entries()) {
    const given = typed[questionField(index)];
    if (given === UNKNOWN) answers.set(id, '');
    else if (options.some((option) => option.id === given)) answers.set(id, given ?? '');
    else if (given !== undefined)
      return { ok: false, errors: [{ field: questionField(index), message: 'Choose one of the answers' }] };
  }
  if (saysNothing(parsed.values, answers.size)) return { ok: false, errors: [nothingSaid] };
  return { ok: true, said: { confident: parsed.values, practice: null, answers } };
}
