import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { LearnerQueries } from '../progress/learner.queries.js';
import { cataloguePage, courseCard, coursePage, courseView } from './catalogue.view.js';

/** Courses to choose from, and what each one is. */
@Controller('courses')
@Public()
export class CatalogueController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly learners: LearnerQueries,
  ) {}

  @Get()
  async catalogue(@Req() req: Request, @Res() res: Response): Promise<void> {
    const [versions, enrolled] = await Promise.all([this.courses.catalogue(), this.enrolmentsOf(req)]);
    const courses = versions.map((version) => courseCard(version, enrolled.get(version.courseId)));
    this.pages.send(req, res, cataloguePage, { title: 'Courses', courses });
  }

  @Get(':course')
  async course(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const version = await this.courses.newest(slug);
    const [reviews, enrolled] = await Promise.all([this.courses.reviews(version.id), this.enrolmentsOf(req)]);
    const enrolmentId = enrolled.get(version.courseId)?.enrolmentId ?? null;
    const mayReview = req.person?.permissions.has('courses.review') ?? false;
    const view = courseView(version, reviews, { signedIn: req.person !== undefined, enrolmentId, mayReview });
    this.pages.send(req, res, coursePage, view);
  }

  /** What the visitor takes, by course id; nothing for who is not signed in. */
  private async enrolmentsOf(req: Request) {
    const enrolments = req.person ? await this.learners.all(req.person.id) : [];
    return new Map(enrolments.map((enrolment) => [enrolment.courseId, enrolment]));
  }
}
