import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { coursesPaths } from '../paths.js';
import { DraftsQueries } from './drafts.queries.js';
import { DraftsService } from './drafts.service.js';
import { slugFor } from './lesson-details.form.js';
import { studioForm, studioFormPage } from './studio-form.view.js';
import { studioPage, studioView } from './studio.view.js';

const newCourseForm = z.object({
  title: z.string().trim().min(3, 'Give the course a title').max(200, 'Keep the title under 200 characters'),
});
const startForm = z.object({ course: z.string().trim().min(1) });

/** The studio: every course, and the drafts that trainers write. */
@Controller('studio')
@Allow('courses.author')
export class StudioController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly pages: Pages,
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, studioPage, studioView(await this.queries.courses(), this.clock.today()));
  }

  @Get('new')
  choose(@Req() req: Request, @Res() res: Response): void {
    this.sendNew(req, res, '', []);
  }

  /** Begins the draft of a course that is published, or opens the one that is under way. */
  @Post('drafts')
  async start(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { course } = startForm.parse(body);
    res.redirect(303, coursesPaths.draft(await this.drafts.start(course, signedIn(req).id)));
  }

  @Post('new')
  async startNew(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(newCourseForm, body);
    if (!parsed.ok) {
      this.sendNew(req, res, parsed.typed['title'] ?? '', parsed.errors);
      return;
    }
    const { title } = parsed.values;
    const id = await this.drafts.startNew({ title, slug: slugFor(title) }, signedIn(req).id);
    if (id === undefined) {
      const message = 'There is a course with this title, or nearly. Give this one another';
      this.sendNew(req, res, title, [{ field: 'title', message }]);
      return;
    }
    res.redirect(303, coursesPaths.settings(id));
  }

  private sendNew(req: Request, res: Response, title: string, errors: FieldError[]): void {
    const hint = 'Its address is made of it, and stays';
    const view = studioForm({
      title: 'A new course',
      caption: 'Studio',
      back: { text: 'Studio', href: coursesPaths.studio() },
      action: coursesPaths.newCourse(),
      fields: [{ type: 'input', name: 'title', label: 'Title', hint, value: title }],
      button: 'Begin the course',
      script: this.views.assetUrl('studio.js'),
      errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
