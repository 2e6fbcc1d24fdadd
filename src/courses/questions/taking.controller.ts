import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftFiles } from '../authoring/draft-files.js';
import { fileName } from '../authoring/file-titles.js';
import { bankQuery } from './bank.form.js';
import { BankQueries } from './bank.queries.js';
import { PAGE_SIZE, takingPage, takingView } from './bank.view.js';

/** Choosing a question of the bank for the knowledge check of a draft. */
@Controller('studio/files/:file/bank-questions')
@Allow('courses.author')
export class TakingController {
  constructor(
    private readonly files: DraftFiles,
    private readonly queries: BankQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async choose(
    @Param('file') id: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const file = await this.files.known(id);
    const query = bankQuery.parse(asked);
    const [found, tags] = await Promise.all([
      this.queries.list({ text: query.q, tag: query.tag }, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
      this.queries.tags(),
    ]);
    const view = takingView({ id: file.id, title: fileName(file.name) }, found, tags, query);
    this.pages.send(req, res, takingPage, view);
  }
}
