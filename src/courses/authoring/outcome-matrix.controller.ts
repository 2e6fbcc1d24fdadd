import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftsQueries } from './drafts.queries.js';
import { DraftsService } from './drafts.service.js';
import { outcomeMatrixPage, outcomeMatrixView } from './outcome-matrix.view.js';

/** Which lessons serve each outcome of a draft, and which questions test it. */
@Controller('studio/drafts/:draft/outcomes')
@Allow('courses.author')
export class OutcomeMatrixController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const view = outcomeMatrixView(draft, await this.queries.files(draft.id));
    this.pages.send(req, res, outcomeMatrixPage, view);
  }
}
