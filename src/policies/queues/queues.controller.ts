import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { policiesPaths } from '../paths.js';
import { FurtherQueues } from '../further-queues.service.js';
import { QuestionsService } from '../questions.service.js';
import { differencesPage, differencesView } from './differences.view.js';
import { queueQuery } from './queues.form.js';
import { QueuesQueries } from './queues.queries.js';
import { factRow, ownRow, PAGE_SIZE, queuePage, queueView } from './queues.view.js';

/** What waits for somebody: one's own work, facts to verify, readings that differ, what has grown old. */
@Controller('facts')
@Allow('policies.verify')
export class QueuesController {
  constructor(
    private readonly queries: QueuesQueries,
    private readonly questions: QuestionsService,
    private readonly further: FurtherQueues,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const asked = queueQuery.parse(query);
    const { queue, page } = asked;
    const ask = { ...asked, personId: signedIn(req).id, today: this.clock.today() };
    const [counts, questions, further] = await Promise.all([
      this.queries.counts(ask),
      this.questions.all(),
      this.further.counted(),
    ]);
    const lastPage = Math.max(1, Math.ceil(counts[queue] / PAGE_SIZE));
    if (page > lastPage) {
      res.redirect(303, policiesPaths.toVerify({ ...asked, page: lastPage }));
      return;
    }
    const offset = (page - 1) * PAGE_SIZE;
    const rows =
      queue === 'mine'
        ? (await this.queries.mine(ask, PAGE_SIZE, offset)).map(ownRow)
        : (await this.queries.facts(queue, ask, PAGE_SIZE, offset)).map((fact) => factRow(fact, ask));
    this.pages.send(req, res, queuePage, queueView(asked, counts, rows, { questions, further }));
  }

  @Get('differences')
  async differences(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, differencesPage, differencesView(await this.queries.differences()));
  }
}
