import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftsService } from '../authoring/drafts.service.js';
import { coursesPaths } from '../paths.js';
import { publicationPlanForm } from './publication-plan.form.js';
import { publicationPlanPage, publicationPlanView } from './publication-plan.view.js';
import { dueInWords } from './publication-plan.rules.js';
import { PublicationPlans } from './publication-plans.js';

/** Having a draft published at a time. */
@Controller('studio/drafts/:draft')
@Allow('courses.author')
export class PublicationPlansController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly plans: PublicationPlans,
    private readonly pages: Pages,
  ) {}

  @Get('publication-plan')
  async show(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, id, null, []);
  }

  @Post('publication-plan')
  async plan(
    @Param('draft') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(publicationPlanForm, body);
    if (!parsed.ok) {
      await this.send(req, res, id, parsed.typed, parsed.errors);
      return;
    }
    const { dueAt, whatChanged } = parsed.values;
    const refused = await this.plans.plan(id, dueAt, whatChanged, signedIn(req).id);
    if (refused !== null) {
      await this.send(req, res, id, typedFields(body), [refused]);
      return;
    }
    req.notify(`It is to be published on ${dueInWords(dueAt)}.`);
    res.redirect(303, coursesPaths.review(id));
  }

  @Post('publication-withdrawals')
  async withdraw(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.plans.withdraw(id);
    req.notify('It is not to be published at that time any more.');
    res.redirect(303, coursesPaths.review(id));
  }

  private async send(
    req: Request,
    res: Response,
    id: string,
    typed: Record<string, string> | null,
    errors: FieldError[],
  ): Promise<void> {
    const draft = await this.drafts.open(id);
    const view = publicationPlanView(draft, await this.plans.latest(draft.id), typed, errors);
    this.pages.send(req, res, publicationPlanPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
