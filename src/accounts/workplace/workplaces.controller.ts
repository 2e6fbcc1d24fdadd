import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { accountPage, accountView } from '../account/account.view.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { AccountsService } from '../accounts.service.js';
import { accountsPaths } from '../paths.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { WorkplacesService } from '../workplaces.service.js';
import { type ChoiceQuery, ChoosingWorkplace } from './choosing.js';
import { newWorkplacePage } from './new-workplace.view.js';

/** Where one works: add a place, say which one counts now, say that one has left. */
@Controller('account')
@Allow('account.own')
export class WorkplacesController {
  constructor(
    private readonly workplaces: WorkplacesService,
    private readonly accounts: AccountsService,
    private readonly choosing: ChoosingWorkplace,
    private readonly pages: Pages,
  ) {}

  @Get('workplaces')
  list(@Res() res: Response): void {
    res.redirect(303, `${accountsPaths.account()}#workplaces`);
  }

  @Get('workplaces/new')
  async form(@Query() query: ChoiceQuery, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, query, {}, []);
  }

  @Post('workplaces')
  async add(@Body() body: ChoiceQuery, @Req() req: Request, @Res() res: Response): Promise<void> {
    const chosen = await this.choosing.read(body);
    if (!chosen.ok) {
      await this.sendForm(req, res, body, typedFields(body), chosen.errors);
      return;
    }
    await this.workplaces.change(signedIn(req).id, chosen.place);
    req.notify('Your workplace is changed. What you learn from now on is fitted to it.');
    res.redirect(303, accountsPaths.account());
  }

  @Post('current-workplace')
  async makeCurrent(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.workplaces.makeCurrent(signedIn(req).id, workplaceIn(body));
    req.notify('Your workplace is changed. What you learn from now on is fitted to it.');
    res.redirect(303, accountsPaths.account());
  }

  @Post('ended-workplaces')
  async end(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    if (await this.workplaces.end(id, workplaceIn(body))) {
      req.notify('The workplace has moved to those of the past.');
      res.redirect(303, accountsPaths.account());
      return;
    }
    const message = 'Choose another current workplace first, then end this one';
    const [person, workplaces] = await Promise.all([this.accounts.details(id), this.workplaces.list(id)]);
    const view = accountView(person, workplaces, [{ field: 'workplaces', message }]);
    this.pages.send(req, res, accountPage, view, { status: 422 });
  }

  private async sendForm(
    req: Request,
    res: Response,
    query: ChoiceQuery,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const choice = await this.choosing.step(query, accountsPaths.newWorkplace);
    this.pages.send(
      req,
      res,
      newWorkplacePage,
      {
        title: 'Where do you work now?',
        action: accountsPaths.workplaces(),
        accountHref: accountsPaths.account(),
        otherWorkplaceHref: accountsPaths.newWorkplace(),
        search: choice.step === 'search' ? choice.search : null,
        closed: choice.step === 'successors' ? choice.closed : null,
        organisation: choice.step === 'organisation' ? choice.organisation : null,
        elsewhere: choice.step === 'elsewhere' ? choice.elsewhere : null,
        typed: {
          kind: typed['kind'] ?? null,
          workplaceName: typed['workplaceName'] ?? null,
          nation: typed['nation'] ?? null,
          area: typed['area'] ?? null,
        },
        errors,
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }
}

function workplaceIn(body: unknown): string {
  const { workplace } = (body ?? {}) as { workplace?: unknown };
  return typeof workplace === 'string' ? workplace : '';
}
