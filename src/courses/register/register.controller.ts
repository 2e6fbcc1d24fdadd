import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { fieldsOf, LegalRegisterService } from '../legal-register.service.js';
import { registerPaths } from '../paths.js';
import { LinkChecks } from './link-checks.js';
import { entryForm, newEntryForm, registerQuery } from './register.form.js';
import { RegisterQueries } from './register.queries.js';
import type { RegisterEntry } from './register.types.js';
import {
  dayFields,
  differencesOf,
  entryFormPage,
  entryFormView,
  entryPage,
  entryView,
  PAGE_SIZE,
  registerPage,
  registerView,
  typedOf,
} from './register.view.js';

/** Other people's servers are asked: a press now and then is enough. */
const presses: RateLimit = { name: 'link-checks', points: 3, seconds: 60 * 60 };

type EntryProblem = FieldError | undefined;

/** The legal register: found, entered, changed, and looked up. */
@Controller('legal-register')
@Allow('courses.author')
export class RegisterController {
  constructor(
    private readonly register: LegalRegisterService,
    private readonly queries: RegisterQueries,
    private readonly links: LinkChecks,
    private readonly accounts: AccountsService,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = registerQuery.parse(asked);
    const { q, kind, nation, show, page } = query;
    const today = this.clock.today();
    const found = await this.queries.list(
      { text: q, kind, nation, show },
      { personId: signedIn(req).id, today },
      { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
    );
    this.pages.send(req, res, registerPage, registerView(found, query, today));
  }

  @Get('new')
  async newEntry(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, null, { typed: dayFields(this.clock.today()), errors: [] });
  }

  @Post()
  async add(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(newEntryForm, body);
    const typed = typedFields(body);
    if (!parsed.ok) return this.sendForm(req, res, null, { typed, errors: parsed.errors });
    const { key, note, ...given } = parsed.values;
    const problem = await this.problemWith(given, null);
    if (problem) return this.sendForm(req, res, null, { typed, errors: [problem] });
    const fields = fieldsOf({ ...given, short: given.short ?? given.title });
    const id = await this.register.add(key, fields, note, signedIn(req).id);
    if (id === undefined) {
      const message = `The register has an entry called ${key}. Change that one, or call this one otherwise`;
      return this.sendForm(req, res, null, { typed, errors: [{ field: 'key', message }] });
    }
    req.notify('The source is entered.');
    res.redirect(303, registerPaths.entry(id));
  }

  /** Asks every address, at the pace that servers of others can bear. */
  @Post('link-checks')
  async checkLinks(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.limits.consume(presses, 'all');
    const asked = await this.links.begin();
    req.notify(`${String(asked)} ${asked === 1 ? 'address is' : 'addresses are'} being asked. It takes some minutes.`);
    res.redirect(303, registerPaths.list());
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const entry = await this.register.known(id);
    const [courses, changes] = await Promise.all([this.queries.inCourses(entry.key), this.queries.changes(entry.id)]);
    this.pages.send(req, res, entryPage, entryView(entry, courses, changes));
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const entry = await this.register.known(id);
    await this.sendForm(req, res, entry, { typed: typedOf(entry), errors: [] });
  }

  @Post(':id/changes')
  async change(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const entry = await this.register.known(id);
    const parsed = parseForm(entryForm, body);
    const typed = typedFields(body);
    if (!parsed.ok) return this.sendForm(req, res, entry, { typed, errors: parsed.errors });
    const { base, note, ...given } = parsed.values;
    const problem = await this.problemWith(given, entry);
    if (problem) return this.sendForm(req, res, entry, { typed, errors: [problem] });
    const fields = fieldsOf({ ...given, short: given.short ?? given.title });
    const outcome = await this.register.change(entry.id, base, fields, note, signedIn(req).id);
    if (outcome === 'changed meanwhile') {
      const now = await this.register.known(id);
      const message = 'Somebody changed this entry while you were writing. Compare, then save yours or leave theirs';
      const meanwhile = differencesOf(now, fields);
      return this.sendForm(req, res, now, { typed, errors: [{ field: '', message }], meanwhile });
    }
    req.notify(
      outcome === 'changed' ? 'The entry is changed. This rests on it.' : 'Nothing was different, so nothing changed.',
    );
    res.redirect(303, outcome === 'changed' ? registerPaths.uses(entry.id) : registerPaths.entry(entry.id));
  }

  @Post(':id/readings')
  async lookedUp(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.register.lookedUp(id, signedIn(req).id);
    req.notify('It is noted that you looked it up today.');
    res.redirect(303, registerPaths.entry(id));
  }

  private async problemWith(
    given: { checkedOn: string; ownerId: string | null },
    entry: RegisterEntry | null,
  ): Promise<EntryProblem> {
    if (given.checkedOn > this.clock.today())
      return { field: 'checkedOn', message: 'Enter a day that is not in the future' };
    if (given.ownerId === null || given.ownerId === entry?.ownerId) return undefined;
    const known = (await this.accounts.holding('courses.author')).some(({ id }) => id === given.ownerId);
    return known ? undefined : { field: 'ownerId', message: 'Choose somebody who may write courses' };
  }

  private async sendForm(
    req: Request,
    res: Response,
    entry: RegisterEntry | null,
    given: Parameters<typeof entryFormView>[2],
  ): Promise<void> {
    const owners = await this.accounts.holding('courses.author');
    const status = given.meanwhile ? 409 : given.errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, entryFormPage, entryFormView(entry, owners, given), { status });
  }
}
