import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import type { Campaign } from '../requests.types.js';
import { actOf } from './deadline.rules.js';
import { sendCsv, sendTexts } from '../../platform/http/downloads.js';
import { actName, letterTo } from './letter.rules.js';
import { LETTERS_ON_A_PAGE, lettersPage, lettersView } from './letters.view.js';
import { registerQuery } from './register.form.js';
import { type ListedRequest, RegisterQueries } from './register.queries.js';
import { RequestsQueries } from './requests.queries.js';

/** The letter to every body, made from the one of the campaign. */
@Controller('requests/:slug')
@Allow('requests.administer')
export class LettersController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('letters')
  async show(@Param('slug') slug: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const campaign = await this.queries.known(slug);
    const { filter, page } = this.asked(asked);
    const { total, requests } = await this.register.list(campaign.id, filter, this.clock.today(), {
      limit: LETTERS_ON_A_PAGE,
      offset: (page - 1) * LETTERS_ON_A_PAGE,
      sort: 'name',
    });
    const letters = requests.map((request) => ({ request, text: this.letter(campaign, request) }));
    this.pages.send(req, res, lettersPage, lettersView(campaign, letters, total, page, filter.show === undefined));
  }

  @Get('letters.txt')
  async texts(@Param('slug') slug: string, @Query() asked: object, @Res() res: Response): Promise<void> {
    const campaign = await this.queries.known(slug);
    const requests = this.all(campaign, asked);
    const letterOf = (request: ListedRequest) => this.letter(campaign, request);
    async function* letters() {
      for await (const request of requests) yield `${letterOf(request)}\n\n${'='.repeat(72)}\n\n`;
    }
    await sendTexts(res, `${slug}-letters`, letters());
  }

  @Get('letters.csv')
  async csv(@Param('slug') slug: string, @Query() asked: object, @Res() res: Response): Promise<void> {
    const campaign = await this.queries.known(slug);
    await sendCsv(res, `${slug}-letters`, this.all(campaign, asked), (request) => ({
      body: request.body.name,
      code: request.body.code,
      act: actName(actOf(request.body.nation)),
      letter: this.letter(campaign, request),
    }));
  }

  private all(campaign: Campaign, asked: object): AsyncIterable<ListedRequest> {
    return this.register.all(campaign.id, this.asked(asked).filter, this.clock.today(), 'name');
  }

  /** To those who are not asked yet, or with `show=all` to everybody. */
  private asked(query: object) {
    const everybody = (query as { show?: unknown }).show === 'all';
    const { page } = registerQuery.parse(query);
    return { page, filter: everybody ? {} : { show: 'not_sent' as const } };
  }

  private letter(campaign: Campaign, { body }: ListedRequest): string {
    return letterTo({ body: body.name, act: actOf(body.nation) }, campaign, this.clock.today());
  }
}
