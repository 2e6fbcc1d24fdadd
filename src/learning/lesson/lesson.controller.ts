import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { isClosed } from '../../courses/retirement.rules.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { type Learner, Learners } from '../progress/learners.js';
import { goOn, isFromOutbox, Outboxes, refuse } from '../progress/outbox.js';
import { unreadAfter } from '../progress/progress.rules.js';
import { wherePage, whereView } from '../progress/where.view.js';
import { LessonCompletionsService } from './lesson-completions.service.js';
import { LessonWordsMaker } from './lesson-words.js';
import { lessonPage, lessonView } from './lesson.view.js';

const OUT_OF_DATE =
  'This lesson has changed since you opened it, so it was not recorded as read. Here it is as it stands now: read it, then press the button again';

/** A lesson, fitted to whoever reads it, and that it was read. */
@Controller('learning/:enrolment/lessons/:lesson')
@Allow('learning.take')
export class LessonController {
  constructor(
    private readonly pages: Pages,
    private readonly learners: Learners,
    private readonly courses: CoursesService,
    private readonly completions: LessonCompletionsService,
    private readonly words: LessonWordsMaker,
    private readonly outboxes: Outboxes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Param('enrolment') enrolment: string,
    @Param('lesson') slug: string,
    @Query('cases') cases: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const learner = await this.learners.find(signedIn(req).id, enrolment, slug);
    if (learner.row.completedAt === null && isClosed(learner.row.retired, this.clock.today())) {
      // The page of the course says why.
      res.redirect(303, learningPaths.enrolment(learner.row.enrolmentId));
      return;
    }
    await this.sendLesson(req, res, learner, slug, { withoutCases: cases === 'without', errors: [] });
  }

  @Post('completions')
  async complete(
    @Param('enrolment') enrolment: string,
    @Param('lesson') slug: string,
    @Body() body: { shown?: unknown; keptFor?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { id } = signedIn(req);
    const learner = await this.learners.find(id, enrolment, slug);
    const { row, version } = learner;
    const lesson = lessonOf(learner, slug);
    const completed = { enrolmentId: row.enrolmentId, lessonId: lesson.id };
    const outcome = await this.completions.complete(id, completed, body?.shown, body?.keptFor);
    if (outcome === 'refused') {
      const errors = [{ field: '', message: OUT_OF_DATE }];
      if (isFromOutbox(req)) refuse(res, errors);
      else await this.sendLesson(req, res, learner, slug, { withoutCases: false, errors });
      return;
    }
    if (outcome === 'course completed') {
      goOn(req, res, learningPaths.certificate(enrolment));
      return;
    }
    const next = unreadAfter(version.lessons, lesson.id, Object.keys(row.readLessons));
    if (!next) req.notify('You have read every lesson.');
    goOn(req, res, next ? learningPaths.lesson(enrolment, next.slug) : learningPaths.enrolment(enrolment));
  }

  private async sendLesson(
    req: Request,
    res: Response,
    learner: Learner,
    slug: string,
    given: { withoutCases: boolean; errors: FieldError[] },
  ): Promise<void> {
    const { row, version, context } = learner;
    const lesson = lessonOf(learner, slug);
    if (!context) {
      this.pages.send(req, res, wherePage, whereView(row.enrolmentId));
      return;
    }
    const content = await this.courses.lesson(lesson.id);
    const words = this.words.of(content, context);
    const shown = this.completions.seal({
      enrolmentId: row.enrolmentId,
      lessonId: content.id,
      shownOn: context.on,
      profession: context.profession,
      workplaceId: row.workplaceId,
      profileRevisionId: row.profileRevisionId,
      shown: words.rendered.shown,
    });
    const view = lessonView({ row, version, context }, content, words, {
      shown,
      outbox: this.outboxes.of(row.enrolmentId),
      ...given,
    });
    this.pages.send(req, res, lessonPage, view, { status: given.errors.length > 0 ? 422 : 200 });
  }
}

function lessonOf({ version }: Learner, slug: string): { id: string } {
  const lesson = version.lessons.find((each) => each.slug === slug);
  if (!lesson) throw new NotFoundException('This course has no lesson at this address.');
  return lesson;
}
