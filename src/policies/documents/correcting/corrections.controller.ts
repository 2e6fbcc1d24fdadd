import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../../platform/clock.js';
import { Allow } from '../../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../../platform/http/form.js';
import { signedIn } from '../../../platform/http/signed-in.js';
import { Pages } from '../../../platform/views/pages.js';
import type { DocumentRecord } from '../../documents.types.js';
import { documentsPaths } from '../../paths.js';
import { RequestsService } from '../../requests.service.js';
import { detailsForm } from '../details/details.form.js';
import { detailsView, recordedFields } from '../details/details.view.js';
import { DocumentsQueries } from '../documents.queries.js';
import { DocumentsWriter } from '../documents-writer.js';
import { versionLine } from '../showing/version-line.rules.js';
import { correctionPage } from './corrections.view.js';
import { isId } from '../../../platform/database/new-id.js';

/** Somebody found that a document is otherwise than recorded. */
@Controller('documents/:id/corrections')
@Allow('policies.extract')
export class DocumentCorrectionsController {
  constructor(
    private readonly queries: DocumentsQueries,
    private readonly writer: DocumentsWriter,
    private readonly requests: RequestsService,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  async ask(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, await this.known(id), null, []);
  }

  @Post()
  async correct(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const document = await this.known(id);
    const isCited = await this.queries.isCited(document.lineage);
    const parsed = parseForm(detailsForm(this.clock.today(), isCited), body);
    if (!parsed.ok) return this.sendForm(req, res, document, parsed.typed, parsed.errors);
    const done = await this.writer.correct(
      document.id,
      {
        ...parsed.values,
        organisationId: document.organisationId,
      },
      signedIn(req).id,
    );
    if (!done.ok) {
      const errors = [{ field: done.field, message: done.problem }];
      return this.sendForm(req, res, document, typedFields(body), errors);
    }
    req.notify('The details are corrected. What was recorded before is kept beside them.');
    res.redirect(303, documentsPaths.document(done.id));
  }

  private async sendForm(
    req: Request,
    res: Response,
    document: DocumentRecord,
    typed: Record<string, string> | null,
    errors: FieldError[],
  ): Promise<void> {
    const [documents, requests, isCited] = await Promise.all([
      this.queries.ofOrganisation(document.organisationId),
      this.requests.ofOrganisation(document.organisationId),
      this.queries.isCited(document.lineage),
    ]);
    const line = versionLine(document, documents);
    const later = new Set(line.slice(0, line.indexOf(document) + 1).map(({ lineage }) => lineage));
    const replacedByOthers = new Set(
      documents.filter(({ lineage }) => lineage !== document.lineage).map(({ replacesLineage }) => replacesLineage),
    );
    const earlier = documents.filter(({ lineage }) => !later.has(lineage) && !replacedByOthers.has(lineage));
    const replaces = documents.find(({ lineage }) => lineage === document.replacesLineage)?.id ?? null;
    const details = detailsView({
      typed: typed ?? recordedFields(document, replaces),
      errors,
      isCited,
      requests,
      earlier,
    });
    const view = {
      title: 'Correct the details',
      caption: document.attributes.title ?? document.title,
      documentHref: documentsPaths.document(document.id),
      action: documentsPaths.corrections(document.id),
      details,
      errors,
    };
    this.pages.send(req, res, correctionPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async known(id: string): Promise<DocumentRecord> {
    const document = isId(id) ? await this.queries.one(id) : undefined;
    if (!document) throw new NotFoundException('There is no such document.');
    return document;
  }
}
