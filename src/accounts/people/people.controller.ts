import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { accountsPaths } from '../paths.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { peopleQuery, rolesForm } from './people.form.js';
import { PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { PAGE_SIZE, peoplePage, peopleView, personPage, personView } from './people.view.js';
import { isId } from '../../platform/database/new-id.js';

/** Who has an account, and what each may do. */
@Controller('people')
@Allow('accounts.administer')
export class PeopleController {
  constructor(
    private readonly queries: PeopleQueries,
    private readonly people: PeopleService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { text, before } = peopleQuery.parse(asked);
    const found = await this.queries.list(text, before, PAGE_SIZE + 1);
    this.pages.send(req, res, peoplePage, peopleView(found, text, before));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendPerson(req, res, known(id), []);
  }

  @Post(':id/roles')
  async setRoles(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(rolesForm, body);
    const errors = parsed.ok
      ? asErrors(await this.people.setRoles(signedIn(req).id, known(id), parsed.values.roles), 'roles')
      : parsed.errors;
    await this.answer(req, res, known(id), errors, 'The roles are saved. They count from the next page on.');
  }

  @Post(':id/deactivation')
  async deactivate(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const problems = await this.people.deactivate(signedIn(req).id, known(id));
    await this.answer(req, res, id, asErrors(problems, 'deactivate'), 'The account is deactivated.');
  }

  @Post(':id/reactivation')
  async reactivate(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.people.reactivate(known(id));
    await this.answer(req, res, id, [], 'The account is active again.');
  }

  private async answer(req: Request, res: Response, id: string, errors: FieldError[], done: string): Promise<void> {
    if (errors.length > 0) {
      await this.sendPerson(req, res, id, errors);
      return;
    }
    req.notify(done);
    res.redirect(303, accountsPaths.person(id));
  }

  private async sendPerson(req: Request, res: Response, id: string, errors: FieldError[]): Promise<void> {
    const person = await this.queries.one(id);
    if (!person) throw nobody();
    this.pages.send(req, res, personPage, personView(person, errors), { status: errors.length > 0 ? 422 : 200 });
  }
}

/** An id as it stands in an address: what is no id is nobody's. */
function known(id: string): string {
  if (!isId(id)) throw nobody();
  return id;
}

function nobody(): NotFoundException {
  return new NotFoundException('There is no such person.');
}

function asErrors(problems: readonly string[], field: string): FieldError[] {
  return problems.map((message) => ({ field, message }));
}
