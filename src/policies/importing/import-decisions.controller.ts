import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { importsPaths } from '../paths.js';
import { QuestionsService } from '../questions.service.js';
import { BodyMatching } from './body-matching.js';
import { ColumnMappings } from './column-mappings.js';
import { bodyForm, bodyQuery } from './imports.form.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { bodyPage, bodyView, columnsPage, columnsView } from './imports.view.js';

const MOST_FOUND = 10;

/** What only a person can decide about a file: whom a name means, and which question a column answers. Kept for later files. */
@Controller('imports/:id')
@Allow('requests.administer')
export class ImportDecisionsController {
  constructor(
    private readonly queries: ImportsQueries,
    private readonly imports: ImportsService,
    private readonly matching: BodyMatching,
    private readonly mappings: ColumnMappings,
    private readonly questions: QuestionsService,
    private readonly organisations: OrganisationsService,
    private readonly pages: Pages,
  ) {}

  @Get('columns')
  async columns(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const one = await this.queries.known(id);
    const questions = await this.questions.all();
    const mapped = await this.mappings.of(one.columns, one.campaignName, questions);
    this.pages.send(req, res, columnsPage, columnsView(one, mapped, questions));
  }

  @Post('columns')
  async map(@Param('id') id: string, @Body() body: Record<string, unknown>, @Req() req: Request, @Res() res: Response) {
    const one = await this.queries.known(id);
    const known = new Set((await this.questions.all()).map((question) => question.id));
    const decisions = new Map<string, string | null>();
    for (const [index, title] of one.columns.entries()) {
      const said = body[`column-${String(index)}`];
      if (said === 'none') decisions.set(title, null);
      else if (typeof said === 'string' && known.has(said)) decisions.set(title, said);
    }
    await this.mappings.decide(decisions, one.campaignName);
    await this.imports.refresh(one.id);
    req.notify('The columns are kept for this and later files.');
    res.redirect(303, importsPaths.one(one.id));
  }

  @Get('bodies/:row')
  async body(
    @Param('id') id: string,
    @Param('row') row: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.sendBody(req, res, { id, row, q: bodyQuery.parse(asked).q }, []);
  }

  @Post('bodies/:row')
  async decide(
    @Param('id') id: string,
    @Param('row') rowId: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const one = await this.queries.known(id);
    const row = await this.queries.row(one.id, rowId);
    const parsed = parseForm(bodyForm, body);
    if (!parsed.ok) return this.sendBody(req, res, { id, row: rowId, q: '' }, parsed.errors);
    const { organisation } = parsed.values;
    const found = organisation === 'none' ? null : await this.organisations.byId(organisation);
    if (found === undefined)
      return this.sendBody(req, res, { id, row: rowId, q: '' }, [
        { field: 'organisation', message: 'There is no such organisation any more. Choose another' },
      ]);
    await this.matching.decide(row.body, found?.id ?? null);
    await this.imports.refresh(one.id);
    req.notify(`“${row.body}” is ${found ? found.name : 'none of the directory'}, in this and later files.`);
    res.redirect(303, importsPaths.one(one.id, { outcome: 'in_doubt' }));
  }

  private async sendBody(
    req: Request,
    res: Response,
    asked: { id: string; row: string; q: string },
    errors: FieldError[],
  ): Promise<void> {
    const one = await this.queries.known(asked.id);
    const row = await this.queries.row(one.id, asked.row);
    const likely = await this.organisations.byIds(row.candidateIds);
    const candidates =
      asked.q === ''
        ? row.candidateIds.flatMap((id) => likely.get(id) ?? [])
        : (await this.organisations.list({ text: asked.q }, { limit: MOST_FOUND })).organisations;
    const view = bodyView(one, row, asked.q, candidates, errors);
    this.pages.send(req, res, bodyPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
