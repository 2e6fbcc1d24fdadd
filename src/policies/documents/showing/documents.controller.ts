import { pipeline } from 'node:stream/promises';
import { Controller, Get, GoneException, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../../organisations/organisations.service.js';
import { dateInWords, londonDate } from '../../../platform/civil-date.rules.js';
import { Database } from '../../../platform/database/database.js';
import { Allow } from '../../../platform/http/allow.js';
import { Pages } from '../../../platform/views/pages.js';
import { Storage } from '../../../platform/storage/storage.js';
import type { DocumentRecord } from '../../documents.types.js';
import { documentsPaths } from '../../paths.js';
import { RequestsService } from '../../requests.service.js';
import { DocumentsQueries } from '../documents.queries.js';
import { documentsQuery } from '../listing/documents-list.form.js';
import { DocumentsListQueries } from '../listing/documents-list.queries.js';
import { documentsListPage, documentsListView, PAGE_SIZE } from '../listing/documents-list.view.js';
import { TextReading } from '../text/text-reading.js';
import { documentPage, documentView, textPage, textView } from './document.view.js';
import { isId } from '../../../platform/database/new-id.js';

/** Documents for those who work with them: the list, one with its copy and its text. */
@Controller('documents')
@Allow('policies.extract')
export class DocumentsController {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsService,
    private readonly requests: RequestsService,
    private readonly lists: DocumentsListQueries,
    private readonly queries: DocumentsQueries,
    private readonly reading: TextReading,
    private readonly storage: Storage,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = documentsQuery.parse(asked);
    const [found, organisation] = await Promise.all([
      this.lists.list(query, PAGE_SIZE),
      query.organisation === '' ? undefined : this.organisations.byAddress(query.organisation),
    ]);
    if (found.total === 0 && query.page > 1) {
      res.redirect(303, documentsPaths.list({ ...query, page: '' }));
      return;
    }
    this.pages.send(req, res, documentsListPage, documentsListView(query, found, organisation));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const document = await this.known(id);
    if (document.id !== id) {
      res.redirect(303, documentsPaths.document(document.id));
      return;
    }
    const [organisation, documents, requests, isCited] = await Promise.all([
      this.organisations.byId(document.organisationId),
      this.queries.ofOrganisation(document.organisationId),
      this.requests.ofOrganisation(document.organisationId),
      this.queries.isCited(document.lineage),
    ]);
    if (!organisation) throw noDocument();
    this.pages.send(req, res, documentPage, documentView({ document, organisation, documents, requests, isCited }));
  }

  /** The bytes, to be kept and not to be run: what is in them came from anywhere. */
  @Get(':id/file')
  async file(@Param('id') id: string, @Res() res: Response): Promise<void> {
    const { file } = await this.known(id);
    if (!file) throw new NotFoundException('We hold no copy of this document.');
    const bytes = await this.storage.open(file.sha256);
    const isText = file.mediaType.startsWith('text/') || file.mediaType.startsWith('multipart/');
    res.attachment(file.name);
    res.setHeader('Content-Type', isText ? 'application/octet-stream' : file.mediaType);
    res.setHeader('Content-Length', String(file.size));
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    res.setHeader('Cache-Control', 'private, no-store, no-transform');
    await pipeline(bytes, res);
  }

  @Get(':id/text/:page')
  async text(
    @Param('id') id: string,
    @Param('page') number: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const document = await this.known(id);
    const asked = z.coerce.number().int().min(1).max(100_000).safeParse(number);
    const page =
      asked.success && document.file?.textState === 'ready'
        ? await this.queries.page(document.file.id, asked.data)
        : undefined;
    if (!page || !document.file) throw new NotFoundException('The document has no such page of text.');
    this.pages.send(req, res, textPage, textView(document, document.file, page));
  }

  /** Lets the text be read once more: after a restart of the storage, or by a newer version of the product. */
  @Post(':id/texts')
  async readAgain(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const document = await this.known(id);
    const { file } = document;
    if (file) await this.database.transaction(() => this.reading.again(file.id));
    req.notify('The text is being read once more.');
    res.redirect(303, documentsPaths.document(document.id));
  }

  private async known(id: string): Promise<DocumentRecord> {
    if (!isId(id)) throw noDocument();
    const document = await this.queries.one(id);
    if (document) return document;
    const withdrawal = await this.queries.withdrawal(id);
    if (!withdrawal) throw noDocument();
    const day = dateInWords(londonDate(withdrawal.on));
    throw new GoneException(`This document was withdrawn on ${day}, with its copy. The reason: ${withdrawal.reason}`);
  }
}

function noDocument(): NotFoundException {
  return new NotFoundException('There is no such document.');
}
