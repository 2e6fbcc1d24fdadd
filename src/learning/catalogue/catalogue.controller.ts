import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { accountsPaths } from '../../accounts/paths.js';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseReview, CourseVersion } from '../../courses/courses.types.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { LearnerQueries } from '../progress/learner.queries.js';
import { cataloguePage, catalogueView, coursePage, durationInWords } from './catalogue.view.js';

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
    const [courses, enrolments] = await Promise.all([
      this.courses.catalogue(),
      req.person ? this.learners.enrolmentsOf(req.person.id) : [],
    ]);
    const enrolled = new Map(enrolments.map((each) => [each.courseSlug, { completed: each.completedAt !== null }]));
    this.pages.send(req, res, cataloguePage, catalogueView(courses, enrolled));
  }

  @Get(':course')
  async course(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const version = await this.courses.newest(slug);
    if (!version) throw new NotFoundException('There is no course at this address.');
    const [reviews, learner] = await Promise.all([
      this.courses.reviews(version.id),
      req.person ? this.learners.onCourse(req.person.id, slug) : undefined,
    ]);
    const signedOut = req.person === undefined;
    this.pages.send(req, res, coursePage, {
      title: version.title,
      summary: version.summary,
      introductionHtml: version.introductionHtml,
      facts: factsOf(version),
      outcomes: version.outcomes.map((outcome) => outcome.text),
      lessons: version.lessons.map(({ title, minutes, summary }) => ({ title, minutes, summary })),
      awaitingReview: reviews.clinical === null || reviews.legal === null,
      reviews: [reviewInWords('Clinical', reviews.clinical), reviewInWords('Legal', reviews.legal)],
      enrolAction: signedOut || learner ? null : learningPaths.enrolments(slug),
      goOnHref: learner ? learningPaths.myCourse(slug) : null,
      signInHref: signedOut ? accountsPaths.signIn(learningPaths.course(slug)) : null,
      registerHref: signedOut ? accountsPaths.register() : null,
      cataloguePath: learningPaths.courses(),
    });
  }
}

function factsOf(version: CourseVersion): { key: string; text: string }[] {
  return [
    { key: 'Length', text: `${durationInWords(version.minutes)}, in lessons of ten minutes or less` },
    { key: 'For', text: version.audience },
    { key: 'Knowledge check', text: `Pass mark ${String(version.passMark)} %${attemptsInWords(version.attempts)}` },
    { key: 'Certificate', text: `${durationInWords(version.minutes)} of CPD, not participatory` },
    { key: 'Version', text: `${String(version.number)}, published ${dateInWords(version.publishedOn)}` },
  ];
}

function attemptsInWords(attempts: number | null): string {
  return attempts === null ? ', as many attempts as you need' : `, ${String(attempts)} attempts`;
}

function reviewInWords(kind: string, review: CourseReview | null): string {
  if (!review) return `${kind} review: awaited`;
  return `${kind} review: ${review.reviewerName}, ${review.reviewerRole}, ${dateInWords(review.reviewedOn)}`;
}
