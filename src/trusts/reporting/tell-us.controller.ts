import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { Pages } from '../../platform/views/pages.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { trustsPaths } from '../paths.js';
import { aboutQuery, reportForm } from './report.form.js';
import { readReference } from './report-reference.rules.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportsService } from './reports.service.js';
import { sentPage, sentView, tellUsPage, tellUsView } from './tell-us.view.js';

/** A whole hospital may stand behind one network address; all of them together must not drown those who read. */
const fromHere: RateLimit = { name: 'report-from-here', points: 10, seconds: 60 * 60 };
const fromEverywhere: RateLimit = { name: 'report-from-everywhere', points: 300, seconds: 24 * 60 * 60 };

/** "Something wrong or newer? Tell us": for everyone, without an account. */
@Controller('trusts/:code/reports')
@Public()
export class TellUsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly questions: QuestionsService,
    private readonly reports: ReportsService,
    private readonly queries: ReportsQueries,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async ask(
    @Param('code') code: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { question } = aboutQuery.parse(asked);
    await this.sendForm(req, res, await this.known(code), { question }, []);
  }

  @Post()
  async tell(
    @Param('code') code: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const organisation = await this.known(code);
    const parsed = parseForm(reportForm, body);
    if (!parsed.ok) {
      await this.sendForm(req, res, organisation, parsed.typed, parsed.errors);
      return;
    }
    await this.limits.consume(fromHere, networkAddress(req));
    await this.limits.consume(fromEverywhere, 'all');
    const { question, ...content } = parsed.values;
    const reference = await this.reports.take(organisation.id, { ...content, questionKey: question });
    res.redirect(303, trustsPaths.reportSent(organisation.code, reference));
  }

  /** Its reference, and what has become of it. Never what was written: others may see the address. */
  @Get(':reference')
  async sent(
    @Param('code') code: string,
    @Param('reference') typed: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const organisation = await this.known(code);
    const reference = readReference(typed);
    const report = reference === null ? undefined : await this.queries.byReference(reference);
    if (report?.organisation.id !== organisation.id)
      throw new NotFoundException('There is no report with this reference. Check that you have all of it.');
    res.setHeader('X-Robots-Tag', 'noindex');
    this.pages.send(req, res, sentPage, sentView(organisation, report));
  }

  private async sendForm(
    req: Request,
    res: Response,
    organisation: OrganisationSummary,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const questions = await this.questions.all();
    const view = tellUsView(organisation, questions, typed, errors);
    this.pages.send(req, res, tellUsPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async known(code: string): Promise<OrganisationSummary> {
    const organisation = await this.organisations.byAddress(code);
    if (!organisation)
      throw new NotFoundException(`There is no Trust or health board with the code "${code.slice(0, 60)}".`);
    return organisation;
  }
}
