import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { readNumber } from '../../platform/readable-number.rules.js';
import { certificatesPaths } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import { listQuery, reinstatementForm, revocationForm } from './revocation.form.js';
import {
  allPage,
  allView,
  PAGE_SIZE,
  reinstatementPage,
  reinstatementView,
  revocationPage,
  revocationView,
} from './revocation.view.js';
import { RevocationsService } from './revocations.service.js';

/** Administrators find certificates, take them back, and reinstate them. */
@Controller('certificates')
@Allow('certificates.administer')
export class RevocationsController {
  constructor(
    private readonly queries: CertificatesQueries,
    private readonly revocations: RevocationsService,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get('all')
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { text, before } = listQuery.parse(asked);
    const number = readNumber(text);
    const found = await this.queries.all(number.ok ? number.number : text, before, PAGE_SIZE + 1);
    this.pages.send(req, res, allPage, allView(found, text, before, this.clock.today()));
  }

  @Get(':number/revocations/new')
  async ask(@Param('number') number: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const certificate = await this.queries.known(number);
    if (certificate.revokedOn === null)
      this.pages.send(req, res, revocationPage, revocationView(certificate, { reason: null, note: null }, []));
    else res.redirect(303, certificatesPaths.certificate(certificate.number));
  }

  @Post(':number/revocations')
  async revoke(
    @Param('number') number: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const certificate = await this.queries.known(number);
    const parsed = parseForm(revocationForm, body);
    if (!parsed.ok) {
      const typed = { reason: parsed.typed['reason'] ?? null, note: parsed.typed['note'] ?? null };
      this.pages.send(req, res, revocationPage, revocationView(certificate, typed, parsed.errors), { status: 422 });
      return;
    }
    const { reason, note } = parsed.values;
    const done = await this.revocations.revoke(certificate, signedIn(req).id, reason, note);
    req.notify(done ? 'The certificate is revoked.' : 'The certificate had been revoked before. That stands.');
    res.redirect(303, certificatesPaths.certificate(certificate.number));
  }

  @Get(':number/reinstatements/new')
  async askToReinstate(@Param('number') number: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const certificate = await this.queries.known(number);
    if (certificate.revokedOn !== null)
      this.pages.send(req, res, reinstatementPage, reinstatementView(certificate, null, []));
    else res.redirect(303, certificatesPaths.certificate(certificate.number));
  }

  @Post(':number/reinstatements')
  async reinstate(
    @Param('number') number: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const certificate = await this.queries.known(number);
    const parsed = parseForm(reinstatementForm, body);
    if (!parsed.ok) {
      const view = reinstatementView(certificate, parsed.typed['note'] ?? null, parsed.errors);
      this.pages.send(req, res, reinstatementPage, view, { status: 422 });
      return;
    }
    const done = await this.revocations.reinstate(certificate, signedIn(req).id, parsed.values.note);
    req.notify(done ? 'The certificate is reinstated.' : 'The certificate is not revoked.');
    res.redirect(303, certificatesPaths.certificate(certificate.number));
  }
}
