import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { CoursesService } from '../courses.service.js';
import { bankPaths } from '../paths.js';
import { QuestionBankService, QuestionsImportRefused, type QuestionsImportReport } from '../question-bank.service.js';
import { bankQuery, giftForm, labelsForm } from './bank.form.js';
import { BankQueries } from './bank.queries.js';
import {
  bankImportPage,
  bankImportView,
  bankPage,
  bankQuestionPage,
  bankQuestionView,
  bankView,
  outcomeChoices,
  PAGE_SIZE,
} from './bank.view.js';
import { giftOf } from './gift-text.js';

/** The bank of questions: found, labelled, taken out and brought in as GIFT. */
@Controller('question-bank')
@Allow('courses.author')
export class BankController {
  constructor(
    private readonly bank: QuestionBankService,
    private readonly queries: BankQueries,
    private readonly courses: CoursesService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = bankQuery.parse(asked);
    const [found, tags] = await Promise.all([
      this.queries.list({ text: query.q, tag: query.tag }, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
      this.queries.tags(),
    ]);
    this.pages.send(req, res, bankPage, bankView(found, tags, query));
  }

  @Get('export.gift')
  async export(@Query() asked: object, @Res() res: Response): Promise<void> {
    const { q, tag } = bankQuery.parse(asked);
    const questions = this.queries.each({ text: q, tag });
    async function* texts() {
      for await (const question of questions) yield giftOf(question);
    }
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.setHeader('Content-Disposition', 'attachment; filename="questions.gift"');
    res.setHeader('Cache-Control', 'no-store');
    await pipeline(Readable.from(texts()), res);
  }

  @Get('imports/new')
  newImport(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, bankImportPage, bankImportView({}, [], null));
  }

  @Post('imports')
  async import(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(giftForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    let report: QuestionsImportReport | null = null;
    if (parsed.ok) {
      const { gift, tag, step } = parsed.values;
      try {
        report = await this.bank.importGift(gift, { tag, apply: step === 'apply' });
        if (step === 'apply') {
          req.notify(
            `Imported: ${String(report.imported)}. As they were: ${String(report.unchanged)}. Left out: ${String(report.skipped.length)}.`,
          );
          res.redirect(303, bankPaths.list({ tag: tag.toLowerCase() }));
          return;
        }
      } catch (error) {
        if (!(error instanceof QuestionsImportRefused)) throw error;
        errors.push({ field: 'gift', message: error.message });
      }
    }
    const view = bankImportView(typedFields(body), errors, report);
    this.pages.send(req, res, bankImportPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, id, []);
  }

  @Post(':id/labels')
  async label(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(labelsForm, body);
    if (!parsed.ok) {
      await this.send(req, res, id, parsed.errors);
      return;
    }
    const known = new Set(outcomeChoices(await this.courses.catalogue(), []).map(({ value }) => value));
    const outcomes = parsed.values.outcomes.filter((outcome) => known.has(outcome));
    await this.bank.label(id, { tags: parsed.values.tags, outcomes });
    req.notify('The tags and outcomes are saved.');
    res.redirect(303, bankPaths.question(id));
  }

  private async send(req: Request, res: Response, id: string, errors: FieldError[]): Promise<void> {
    const question = await this.queries.known(id);
    const [versions, courses] = await Promise.all([this.queries.versions(question.id), this.courses.catalogue()]);
    const view = bankQuestionView(question, versions, courses, errors);
    this.pages.send(req, res, bankQuestionPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
