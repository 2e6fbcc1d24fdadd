import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { policiesPaths } from '../paths.js';
import { verificationForm, waitingQuery, withdrawalForm } from './verifications.form.js';
import { VerificationsQueries } from './verifications.queries.js';
import { VerificationsService } from './verifications.service.js';
import { factPage, factView, PAGE_SIZE, waitingPage, waitingView } from './verifications.view.js';

/** Facts that wait for a second person, and what that person finds. */
@Controller('facts')
@Allow('policies.verify')
export class VerificationsController {
  constructor(
    private readonly queries: VerificationsQueries,
    private readonly verifications: VerificationsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { after } = waitingQuery.parse(asked);
    const found = await this.queries.waiting(after, PAGE_SIZE + 1);
    this.pages.send(req, res, waitingPage, waitingView(found, await this.queries.countWaiting(), after));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendFact(req, res, id, [], {});
  }

  @Post(':id/verifications')
  async verify(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(verificationForm, body);
    if (!parsed.ok) return this.sendFact(req, res, id, parsed.errors, parsed.typed);
    const reasons = await this.verifications.verify(known(id), signedIn(req).id, parsed.values.note);
    await this.answer(req, res, id, reasons, 'The fact is verified. Lessons may use it from now on.');
  }

  @Post(':id/withdrawals')
  async withdraw(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(withdrawalForm, body);
    if (!parsed.ok) return this.sendFact(req, res, id, parsed.errors, parsed.typed);
    const reasons = await this.verifications.withdraw(known(id), signedIn(req).id, parsed.values.reason);
    await this.answer(req, res, id, reasons, 'The fact is withdrawn. It is shown no more.');
  }

  private async answer(req: Request, res: Response, id: string, reasons: string[], done: string): Promise<void> {
    if (reasons.length > 0) {
      await this.sendFact(
        req,
        res,
        id,
        reasons.map((message) => ({ field: 'seen', message })),
        {},
      );
      return;
    }
    req.notify(done);
    res.redirect(303, policiesPaths.toVerify());
  }

  private async sendFact(
    req: Request,
    res: Response,
    id: string,
    errors: FieldError[],
    typed: Record<string, string>,
  ): Promise<void> {
    const fact = await this.queries.one(known(id));
    if (!fact) throw new NotFoundException('There is no such fact.');
    const view = factView(fact, signedIn(req).id, errors, typed);
    this.pages.send(req, res, factPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** An id as it stands in an address. */
function known(id: string): string {
  if (!z.uuid().safeParse(id).success) throw new NotFoundException('There is no such fact.');
  return id;
}
