import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CoursesService } from '../../courses/courses.service.js';
import { isId } from '../../platform/database/new-id.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, typedFields } from '../../platform/http/form.js';
import { Upload } from '../../platform/http/upload.js';
import { Pages } from '../../platform/views/pages.js';
import { UnreadableFileError } from '../../platform/tables/unreadable-file.js';
import { CertificateListsService } from '../certificate-lists.service.js';
import { certificatesPaths } from '../paths.js';
import { MOST_BYTES } from './list-file.js';
import { type KeptList, ListsQueries } from './lists.queries.js';
import { listPage, listsPage, listsView, listView, newListPage, newListView, PAGE_SIZE } from './lists.view.js';

const pageQuery = z.object({ before: z.uuid().nullable().catch(null).default(null) });

/** Administrators issue certificates for those who took part in a session: the list is seen first, then applied. */
@Controller('certificates/lists')
@Allow('certificates.administer')
export class ListsController {
  constructor(
    private readonly lists: CertificateListsService,
    private readonly queries: ListsQueries,
    private readonly courses: CoursesService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async all(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { before } = pageQuery.parse(asked);
    this.pages.send(req, res, listsPage, listsView(await this.queries.page(before, PAGE_SIZE + 1), before));
  }

  @Get('new')
  async choose(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, newListPage, newListView(await this.courses.catalogue(), null, []));
  }

  @Post()
  @Upload({ field: 'file', maxBytes: MOST_BYTES, tooLarge: 'form' })
  async compare(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const courses = await this.courses.catalogue();
    const slug = typedFields(body)['course'] ?? '';
    const errors: FieldError[] = [];
    if (!courses.some((course) => course.slug === slug)) errors.push({ field: 'course', message: 'Choose the course' });
    if (req.uploadTooLarge === true)
      errors.push({ field: 'file', message: 'Choose a file of at most 5 MB, or split it' });
    else if (!req.file || req.file.size === 0) errors.push({ field: 'file', message: 'Choose the CSV or XLSX file' });
    if (req.file && errors.length === 0) {
      try {
        const compared = await this.lists.compare(req.file.buffer, slug);
        const id = await this.lists.keep(compared, req.file.originalname.slice(-200));
        const { ignored, notes } = compared;
        const left = ignored.length > 0 ? [`Columns that were not read: ${ignored.join(', ')}.`] : [];
        if (left.length + notes.length > 0) req.notify([...notes, ...left].join(' '));
        res.redirect(303, certificatesPaths.list(id));
        return;
      } catch (error) {
        if (!(error instanceof UnreadableFileError)) throw error;
        errors.push({ field: 'file', message: error.message });
      }
    }
    this.pages.send(req, res, newListPage, newListView(courses, slug, errors), { status: 422 });
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const list = await this.known(id);
    const version = await this.courses.version(list.courseVersionId);
    const sample = !(await this.courses.isReviewed(version.id));
    this.pages.send(req, res, listPage, listView(list, `${version.title}, version ${String(version.number)}`, sample));
  }

  @Post(':id/applications')
  async apply(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const list = await this.known(id);
    const applied = await this.lists.apply(list.id, { mailed: typedFields(body)['mailed'] === 'yes' });
    if (!applied) req.notify('This list had been issued before. That stands.');
    res.redirect(303, certificatesPaths.list(list.id));
  }

  private async known(id: string): Promise<KeptList> {
    const list = isId(id) ? await this.queries.one(id) : undefined;
    if (!list) throw new NotFoundException('There is no such list.');
    return list;
  }
}
