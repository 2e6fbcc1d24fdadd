import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Allow } from '../../../platform/http/allow.js';
import { Pages } from '../../../platform/views/pages.js';
import type { DocumentRecord } from '../../documents.types.js';
import { DocumentsQueries } from '../documents.queries.js';
import { changesPage, changesView } from './changes.view.js';
import { compare, type Passage } from './comparison.js';
import { paragraphsOf } from './paragraphs-of.rules.js';
import { isId } from '../../../platform/database/new-id.js';

const changesQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) });

/** What changed from one version of a document to the next. */
@Controller('documents/:id/changes')
@Allow('policies.extract')
export class DocumentChangesController {
  /** The text of a file does not change once it is read, so neither does what tells two of them apart. */
  private readonly compared = new LRUCache<string, { passages: Passage[] | undefined }>({ max: 20 });

  constructor(
    private readonly queries: DocumentsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { page } = changesQuery.parse(asked);
    const after = isId(id) ? await this.queries.one(id) : undefined;
    const before = after?.replacesLineage == null ? undefined : await this.queries.byLineage(after.replacesLineage);
    if (!after || !before) throw new NotFoundException('The document is not recorded as a later version of another.');
    if (after.file?.textState !== 'ready' || before.file?.textState !== 'ready')
      throw new NotFoundException('The text of one of the two versions is not there to be compared.');
    const passages = await this.between(before, after);
    this.pages.send(req, res, changesPage, changesView(before, after, passages, page));
  }

  private async between(before: DocumentRecord, after: DocumentRecord): Promise<Passage[] | undefined> {
    const files = [before.file?.id ?? '', after.file?.id ?? ''] as const;
    const known = this.compared.get(files.join());
    if (known) return known.passages;
    const [was, is] = await Promise.all(files.map((file) => this.queries.pages(file)));
    const passages = await compare(paragraphsOf(was ?? []), paragraphsOf(is ?? []));
    this.compared.set(files.join(), { passages });
    return passages;
  }
}
