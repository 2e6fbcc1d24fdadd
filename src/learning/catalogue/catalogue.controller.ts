import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CourseFindingService } from '../../courses/course-finding.service.js';
import { CoursesService } from '../../courses/courses.service.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { LiveSessionsQueries } from '../live-sessions/live-sessions.queries.js';
import { learningPaths } from '../paths.js';
import { LearnerQueries } from '../progress/learner.queries.js';
import { catalogueQuery } from './catalogue.form.js';
import { cataloguePage, catalogueView, PAGE_SIZE } from './catalogue-list.view.js';
import { coursePage, courseView } from './catalogue.view.js';
import { TrustPassagesCounter } from './trust-passages.js';

/** Courses to choose from, and what each one is. */
@Controller('courses')
@Public()
export class CatalogueController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly finding: CourseFindingService,
    private readonly learners: LearnerQueries,
    private readonly passages: TrustPassagesCounter,
    private readonly sessions: LiveSessionsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async catalogue(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = catalogueQuery.parse(asked);
    const filter = {
      text: query.q,
      length: query.length === '' ? null : query.length,
      topic: query.topic === '' ? null : query.topic,
      reviewed: query.reviewed === 'yes',
    };
    const [found, counts, enrolled] = await Promise.all([
      this.finding.find(filter, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
      this.finding.counts(),
      this.enrolmentsOf(req),
    ]);
    if (found.versions.length === 0 && query.page > 1) {
      res.redirect(303, learningPaths.courses({ ...query, page: '' }));
      return;
    }
    this.pages.send(req, res, cataloguePage, catalogueView(query, found, counts, enrolled));
  }

  @Get(':course')
  async course(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const version = await this.courses.newest(slug);
    const [reviews, enrolled, passages, sessions, retirement] = await Promise.all([
      this.courses.reviews(version.id),
      this.enrolmentsOf(req),
      req.person ? this.passages.of(version, req.person.id) : null,
      this.sessions.countAhead(version.courseId, this.clock.now()),
      this.retirements.standing(version.courseId),
    ]);
    const enrolmentId = enrolled.get(version.courseId)?.enrolmentId ?? null;
    const mayReview = req.person?.permissions.has('courses.review') ?? false;
    const who = { signedIn: req.person !== undefined, enrolmentId, mayReview };
    const view = courseView(version, reviews, passages, who, sessions, retirement);
    this.pages.send(req, res, coursePage, view);
  }

  /** What the visitor takes, by course id; nothing for who is not signed in. */
  private async enrolmentsOf(req: Request) {
    const enrolments = req.person ? await this.learners.all(req.person.id) : [];
    return new Map(enrolments.filter(({ stands }) => stands).map((enrolment) => [enrolment.courseId, enrolment]));
  }
}
