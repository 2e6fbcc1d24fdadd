import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../../organisations/organisations.service.js';
import { isId } from '../../../platform/database/new-id.js';
import { Allow } from '../../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../../platform/http/form.js';
import { signedIn } from '../../../platform/http/signed-in.js';
import { Pages } from '../../../platform/views/pages.js';
import type { DocumentRecord } from '../../documents.types.js';
import { documentsPaths } from '../../paths.js';
import { DocumentsQueries } from '../documents.queries.js';
import { DocumentsWriter } from '../documents-writer.js';
import { attributesPage, attributesView } from './attributes.view.js';

const form = z.object({
  seen: z.literal('yes', 'Tick that you opened the document and compared it yourself'),
  agrees: z.preprocess(
    (given): unknown => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
    z.array(z.string()).min(1, 'Tick what agrees with the document'),
  ),
  /** Which reading of the document the page showed. */
  reading: z.string().max(40).default(''),
});

/** A second person compares what a document says of itself: title, dates, version. */
@Controller('documents/:id/verifications')
@Allow('policies.verify')
export class AttributesController {
  constructor(
    private readonly queries: DocumentsQueries,
    private readonly writer: DocumentsWriter,
    private readonly organisations: OrganisationsService,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async ask(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, await this.known(id), []);
  }

  @Post()
  async verify(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const document = await this.known(id);
    const parsed = parseForm(form, body);
    if (!parsed.ok) return this.send(req, res, document, parsed.errors);
    const { agrees, reading } = parsed.values;
    const problems = await this.writer.verifyAttributes(document.id, agrees, reading, signedIn(req).id);
    if (problems.length > 0) {
      const errors = problems.map((message) => ({ field: 'agrees', message }));
      return this.send(req, res, await this.known(id), errors);
    }
    req.notify('What you ticked is verified.');
    res.redirect(303, documentsPaths.document(document.id));
  }

  private async send(req: Request, res: Response, document: DocumentRecord, errors: FieldError[]): Promise<void> {
    const organisation = await this.organisations.byId(document.organisationId);
    if (!organisation) throw new NotFoundException('There is no such document.');
    const view = attributesView(document, organisation, signedIn(req).id, errors);
    this.pages.send(req, res, attributesPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async known(id: string): Promise<DocumentRecord> {
    const document = isId(id) ? await this.queries.one(id) : undefined;
    if (!document) throw new NotFoundException('There is no such document.');
    return document;
  }
}
