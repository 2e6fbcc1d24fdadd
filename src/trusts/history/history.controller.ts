import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { RequestsService } from '../../policies/requests.service.js';
import { trustsPaths } from '../paths.js';
import { revisionChanges } from './history.rules.js';
import { historyPage, historyView, PAGE_SIZE } from './history.view.js';

const historyQuery = z.object({
  below: z.coerce.number().int().min(2).nullable().catch(null).default(null),
  'on-day': z.string().trim().max(4).optional().catch(undefined),
  'on-month': z.string().trim().max(4).optional().catch(undefined),
  'on-year': z.string().trim().max(6).optional().catch(undefined),
});

/** What was known of an organisation when: its revisions, and what it was asked. */
@Controller('trusts/:code/history')
@Public()
export class HistoryController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly requests: RequestsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @Param('code') code: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const organisation = await this.organisations.byAddress(code);
    if (!organisation) throw new NotFoundException('There is no Trust or health board at this address.');
    const asked = historyQuery.parse(query);
    const typed = Object.fromEntries(Object.entries(asked).filter(([name]) => name.startsWith('on-'))) as Record<
      string,
      string
    >;
    const day = dayOf(typed);
    const today = this.clock.today();
    if (day !== null && isCivilDate(day) && day <= today) {
      res.redirect(303, trustsPaths.trustOn(organisation.code, day));
      return;
    }
    const errors =
      day === null
        ? []
        : [
            {
              field: 'on',
              message: isCivilDate(day) ? 'Give a day that has come already' : 'Give a real day, such as 1 6 2026',
            },
          ];
    const [revisions, requests] = await Promise.all([
      this.profiles.history(organisation.id, asked.below, PAGE_SIZE + 1),
      this.requests.ofOrganisation(organisation.id),
    ]);
    const view = historyView({ organisation, changes: revisionChanges(revisions), revisions, requests, errors, typed });
    this.pages.send(req, res, historyPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** The day that was asked for, however odd; null when none was. */
function dayOf(typed: Record<string, string>): string | null {
  const [year = '', month = '', day = ''] = ['on-year', 'on-month', 'on-day'].map((name) => typed[name]);
  if (year + month + day === '') return null;
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
