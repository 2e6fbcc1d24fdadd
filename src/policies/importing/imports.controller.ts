import { createHash } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Upload } from '../../platform/http/upload.js';
import { UnreadableFileError } from '../../platform/tables/unreadable-file.js';
import { Pages } from '../../platform/views/pages.js';
import { importsPaths } from '../paths.js';
import { QuestionsService } from '../questions.service.js';
import { RequestsService } from '../requests.service.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { ColumnMappings } from './column-mappings.js';
import { MOST_BYTES, readImportFile } from './import-file.js';
import { importForm, listQuery, rowsQuery } from './imports.form.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import {
  importPage,
  importsPage,
  importsView,
  importView,
  newImportPage,
  newImportView,
  outcomeWords,
  PAGE_SIZE,
} from './imports.view.js';
import { ImportsWriter } from './imports-writer.js';

const WHOLE = 100_000;

/** Files of requests come in: seen first, applied, perhaps undone. */
@Controller('imports')
@Allow('requests.administer')
export class ImportsController {
  constructor(
    private readonly queries: ImportsQueries,
    private readonly imports: ImportsService,
    private readonly writer: ImportsWriter,
    private readonly mappings: ColumnMappings,
    private readonly questions: QuestionsService,
    private readonly requests: RequestsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { page } = listQuery.parse(asked);
    const found = await this.queries.list({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    this.pages.send(req, res, importsPage, importsView(found, page));
  }

  @Get('new')
  async choose(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, newImportPage, newImportView(await this.requests.campaigns(), {}, []));
  }

  @Post()
  @Upload({ field: 'file', maxBytes: MOST_BYTES })
  async preview(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(importForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (!req.file) errors.push({ field: 'file', message: 'Choose the file' });
    const campaign = parsed.ok ? await this.requests.campaign(parsed.values.campaign) : undefined;
    if (campaign?.closedAt) errors.push({ field: 'campaign', message: 'This campaign is closed. Open it again first' });
    if (parsed.ok && req.file && errors.length === 0) {
      const bytes = req.file.buffer;
      const file = await readImportFile(bytes, parsed.values.format).catch((error: unknown) => {
        if (!(error instanceof UnreadableFileError)) throw error;
        errors.push({ field: 'file', message: error.message });
        return null;
      });
      if (file) {
        const id = await this.writer.keep(file, {
          campaignName: campaign?.name ?? parsed.values.campaign,
          fileName: req.file.originalname.slice(-200),
          sha256: createHash('sha256').update(bytes).digest('hex'),
        });
        res.redirect(303, importsPaths.one(id));
        return;
      }
    }
    const view = newImportView(await this.requests.campaigns(), typedFields(body), errors);
    this.pages.send(req, res, newImportPage, view, { status: 422 });
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.send(req, res, id, asked, []);
  }

  @Get(':id/outcomes.csv')
  async csv(@Param('id') id: string, @Res() res: Response): Promise<void> {
    const one = await this.queries.known(id);
    // At most as many rows as a file may have.
    const rows = await this.queries.rows(one.id, '', { limit: WHOLE, offset: 0 });
    await sendCsv(res, `import-${one.id}`, rows, (row) => ({
      line: row.line,
      body: row.body,
      outcome: outcomeWords[row.outcome],
      organisation: row.organisation,
      code: row.organisationCode,
      matched_by: row.matchedBy,
      reasons: row.reasons.join(' '),
    }));
  }

  @Post(':id/applications')
  async apply(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.imports.apply(id);
    req.notify('The import is applied.');
    res.redirect(303, importsPaths.one(id));
  }

  @Post(':id/undoings')
  async undo(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const reasons = await this.imports.undo(id);
    if (reasons.length > 0) {
      const message = `It cannot be undone any more. ${reasons.join(' ')}`;
      await this.send(req, res, id, {}, [{ field: 'undo', message }]);
      return;
    }
    req.notify('The import is undone. Everything is as it was before.');
    res.redirect(303, importsPaths.one(id));
  }

  private async send(req: Request, res: Response, id: string, asked: object, errors: FieldError[]): Promise<void> {
    const one = await this.queries.known(id);
    const query = rowsQuery.parse(asked);
    const [counts, rows, campaign, questions] = await Promise.all([
      this.queries.counts(one.id),
      this.queries.rows(one.id, query.outcome, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
      this.requests.campaign(one.campaignName),
      this.questions.all(),
    ]);
    const mapped = await this.mappings.of(one.columns, one.campaignName, questions);
    const view = importView({ one, counts, rows, query, campaign, mapped, errors });
    this.pages.send(req, res, importPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
