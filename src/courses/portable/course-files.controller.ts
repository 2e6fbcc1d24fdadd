import { pipeline } from 'node:stream/promises';
import { Controller, Get, HttpException, HttpStatus, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { CourseFilesRefused, CourseFilesService } from '../course-files.service.js';
import { CoursesService } from '../courses.service.js';
import { courseFilesListPage, courseFilesListView, courseFilesPage, courseFilesView } from './course-files.view.js';
import { zipOf } from './course-zip.js';

/** Courses as files: what there is, and what goes out. */
@Controller('course-files')
@Allow('courses.author')
export class CourseFilesController {
  constructor(
    private readonly courses: CoursesService,
    private readonly files: CourseFilesService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, courseFilesListPage, courseFilesListView(await this.courses.catalogue()));
  }

  @Get(':slug')
  async show(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, courseFilesPage, courseFilesView(await this.courses.newest(slug)));
  }

  @Get(':slug/export.zip')
  async export(@Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { version, files, media } = await this.files.export(slug).catch((error: unknown) => {
      throw error instanceof CourseFilesRefused ? new HttpException(error.message, HttpStatus.CONFLICT) : error;
    });
    const name = `${version.slug}-v${String(version.number)}`;
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader('Content-Disposition', `attachment; filename="${name}.zip"`);
    res.setHeader('Cache-Control', 'no-store');
    await pipeline(zipOf(files, version.slug, version.publishedAt, media), res);
  }
}
