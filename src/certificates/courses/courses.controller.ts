import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Allow } from '../../platform/http/allow.js';
import { typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { certificatesPaths } from '../paths.js';
import { TemplatesQueries } from '../templates/templates.queries.js';
import { TemplatesService } from '../templates/templates.service.js';
import { MOST_TEMPLATES } from '../templates/templates.view.js';
import { coursePage, coursesPage, coursesView, courseView } from './courses.view.js';

/** Administrators decide what the certificates of each course say. */
@Controller('certificates/courses')
@Allow('certificates.administer')
export class CertificateCoursesController {
  constructor(
    private readonly courses: CoursesService,
    private readonly templates: TemplatesService,
    private readonly queries: TemplatesQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    const [courses, chosen, templates] = await Promise.all([
      this.courses.catalogue(),
      this.queries.chosen(),
      this.queries.list(MOST_TEMPLATES),
    ]);
    this.pages.send(req, res, coursesPage, coursesView(courses, chosen, templates));
  }

  @Get(':slug')
  async ask(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const course = await this.courses.newest(slug);
    const chosen = (await this.queries.chosen()).get(course.courseId) ?? null;
    const templates = await this.queries.list(MOST_TEMPLATES);
    this.pages.send(req, res, coursePage, courseView(course, templates, chosen, []));
  }

  @Post(':slug')
  async choose(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const typed = typedFields(body)['template'] ?? '';
    const templates = await this.queries.list(MOST_TEMPLATES);
    if (typed !== '' && !templates.some(({ id }) => id === typed)) {
      const errors = [{ field: 'template', message: 'Choose one of the templates' }];
      this.pages.send(req, res, coursePage, courseView(course, templates, null, errors), { status: 422 });
      return;
    }
    await this.templates.choose(course.courseId, typed === '' ? null : typed);
    req.notify('Saved. It holds for certificates that are issued from now on.');
    res.redirect(303, certificatesPaths.courses());
  }
}
