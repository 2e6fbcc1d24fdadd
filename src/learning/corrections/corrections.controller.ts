import { Body, Controller, Get, NotFoundException, Param, ParseIntPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { correctionsPaths } from '../paths.js';
import { type Choice, readChoice } from './correction.rules.js';
import { correctionForm, previewQuery } from './corrections.form.js';
import { CorrectionsQueries } from './corrections.queries.js';
import { CorrectionsService } from './corrections.service.js';
import { correctionPage, correctionView } from './corrections.view.js';

const DECIDED_MEANWHILE =
  'Something was decided about this question since you opened the page. Look at it below, then decide again if you still want to';

interface Known {
  version: CourseVersion;
  question: KnowledgeQuestion;
}

/** A core question that turned out to be wrong after attempts: whom it concerns, and what is done about it. */
@Controller('corrections/:course/:version/:question')
@Allow('changes.decide')
export class CorrectionsController {
  constructor(
    private readonly queries: CorrectionsQueries,
    private readonly corrections: CorrectionsService,
    private readonly courses: CoursesService,
    private readonly pages: Pages,
  ) {}

  /** With `decision`: what that would do. */
  @Get()
  async show(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Param('question') key: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const known = await this.known(course, number, key);
    const choice = readChoice(known.question, previewQuery.parse(asked).decision);
    await this.send(req, res, known, choice, { typed: {}, errors: [] });
  }

  @Post('decisions')
  async decide(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Param('question') key: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const known = await this.known(course, number, key);
    const typed = typedFields(body);
    const choice = readChoice(known.question, typed['decision'] ?? '');
    const parsed = parseForm(correctionForm, body);
    if (!parsed.ok || !choice) {
      const missing = { field: 'decision', message: 'Choose what is to be done' };
      await this.send(req, res, known, choice, { typed, errors: parsed.ok ? [missing] : parsed.errors });
      return;
    }
    const { reason, seen } = parsed.values;
    const decision = { choice, reason, seen, actorId: signedIn(req).id };
    if (!(await this.corrections.decide(known.version, known.question, decision))) {
      await this.send(req, res, known, choice, { typed, errors: [{ field: '', message: DECIDED_MEANWHILE }] });
      return;
    }
    req.notify('Your decision is recorded.');
    res.redirect(303, correctionsPaths.one(course, number, key));
  }

  private async send(
    req: Request,
    res: Response,
    { version, question }: Known,
    choice: Choice | null,
    form: { typed: Record<string, string>; errors: FieldError[] },
  ): Promise<void> {
    const [decisions, preview] = await Promise.all([
      this.queries.of(question.id),
      choice ? this.queries.preview(version, question, choice) : null,
    ]);
    const looked = choice && preview ? { choice, preview } : null;
    const view = correctionView(version, question, decisions, looked, form);
    this.pages.send(req, res, correctionPage, view, { status: form.errors.length > 0 ? 422 : 200 });
  }

  private async known(course: string, number: number, key: string): Promise<Known> {
    const version = await this.courses.numbered(course, number);
    const question = (await this.courses.questions(version.id)).find((each) => each.key === key);
    if (!question?.core)
      throw new NotFoundException('This version has no such question that counts. A local one follows what is known.');
    return { version, question };
  }
}
