import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { certificatesPaths } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import { correctionForm } from './correction.form.js';
import { correctionPage, correctionView } from './correction.view.js';
import { CorrectionsService } from './corrections.service.js';

/** Administrators put right whom a certificate names. */
@Controller('certificates')
@Allow('certificates.administer')
export class CorrectionsController {
  constructor(
    private readonly queries: CertificatesQueries,
    private readonly corrections: CorrectionsService,
    private readonly pages: Pages,
  ) {}

  @Get(':number/corrections/new')
  async ask(@Param('number') number: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const certificate = await this.queries.known(number);
    this.pages.send(req, res, correctionPage, correctionView(certificate, null, []));
  }

  @Post(':number/corrections')
  async correct(
    @Param('number') number: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const certificate = await this.queries.known(number);
    const parsed = parseForm(correctionForm, body);
    if (!parsed.ok) {
      const view = correctionView(certificate, parsed.typed, parsed.errors);
      this.pages.send(req, res, correctionPage, view, { status: 422 });
      return;
    }
    const done = await this.corrections.correct(certificate.id, signedIn(req).id, parsed.values);
    if (!done.ok) {
      const view = correctionView(certificate, typedFields(body), [{ field: '', message: done.problem }]);
      this.pages.send(req, res, correctionPage, view, { status: 422 });
      return;
    }
    req.notify('The corrected certificate is issued. The old one verifies as superseded.');
    res.redirect(303, certificatesPaths.certificate(done.number));
  }
}
