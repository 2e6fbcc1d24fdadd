import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { AccreditationRecordsService } from '../accreditation-records.service.js';
import { coursesPaths } from '../paths.js';
import { declarationForm, pilotForm } from './accreditation.form.js';
import { accreditationPage, accreditationView } from './accreditation.view.js';

const endForm = z.object({ entry: z.string().catch('').default('') });

/** What accreditors ask of a course beside its words. The pack itself is made by reports, which can read evaluations. */
@Controller('studio/courses/:slug')
@Allow('courses.author')
export class AccreditationController {
  constructor(
    private readonly records: AccreditationRecordsService,
    private readonly pages: Pages,
  ) {}

  @Get('accreditation')
  async show(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, slug, {}, []);
  }

  @Post('declarations')
  async declare(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(declarationForm, body);
    if (!parsed.ok) {
      await this.send(req, res, slug, parsed.typed, parsed.errors);
      return;
    }
    const refused = await this.records.declare(slug, parsed.values, signedIn(req).id);
    if (refused) {
      await this.send(req, res, slug, typedFields(body), [refused]);
      return;
    }
    req.notify('The declaration is recorded.');
    res.redirect(303, coursesPaths.accreditation(slug));
  }

  @Post('declaration-ends')
  async endDeclaration(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.records.endDeclaration(slug, endForm.parse(body ?? {}).entry);
    req.notify('The declaration is taken out.');
    res.redirect(303, coursesPaths.accreditation(slug));
  }

  @Post('pilots')
  async addPilot(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(pilotForm, body);
    if (!parsed.ok) {
      await this.send(req, res, slug, parsed.typed, parsed.errors);
      return;
    }
    const refused = await this.records.addPilot(slug, parsed.values, signedIn(req).id);
    if (refused) {
      await this.send(req, res, slug, typedFields(body), [refused]);
      return;
    }
    req.notify('The pilot is recorded.');
    res.redirect(303, coursesPaths.accreditation(slug));
  }

  @Post('pilot-ends')
  async endPilot(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.records.endPilot(slug, endForm.parse(body ?? {}).entry);
    req.notify('The pilot is taken out.');
    res.redirect(303, coursesPaths.accreditation(slug));
  }

  private async send(
    req: Request,
    res: Response,
    slug: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const view = accreditationView(await this.records.of(slug), typed, errors);
    this.pages.send(req, res, accreditationPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
