import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { policiesPaths } from '../paths.js';
import { returnForm, verificationForm, withdrawalForm } from './verifications.form.js';
import { type FactToVerify, VerificationsQueries } from './verifications.queries.js';
import { VerificationsService } from './verifications.service.js';
import { factPage, factView } from './verifications.view.js';
import { isId } from '../../platform/database/new-id.js';

/** One fact, and what a second person finds of it. */
@Controller('facts/:id')
@Allow('policies.verify')
export class VerificationsController {
  constructor(
    private readonly queries: VerificationsQueries,
    private readonly verifications: VerificationsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendFact(req, res, id, [], {});
  }

  @Post('verifications')
  async verify(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(verificationForm, body);
    if (!parsed.ok) return this.sendFact(req, res, id, parsed.errors, parsed.typed);
    const reasons = await this.verifications.verify(knownFact(id), signedIn(req).id, parsed.values.note);
    await this.answer(req, res, id, reasons, 'The fact is verified. Lessons may use it from now on.');
  }

  @Post('returns')
  async sendBack(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(returnForm, body);
    if (!parsed.ok) return this.sendFact(req, res, id, parsed.errors, parsed.typed);
    const reasons = await this.verifications.sendBack(knownFact(id), signedIn(req).id, parsed.values.returned);
    await this.answer(req, res, id, reasons, 'The fact is sent back. Whoever recorded it finds it in their queue.');
  }

  @Post('withdrawals')
  async withdraw(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(withdrawalForm, body);
    if (!parsed.ok) return this.sendFact(req, res, id, parsed.errors, parsed.typed);
    const reasons = await this.verifications.withdraw(knownFact(id), signedIn(req).id, parsed.values.reason);
    await this.answer(req, res, id, reasons, 'The fact is withdrawn. It is shown no more.');
  }

  private async answer(req: Request, res: Response, id: string, reasons: string[], done: string): Promise<void> {
    if (reasons.length > 0) {
      // What was typed stays on the page, although its form is no longer there.
      const typed = parseForm(z.object({ _never: z.never() }), req.body);
      const errors = reasons.map((message) => ({ field: '', message }));
      await this.sendFact(req, res, id, errors, typed.ok ? {} : typed.typed);
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
    const fact = found(await this.queries.one(knownFact(id)));
    const view = factView(fact, signedIn(req).id, errors, typed);
    this.pages.send(req, res, factPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** An id as it stands in an address. */
export function knownFact(id: string): string {
  if (!isId(id)) throw new NotFoundException('There is no such fact.');
  return id;
}

/** The fact, or a page that says that there is none. */
export function found(fact: FactToVerify | undefined): FactToVerify {
  if (!fact) throw new NotFoundException('There is no such fact. It may be that its document was withdrawn.');
  return fact;
}
