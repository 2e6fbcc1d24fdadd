import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Allow } from '../../platform/http/allow.js';
import { parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { certificatesPaths } from '../paths.js';
import { TemplatesQueries } from '../templates/templates.queries.js';
import { MOST_TEMPLATES } from '../templates/templates.view.js';
import { CertificateCoursesService } from './certificate-courses.service.js';
import { courseForm } from './course.form.js';
import { coursePage, coursesPage, coursesView, courseView } from './courses.view.js';

/** Administrators decide what the certificates of each course say, and for how long they are valid. */
@Controller('certificates/courses')
@Allow('certificates.administer')
export class CertificateCoursesController {
  constructor(
    private readonly courses: CoursesService,
    private readonly terms: CertificateCoursesService,
    private readonly templates: TemplatesQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    const courses = await this.courses.catalogue();
    const decided = await this.terms.all(courses.map(({ courseId }) => courseId));
    this.pages.send(req, res, coursesPage, coursesView(courses, decided, await this.templates.list(MOST_TEMPLATES)));
  }

  @Get(':slug')
  async ask(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const course = await this.courses.newest(slug);
    const terms = await this.terms.of(course.courseId);
    const view = courseView(course, await this.templates.list(MOST_TEMPLATES), terms, []);
    this.pages.send(req, res, coursePage, view);
  }

  @Post(':slug')
  async decide(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const templates = await this.templates.list(MOST_TEMPLATES);
    const parsed = parseForm(courseForm(templates.map(({ id }) => id)), body);
    if (!parsed.ok) {
      this.pages.send(req, res, coursePage, courseView(course, templates, parsed.typed, parsed.errors), {
        status: 422,
      });
      return;
    }
    await this.terms.decide(course.courseId, parsed.values);
    req.notify('Saved. It holds for certificates that are issued from now on.');
    res.redirect(303, certificatesPaths.courses());
  }
}
