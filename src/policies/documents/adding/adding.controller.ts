import { Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../../organisations/organisations.types.js';
import { Clock } from '../../../platform/clock.js';
import { Allow } from '../../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../../platform/http/form.js';
import { signedIn } from '../../../platform/http/signed-in.js';
import { Upload } from '../../../platform/http/upload.js';
import { Pages } from '../../../platform/views/pages.js';
import { documentsPaths } from '../../paths.js';
import { RequestsService } from '../../requests.service.js';
import { detailsForm } from '../details/details.form.js';
import { detailsView } from '../details/details.view.js';
import { type Added, DocumentsWriter } from '../documents-writer.js';
import { DocumentsQueries } from '../documents.queries.js';
import type { ShelvedFile } from '../file-shelf.js';
import { copyPage, copyView, findPage, findView, newPage, newView } from './adding.view.js';
import { KeptFiles, MOST_BYTES } from './kept-files.js';
import { isId } from '../../../platform/database/new-id.js';

const FOUND_AT_ONCE = 12;
const newQuery = z.object({
  organisation: z.string().max(200).nullable().catch(null).default(null),
  text: z.string().max(200).nullable().catch(null).default(null),
  replaces: z.uuid().nullable().catch(null).default(null),
  // What a reader told us of it.
  url: z.string().max(2000).catch('').default(''),
});

/** A document comes in: whose it is, the file, and what is said of it. */
@Controller('documents')
@Allow('policies.extract')
export class AddingDocumentsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly requests: RequestsService,
    private readonly queries: DocumentsQueries,
    private readonly writer: DocumentsWriter,
    private readonly kept: KeptFiles,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  /** The search for the organisation; with its code, the form. */
  @Get('new')
  async ask(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { organisation: code, text, replaces, url } = newQuery.parse(asked);
    const organisation = code === null ? undefined : await this.organisations.byAddress(code);
    if (!organisation) {
      const searched = text?.trim() ?? '';
      const found =
        searched === ''
          ? { total: 0, organisations: [] }
          : await this.organisations.list({ text: searched }, { limit: FOUND_AT_ONCE });
      this.pages.send(req, res, findPage, findView(text === null ? null : searched, found));
      return;
    }
    await this.sendForm(req, res, organisation, {
      typed: { replaces: replaces ?? '', mayPublish: 'unknown', url },
    });
  }

  @Post('new')
  @Upload({ field: 'file', maxBytes: MOST_BYTES, tooLarge: 'form' })
  async add(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { organisation: code } = newQuery.parse(asked);
    const organisation = code === null ? undefined : await this.organisations.byAddress(code);
    if (!organisation) throw new NotFoundException('There is no such organisation. Search for it again.');
    const person = signedIn(req);
    const sent = await this.kept.from(req, person.id);
    const parsed = parseForm(detailsForm(this.clock.today()), req.body);
    const file = sent.ok ? sent.file : null;
    const errors = [...(sent.ok ? [] : [sent.error]), ...(parsed.ok ? [] : parsed.errors)];
    if (!parsed.ok || file === null) {
      await this.sendForm(req, res, organisation, { typed: typedFields(req.body), errors, file });
      return;
    }
    const added = await this.writer.add(file, { ...parsed.values, organisationId: organisation.id }, person.id);
    if (added.ok) this.lead(req, res, added, sent.ok ? sent.renamed : null);
    else {
      const refused = [{ field: added.field, message: added.problem }];
      const left = added.field === 'file' ? null : file;
      await this.sendForm(req, res, organisation, { typed: typedFields(req.body), errors: refused, file: left });
    }
  }

  @Get(':id/copies/new')
  async askCopy(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, copyPage, copyView(await this.known(id), []));
  }

  /** The copy of a document that was known without one. */
  @Post(':id/copies')
  @Upload({ field: 'file', maxBytes: MOST_BYTES, tooLarge: 'form' })
  async addCopy(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const document = await this.known(id);
    const person = signedIn(req);
    const sent = await this.kept.from(req, person.id);
    const added = sent.ok ? await this.writer.attach(document.id, sent.file, person.id) : null;
    if (added?.ok && sent.ok) {
      this.lead(req, res, added, sent.renamed);
      return;
    }
    const error = sent.ok
      ? { field: 'file', message: added?.ok === false ? added.problem : 'Choose the file of the document' }
      : sent.error;
    this.pages.send(req, res, copyPage, copyView(document, [error]), { status: 422 });
  }

  private lead(req: Request, res: Response, added: Extract<Added, { ok: true }>, renamed: string | null): void {
    req.notify(
      added.isNew
        ? `The document is kept, and its text is being read.${renamed === null ? '' : ` ${renamed}.`}`
        : 'We hold this very file already. This is its document; nothing was changed.',
    );
    res.redirect(303, documentsPaths.document(added.id));
  }

  private async sendForm(
    req: Request,
    res: Response,
    organisation: OrganisationSummary,
    shown: { typed: Record<string, string>; errors?: FieldError[]; file?: ShelvedFile | null },
  ): Promise<void> {
    const [documents, requests] = await Promise.all([
      this.queries.ofOrganisation(organisation.id),
      this.requests.ofOrganisation(organisation.id),
    ]);
    const replaced = new Set(documents.map(({ replacesLineage }) => replacesLineage));
    const earlier = documents.filter(({ lineage }) => !replaced.has(lineage));
    const { typed, errors = [], file = null } = shown;
    const details = detailsView({ typed, errors, isCited: false, requests, earlier });
    const keptFile = file && { seal: this.kept.seal(file, signedIn(req).id), name: file.name };
    this.pages.send(req, res, newPage, newView(organisation, details, keptFile), {
      status: errors.length > 0 ? 422 : 200,
    });
  }

  private async known(id: string) {
    const document = isId(id) ? await this.queries.one(id) : undefined;
    if (!document) throw new NotFoundException('There is no such document.');
    return document;
  }
}
