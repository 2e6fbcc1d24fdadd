import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Clock } from '../../platform/clock.js';
import { Pages } from '../../platform/views/pages.js';
import { openDoubts } from '../extracting/answer-fields.view.js';
import {
  type AnswerFields,
  answerFieldsFrom,
  answerFieldsOf,
  doubtsAbout,
  readAnswer,
} from '../extracting/answer.form.js';
import { policiesPaths } from '../paths.js';
import { correctionPage, correctionView } from './corrections.view.js';
import { found, knownFact } from './verifications.controller.js';
import { correctionForm } from './verifications.form.js';
import { type FactToVerify, VerificationsQueries } from './verifications.queries.js';
import { VerificationsService } from './verifications.service.js';
import { whyNotVerify } from './verifying.rules.js';

/** A second reader records what the source says instead, with the reason. */
@Controller('facts/:id/corrections')
@Allow('policies.verify')
export class CorrectionsController {
  constructor(
    private readonly queries: VerificationsQueries,
    private readonly verifications: VerificationsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async form(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const fact = found(await this.queries.one(knownFact(id)));
    if (whyNotVerify(fact, signedIn(req).id).length > 0) {
      res.redirect(303, policiesPaths.fact(id));
      return;
    }
    const fields = answerFieldsOf(fact.question, { ...fact, under: fact.answeredUnder?.key ?? null });
    await this.send(req, res, fact, fields, { why: '', errors: [], doubts: [] });
  }

  @Post()
  async correct(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const fact = found(await this.queries.one(knownFact(id)));
    const fields = answerFieldsFrom(body);
    const parsed = parseForm(correctionForm, body);
    const why = parsed.ok ? parsed.values.why : (parsed.typed['why'] ?? '');
    const read = readAnswer(fact.question, fields, fact.answeredUnder ? [fact.answeredUnder.key] : []);
    const errors = [...read.errors, ...(parsed.ok ? [] : parsed.errors)];
    const doubts = read.answer ? doubtsAbout(fact.question, read.answer, this.clock.today(), why) : [];
    const open = openDoubts(doubts, body);
    if (!read.answer || !parsed.ok || open.length > 0)
      return this.send(req, res, fact, fields, { why, errors, doubts: open });
    const reasons = await this.verifications.correct(fact.id, signedIn(req).id, read.answer, why);
    if (reasons.length > 0) {
      const now = found(await this.queries.one(fact.id));
      return this.send(req, res, now, fields, {
        why,
        errors: reasons.map((message) => ({ field: '', message })),
        doubts: [],
      });
    }
    req.notify(
      'Your correction is recorded. It waits for somebody else to compare it, since you cannot verify your own.',
    );
    res.redirect(303, policiesPaths.toVerify());
  }

  private async send(
    req: Request,
    res: Response,
    fact: FactToVerify,
    fields: AnswerFields,
    form: { why: string; errors: FieldError[]; doubts: string[] },
  ): Promise<void> {
    // Somebody else was quicker: both readings stand on the page.
    const standing = fact.replacedById === null ? null : await this.queries.one(fact.replacedById);
    const view = correctionView(fact, fields, form, standing ?? null);
    this.pages.send(req, res, correctionPage, view, {
      status: form.errors.length + form.doubts.length > 0 ? 422 : 200,
    });
  }
}
