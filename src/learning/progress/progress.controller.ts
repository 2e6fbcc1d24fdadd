import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { WorkplacesService } from '../../accounts/workplaces.service.js';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { courseCard } from '../catalogue/catalogue.view.js';
import { ContactQueries } from '../cohorts/contact.queries.js';
import { VersionChangesService } from '../enrolling/version-changes.service.js';
import { EvaluationsService } from '../evaluations/evaluations.service.js';
import { AttemptsQueries } from '../knowledge-check/attempts.queries.js';
import { SurveysService } from '../surveys/surveys.service.js';
import { fittedToWorkplace } from './fitted.js';
import { LearnerQueries } from './learner.queries.js';
import { Learners } from './learners.js';
import { Outboxes } from './outbox.js';
import { enrolmentPage, enrolmentView } from './enrolment.view.js';
import { minePage, mineView } from './mine.view.js';

/** Where a learner stands, and what comes next. */
@Controller('learning')
@Allow('learning.take')
export class ProgressController {
  constructor(
    private readonly pages: Pages,
    private readonly queries: LearnerQueries,
    private readonly learners: Learners,
    private readonly attempts: AttemptsQueries,
    private readonly versionChanges: VersionChangesService,
    private readonly courses: CoursesService,
    private readonly workplaces: WorkplacesService,
    private readonly contacts: ContactQueries,
    private readonly evaluations: EvaluationsService,
    private readonly surveys: SurveysService,
    private readonly clock: Clock,
    private readonly outboxes: Outboxes,
  ) {}

  @Get()
  async mine(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const [enrolments, catalogue, workplace, isContact] = await Promise.all([
      this.queries.all(id),
      this.courses.openCatalogue(),
      this.workplaces.current(id),
      this.contacts.isContact(id),
    ]);
    const taken = await Promise.all(
      enrolments.map(async (enrolment) => ({
        enrolment,
        version: await this.courses.version(enrolment.courseVersionId),
      })),
    );
    const others = catalogue
      .filter((version) => !enrolments.some((enrolment) => enrolment.stands && enrolment.courseId === version.courseId))
      .map((version) => courseCard(version));
    const outbox = this.outboxes.of(...enrolments.map(({ enrolmentId }) => enrolmentId));
    const view = mineView(taken, others, fittedToWorkplace(workplace), this.clock.today(), isContact, outbox);
    this.pages.send(req, res, minePage, view);
  }

  @Get(':enrolment')
  async enrolment(@Param('enrolment') enrolment: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const learner = await this.learners.find(id, enrolment);
    const [attempts, offer, seenIn, evaluated, survey] = await Promise.all([
      this.attempts.all(id, enrolment),
      this.versionChanges.offer(learner.version),
      this.contacts.whoSees(id),
      this.evaluations.hasGiven(id, enrolment),
      this.surveys.openFor(learner),
    ]);
    const now = { today: this.clock.today(), instant: this.clock.now() };
    const outbox = this.outboxes.of(learner.row.enrolmentId);
    const view = enrolmentView(learner, attempts, offer, seenIn, { evaluated, survey }, now, outbox);
    this.pages.send(req, res, enrolmentPage, view);
  }
}
