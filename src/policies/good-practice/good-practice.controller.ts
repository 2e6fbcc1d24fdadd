import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { goodPracticePaths } from '../paths.js';
import { practiceForm, practiceQuery, practiceWithdrawalForm } from './good-practice.form.js';
import { GoodPracticeQueries } from './good-practice.queries.js';
import { GoodPracticeService } from './good-practice.service.js';
import {
  MOST_SHARED,
  markPage,
  markView,
  practicePage,
  practiceView,
  withdrawPage,
  withdrawView,
} from './good-practice.view.js';
import { isId } from '../../platform/database/new-id.js';

/** Passages for other Trusts to learn from, and who may choose them. */
@Controller('good-practice')
@Allow('policies.verify')
export class GoodPracticeController {
  constructor(
    private readonly queries: GoodPracticeQueries,
    private readonly practice: GoodPracticeService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Public()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { question } = practiceQuery.parse(asked);
    const mayChange = req.person?.permissions.has('policies.verify') === true;
    const passages = await this.queries.shared({ question, stale: mayChange, limit: MOST_SHARED + 1 });
    this.pages.send(req, res, practicePage, practiceView(passages, question, mayChange));
  }

  @Get('new')
  async ask(@Query('fact') factId: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, typeof factId === 'string' ? factId : '', {}, []);
  }

  @Post()
  async mark(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(practiceForm, body);
    if (!parsed.ok) {
      await this.sendForm(req, res, parsed.typed['fact'] ?? '', parsed.typed, parsed.errors);
      return;
    }
    const { fact, why } = parsed.values;
    const reasons = await this.practice.mark(fact, why, signedIn(req).id);
    if (reasons.length > 0) {
      const errors = reasons.map((message) => ({ field: 'why', message }));
      await this.sendForm(req, res, fact, { why }, errors);
      return;
    }
    req.notify('The passage is shared.');
    res.redirect(303, goodPracticePaths.list());
  }

  @Get(':id/withdrawals/new')
  async askWithdrawal(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendWithdrawal(req, res, id, {}, []);
  }

  @Post(':id/withdrawals')
  async withdraw(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(practiceWithdrawalForm, body);
    if (!parsed.ok) {
      await this.sendWithdrawal(req, res, id, parsed.typed, parsed.errors);
      return;
    }
    await this.practice.withdraw(known(id), parsed.values.reason, signedIn(req).id);
    req.notify('The passage is shared no more.');
    res.redirect(303, goodPracticePaths.list());
  }

  private async sendForm(
    req: Request,
    res: Response,
    factId: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const fact = await this.queries.fact(known(factId));
    if (!fact) throw nothing();
    this.pages.send(req, res, markPage, markView(fact, typed, errors), { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendWithdrawal(
    req: Request,
    res: Response,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const passage = await this.queries.one(known(id));
    if (!passage) throw nothing();
    const view = withdrawView(passage, typed, errors);
    this.pages.send(req, res, withdrawPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** An id as it stands in an address. */
function known(id: string): string {
  if (!isId(id)) throw nothing();
  return id;
}

const nothing = () => new NotFoundException('There is no such passage.');
