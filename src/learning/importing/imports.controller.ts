import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { professionName } from '../../accounts/account-words.rules.js';
import { CoursesService } from '../../courses/courses.service.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Upload } from '../../platform/http/upload.js';
import { UnreadableFileError } from '../../platform/tables/unreadable-file.js';
import { Pages } from '../../platform/views/pages.js';
import { dueDateProblem } from '../enrolling/enrolment.rules.js';
import { EnrolmentImportService } from '../enrolment-import.service.js';
import { enrolmentsPaths } from '../paths.js';
import { importForm, rowsQuery } from './imports.form.js';
import { ImportsQueries } from './imports.queries.js';
import { importPage, importView, newImportPage, newImportView, outcomeInWords, PAGE_SIZE } from './imports.view.js';
import { MOST_MEGABYTES, MOST_ROWS, readStaffFile, tooLarge } from './staff-file.js';

/** The lists that the page shows below its form. */
const LATEST = 20;

/** Lists of staff come in: seen first, row by row, then applied by the worker while the page tells how far it is. */
@Controller('enrolments/:course/imports')
@Allow('enrolments.administer')
export class ImportsController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly queries: ImportsQueries,
    private readonly imports: EnrolmentImportService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async form(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, slug, {}, []);
  }

  @Post()
  @Upload({ field: 'file', maxBytes: MOST_MEGABYTES * 1_048_576, tooLarge: 'form' })
  async preview(
    @Param('course') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(importForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    const late = parsed.ok && parsed.values.dueOn !== null && dueDateProblem(parsed.values.dueOn, this.clock.today());
    if (late) errors.push({ field: 'dueOn', message: late });
    if (req.uploadTooLarge) errors.push({ field: 'file', message: tooLarge().message });
    else if (!req.file) errors.push({ field: 'file', message: 'Choose the file' });
    if (parsed.ok && req.file && errors.length === 0) {
      const read = await readStaffFile(req.file.buffer).catch((error: unknown) => {
        if (!(error instanceof UnreadableFileError)) throw error;
        errors.push({ field: 'file', message: error.message });
        return null;
      });
      if (read) {
        const file = { name: req.file.originalname, bytes: req.file.buffer };
        const id = await this.imports.keep(slug, file, read, parsed.values);
        res.redirect(303, enrolmentsPaths.import(slug, id));
        return;
      }
    }
    await this.sendForm(req, res, slug, typedFields(body), errors);
  }

  @Get(':id')
  async show(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const asked = rowsQuery.parse(query);
    const course = await this.courses.newest(slug);
    const one = await this.queries.known(slug, id);
    const [counts, rows] = await Promise.all([
      this.queries.counts(one.id),
      this.queries.rows(one.id, asked, PAGE_SIZE + 1),
    ]);
    this.pages.send(req, res, importPage, importView(course, one, counts, rows, asked));
  }

  @Get(':id/outcomes.csv')
  async csv(@Param('course') slug: string, @Param('id') id: string, @Res() res: Response): Promise<void> {
    const one = await this.queries.known(slug, id);
    // At most as many rows as a file may have.
    const rows = await this.queries.rows(one.id, { outcome: '', after: 0 }, MOST_ROWS);
    await sendCsv(res, `enrolments-${one.id}`, rows, (row) => ({
      line: row.line,
      email: row.email ?? '',
      name: row.name ?? '',
      organisation: row.organisation ?? '',
      profession: row.profession === null ? '' : professionName(row.profession),
      outcome: outcomeInWords(row.outcome),
      reason: row.reason ?? '',
      done: row.done ? 'yes' : 'no',
    }));
  }

  @Post(':id/applications')
  async apply(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const one = await this.queries.known(slug, id);
    await this.imports.start(one.id);
    req.notify('The list is being applied. You can leave this page and come back.');
    res.redirect(303, enrolmentsPaths.import(slug, id));
  }

  private async sendForm(
    req: Request,
    res: Response,
    slug: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const course = await this.retirements.openCourse(slug);
    const latest = await this.queries.latest(course.courseId, LATEST);
    const status = errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, newImportPage, newImportView(course, latest, typed, errors), { status });
  }
}
