import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Upload } from '../../platform/http/upload.js';
import { Pages } from '../../platform/views/pages.js';
import { CourseFilesRefused } from '../course-files.service.js';
import { courseFilesPaths, coursesPaths } from '../paths.js';
import { readZip } from './course-zip.js';
import { CourseImportsService } from './course-imports.service.js';
import { courseImportPage, courseImportView, newCourseImportPage, newCourseImportView } from './course-imports.view.js';

/** A course with all the media that it may have. */
const MOST_BYTES = 110 * 1_048_576;

const REFUSALS = {
  outdated:
    'Nothing was taken over: the course or its policy questions have changed since you looked. This is what the import would change now',
  'draft open':
    'Nothing was taken over: the course has a draft in the studio. Publish it or lay it aside, then press again',
};

/** Courses come in as a zip: seen first, then made a draft. */
@Controller('course-imports')
@Allow('courses.author')
export class CourseImportsController {
  constructor(
    private readonly imports: CourseImportsService,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  choose(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, newCourseImportPage, newCourseImportView([], []));
  }

  @Post()
  @Upload({ field: 'file', maxBytes: MOST_BYTES, tooLarge: 'form' })
  async preview(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { file } = req;
    if (!file) {
      const message = req.uploadTooLarge
        ? 'The file is larger than 110 MB. No course is'
        : 'Choose the zip of a course';
      this.sendNew(req, res, [{ field: 'file', message }], []);
      return;
    }
    try {
      const kept = await this.imports.keep(await readZip(file.buffer), file.originalname.slice(-200), signedIn(req).id);
      if ('id' in kept) {
        res.redirect(303, courseFilesPaths.import(kept.id));
        return;
      }
      const message = 'The course has faults, and nothing was taken over. They are listed below';
      this.sendNew(req, res, [{ field: 'file', message }], kept.problems);
    } catch (error) {
      if (!(error instanceof CourseFilesRefused)) throw error;
      this.sendNew(req, res, [{ field: 'file', message: error.message }], []);
    }
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, courseImportPage, courseImportView(await this.imports.known(id), []));
  }

  @Post(':id/applications')
  async apply(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const outcome = await this.imports.apply(id, signedIn(req).id);
    if (outcome === 'outdated' || outcome === 'draft open') {
      const view = courseImportView(await this.imports.known(id), [{ field: '', message: REFUSALS[outcome] }]);
      this.pages.send(req, res, courseImportPage, view, { status: 409 });
    } else if (outcome === 'applied before') {
      req.notify('A draft was begun with these files before.');
      res.redirect(303, courseFilesPaths.import(id));
    } else {
      req.notify('The course is a draft now. Have it reviewed, then publish it.');
      res.redirect(303, coursesPaths.draft(outcome.draftId));
    }
  }

  private sendNew(
    req: Request,
    res: Response,
    errors: FieldError[],
    problems: Parameters<typeof newCourseImportView>[1],
  ): void {
    this.pages.send(req, res, newCourseImportPage, newCourseImportView(errors, problems), { status: 422 });
  }
}
