import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { inBatches } from '../../platform/database/in-batches.js';
import { Allow, Public } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { Holdings } from '../../platform/holdings/holdings.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { membersQuery } from './cohorts.form.js';
import { ContactQueries, type MemberSeen } from './contact.queries.js';
import {
  cellsOf,
  contactCohortPage,
  contactCohortsPage,
  contactCohortsView,
  contactCohortView,
  matrixPage,
  matrixView,
  PAGE_SIZE,
} from './contact.view.js';

/** Members that are read at once for a file. */
const BATCH = 1000;

/** What a Trust's contact sees of its cohorts, and the page that tells everybody who sees what. */
@Controller()
export class ContactController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly queries: ContactQueries,
    private readonly clock: Clock,
    private readonly holdings: Holdings,
  ) {}

  @Get('cohorts')
  @Allow('learning.take')
  async all(@Req() req: Request, @Res() res: Response): Promise<void> {
    const cohorts = await this.queries.cohorts(signedIn(req).id);
    const courses = new Map((await this.courses.catalogue()).map(({ slug, title }) => [slug, title]));
    this.pages.send(req, res, contactCohortsPage, contactCohortsView(cohorts, courses));
  }

  @Get('cohorts/:id')
  @Allow('learning.take')
  async one(@Param('id') id: string, @Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const me = signedIn(req).id;
    const asked = membersQuery.parse(query);
    const cohort = await this.queries.cohort(me, id);
    const members = await this.queries.members(me, cohort.id, asked, PAGE_SIZE + 1);
    const course = await this.courses.newest(cohort.courseSlug);
    this.pages.send(req, res, contactCohortPage, contactCohortView(course, cohort, members, asked, this.clock.today()));
  }

  @Get('cohorts/:id/progress.csv')
  @Allow('learning.take')
  async csv(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const me = signedIn(req).id;
    const cohort = await this.queries.cohort(me, id);
    const today = this.clock.today();
    await sendCsv(res, `cohort-${cohort.id}`, this.everybody(me, cohort.id), (member) =>
      Object.fromEntries(cellsOf(member, today).map(({ heading, text }) => [heading, text])),
    );
  }

  @Get('who-sees-what')
  @Public()
  async matrix(@Req() req: Request, @Res() res: Response): Promise<void> {
    const seenIn = req.person ? await this.queries.whoSees(req.person.id) : [];
    this.pages.send(req, res, matrixPage, matrixView(seenIn, this.holdings.all()));
  }

  private async *everybody(me: string, cohortId: string) {
    const batches = inBatches<MemberSeen>(BATCH, (last, size) =>
      this.queries.members(me, cohortId, { text: '', before: last?.personId ?? null }, size),
    );
    for await (const batch of batches) yield* batch;
  }
}
