import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { CourseScormService, ScormRefused } from '../course-scorm.service.js';
import { CoursesService } from '../courses.service.js';
import { scormPage, scormView } from './scorm.view.js';

const MOST_FOUND = 10;
const searched = z.object({ q: z.string().trim().max(200).catch('').default('') });
const scormForm = z.object({
  trust: z.string('Choose the Trust or board').trim().min(1, 'Choose the Trust or board').max(200),
});

/** A course for a Trust's own learning platform: find the Trust, take the package away. */
@Controller('course-files/:slug/scorm')
@Allow('courses.author')
export class ScormController {
  constructor(
    private readonly scorm: CourseScormService,
    private readonly courses: CoursesService,
    private readonly organisations: OrganisationsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async choose(@Param('slug') slug: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    await this.send(req, res, slug, searched.parse(asked).q, []);
  }

  @Post()
  async make(@Param('slug') slug: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(scormForm, body);
    if (!parsed.ok) {
      await this.send(req, res, slug, '', parsed.errors);
      return;
    }
    try {
      const { name, zip } = await this.scorm.package(slug, parsed.values.trust);
      res.setHeader('Content-Type', 'application/zip');
      res.setHeader('Content-Disposition', `attachment; filename="${name}.zip"`);
      res.setHeader('Cache-Control', 'no-store');
      await pipeline(zip, res);
    } catch (error) {
      if (!(error instanceof ScormRefused)) throw error;
      await this.send(req, res, slug, '', [{ field: 'q', message: error.message }]);
    }
  }

  private async send(req: Request, res: Response, slug: string, q: string, errors: FieldError[]): Promise<void> {
    const version = await this.courses.newest(slug);
    const found: OrganisationSummary[] =
      q === '' ? [] : (await this.organisations.list({ text: q, status: 'open' }, { limit: MOST_FOUND })).organisations;
    const view = scormView(version, q, found, errors);
    this.pages.send(req, res, scormPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
