import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { FactsService } from '../../policies/facts.service.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { trustsPaths } from '../paths.js';
import { decisionForm, reportsQuery } from './report.form.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportsService } from './reports.service.js';
import { PAGE_SIZE, reportPage, reportsPage, reportsView, reportView } from './reports.view.js';
import { isId } from '../../platform/database/new-id.js';

/** What readers told us, and what follows from it. */
@Controller('reports')
@Allow('policies.extract')
export class ReportsController {
  constructor(
    private readonly queries: ReportsQueries,
    private readonly reports: ReportsService,
    private readonly facts: FactsService,
    private readonly questions: QuestionsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { state, code, after } = reportsQuery.parse(asked);
    const filter = { state: state === 'all' ? null : state, code: code === '' ? null : code };
    const [found, counts] = await Promise.all([this.queries.list(filter, after, PAGE_SIZE + 1), this.queries.counts()]);
    this.pages.send(req, res, reportsPage, reportsView(found, counts, { state, code, after }));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendReport(req, res, known(id), {}, []);
  }

  @Post(':id/decisions')
  async decide(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(decisionForm, body);
    if (!parsed.ok) {
      await this.sendReport(req, res, known(id), parsed.typed, parsed.errors);
      return;
    }
    const { outcome, fact, note, seen } = parsed.values;
    const decision = { state: outcome, factId: outcome === 'fact' ? await this.factOf(known(id), fact) : null, note };
    const reasons = await this.reports.settle(known(id), decision, signedIn(req).id, seen);
    if (reasons.length > 0) {
      const errors = reasons.map((message) => ({ field: 'outcome', message }));
      await this.sendReport(req, res, id, { outcome, note: note ?? '' }, errors);
      return;
    }
    req.notify('The report is settled.');
    res.redirect(303, trustsPaths.report(id));
  }

  /** A fact of the organisation that the report is about; another is as good as none. */
  private async factOf(reportId: string, factId: string | null): Promise<string | null> {
    const report = await this.queries.one(reportId);
    const facts = report ? await this.facts.ofOrganisation(report.organisation.id) : [];
    if (!facts.some(({ id }) => id === factId)) throw new NotFoundException('There is no such fact of this Trust.');
    return factId;
  }

  private async sendReport(
    req: Request,
    res: Response,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const report = await this.queries.one(id);
    if (!report) throw nobodys();
    const [facts, questions] = await Promise.all([
      this.facts.ofOrganisation(report.organisation.id),
      this.questions.all(),
    ]);
    const mayOpenReply = signedIn(req).permissions.has('partnerships.administer');
    const view = reportView(report, facts, questions, mayOpenReply, typed, errors);
    this.pages.send(req, res, reportPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** An id as it stands in an address. */
function known(id: string): string {
  if (!isId(id)) throw nobodys();
  return id;
}

const nobodys = () => new NotFoundException('There is no such report.');
