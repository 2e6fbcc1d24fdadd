import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Clock } from '../../platform/clock.js';
import { isId } from '../../platform/database/new-id.js';
import { Allow } from '../../platform/http/allow.js';
import { parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { portfolioPaths } from '../paths.js';
import { type Register, registers } from './register.types.js';
import { absenceForm, dateForm, registerQuery } from './registers.form.js';
import { RegistersService } from './registers.service.js';
import { registerPage } from './register.view.js';
import { registersPage, registersView } from './registers.view.js';
import { type Sent, Standings } from './standings.js';

/** How a learner's own portfolio stands against what their register asks: to nobody else. */
@Controller('portfolio/registers')
@Allow('learning.take')
export class RegistersController {
  constructor(
    private readonly dates: RegistersService,
    private readonly standings: Standings,
    private readonly accounts: AccountsService,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get()
  async all(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const [{ profession }, dates] = await Promise.all([this.accounts.details(id), this.dates.dates(id)]);
    this.pages.send(req, res, registersPage, registersView(profession, dates));
  }

  @Get(':register')
  async show(
    @Param('register') register: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { scheme } = registerQuery.parse(query);
    await this.send(req, res, known(register), { scheme });
  }

  @Post('hcpc/absences')
  async explain(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(absenceForm, body);
    const errors = parsed.ok ? [] : parsed.errors;
    if (parsed.ok) {
      const { from, to, reason } = parsed.values;
      if (await this.dates.explain(signedIn(req).id, { from, to }, reason)) {
        req.notify('The time is explained.');
        res.redirect(303, portfolioPaths.register('hcpc'));
        return;
      }
      errors.push({ field: 'from', message: 'You have explained as many times as can be kept. Delete one first' });
    }
    await this.send(req, res, 'hcpc', { errors, absence: typedFields(body) });
  }

  @Post('hcpc/absences/:id/removals')
  async forget(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    if (!isId(id)) throw new NotFoundException('There is no such explanation.');
    await this.dates.forget(signedIn(req).id, id);
    req.notify('The explanation is deleted.');
    res.redirect(303, portfolioPaths.register('hcpc'));
  }

  @Post(':register/dates')
  async setDate(
    @Param('register') name: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const register = known(name);
    const parsed = parseForm(dateForm(this.clock.today()), body);
    if (!parsed.ok) {
      await this.send(req, res, register, { errors: parsed.errors, date: typedFields(body) });
      return;
    }
    await this.dates.setDate(signedIn(req).id, register, parsed.values.endsOn);
    req.notify(parsed.values.endsOn === null ? 'The date is forgotten.' : 'The date is kept.');
    res.redirect(303, portfolioPaths.register(register));
  }

  private async send(req: Request, res: Response, register: Register, sent: Sent): Promise<void> {
    const view = await this.standings.view(signedIn(req).id, register, sent);
    this.pages.send(req, res, registerPage, view, { status: view.errors.length > 0 ? 422 : 200 });
  }
}

function known(name: string): Register {
  const register = registers.find((each) => each === name);
  if (!register) throw new NotFoundException('There is no page for this register.');
  return register;
}
