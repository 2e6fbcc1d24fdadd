import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { bankHolidays } from './bank-holidays.js';
import { type ChasedRequest, CHASED_ON_A_PAGE, chasePage, chaseView } from './chase.view.js';
import { actOf, type IsBankHoliday, workingDaysBetween } from './deadline.rules.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { actName, reminderTo } from './letter.rules.js';
import { registerQuery } from './register.form.js';
import { type ListedRequest, RegisterQueries } from './register.queries.js';
import { RequestsQueries } from './requests.queries.js';

/** Who is late, the latest first, each with a reminder that is ready to be sent. */
@Controller('requests/:slug')
@Allow('requests.administer')
export class ChaseController {
  constructor(
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('chase')
  async list(@Param('slug') slug: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const campaign = await this.queries.known(slug);
    const { page } = registerQuery.parse(asked);
    const isBankHoliday = await bankHolidays();
    const { total, requests } = await this.register.list(campaign.id, { show: 'overdue' }, this.clock.today(), {
      limit: CHASED_ON_A_PAGE,
      offset: (page - 1) * CHASED_ON_A_PAGE,
      sort: 'due',
    });
    const chased = requests.map((request) => this.chased(request, isBankHoliday));
    this.pages.send(req, res, chasePage, chaseView(campaign, chased, total, page));
  }

  @Get('chase.csv')
  async csv(@Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const campaign = await this.queries.known(slug);
    const isBankHoliday = await bankHolidays();
    const requests = this.register.all(campaign.id, { show: 'overdue' }, this.clock.today(), 'due');
    await sendCsv(res, `${slug}-chase`, requests, (request) => {
      const { workingDaysLate, reminder } = this.chased(request, isBankHoliday);
      return {
        body: request.body.name,
        code: request.body.code,
        act: actName(actOf(request.body.nation)),
        sent_on: request.sentOn,
        due_on: request.dueOn,
        working_days_late: workingDaysLate,
        last_reminder_on: request.remindedOn,
        address: request.url,
        reminder,
      };
    });
  }

  private chased(request: ListedRequest, isBankHoliday: IsBankHoliday): ChasedRequest {
    const today = this.clock.today();
    const act = actOf(request.body.nation);
    const { sentOn, dueOn } = request;
    // Those that are overdue have both days.
    const workingDaysLate = workingDaysBetween(act, dueOn ?? today, today, isBankHoliday);
    const late = {
      sentOn: sentOn ?? today,
      dueOn: dueOn ?? today,
      workingDaysLate,
      inReview: request.state === 'internal_review',
    };
    return { ...request, workingDaysLate, reminder: reminderTo({ body: request.body.name, act }, late, today) };
  }
}
