import { Controller, Get, NotFoundException, Param, ParseIntPipe, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion, LessonSummary } from '../../courses/courses.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { Pages } from '../../platform/views/pages.js';
import { QuestionsQueries } from '../questions/questions.queries.js';
import { questionStatistics } from '../questions/question-statistics.rules.js';
import { LEFT_AFTER_DAYS, LessonsQueries, type Whom } from './lessons.queries.js';
import {
  coursesPage,
  coursesView,
  lessonPage,
  lessonsPage,
  lessonsTold,
  lessonsView,
  type LessonTold,
  lessonView,
  trustsTold,
} from './lessons.view.js';
import { statisticsQuery } from './statistics.form.js';
import { WhomInWords } from './whom.js';

/** How the lessons of a version do: all of them, and each by variant and Trust. */
@Controller('statistics')
@Allow('courses.author')
export class LessonsController {
  constructor(
    private readonly queries: LessonsQueries,
    private readonly questions: QuestionsQueries,
    private readonly courses: CoursesService,
    private readonly whom: WhomInWords,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    const versions = (await this.queries.versions()).map(({ publishedAt, ...rest }) => ({
      ...rest,
      publishedOn: dateInWords(londonDate(publishedAt)),
    }));
    this.pages.send(req, res, coursesPage, coursesView(versions));
  }

  @Get(':course/:version/lessons')
  async lessons(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const query = statisticsQuery.parse(asked);
    const version = await this.courses.numbered(course, number);
    const [told, who] = await Promise.all([this.told(version, query), this.whom.of(query.code)]);
    this.pages.send(req, res, lessonsPage, lessonsView(version, told, query, who));
  }

  @Get(':course/:version/lessons.csv')
  async lessonsCsv(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Query() asked: object,
    @Res() res: Response,
  ): Promise<void> {
    const version = await this.courses.numbered(course, number);
    const rows = await this.told(version, statisticsQuery.parse(asked));
    await sendCsv(res, `lessons-${course}-${String(number)}`, rows, (row) => ({
      lesson: row.name,
      ...cellsOf(row),
      questions_failed: row.failed?.text ?? '',
    }));
  }

  @Get(':course/:version/lessons/:lesson')
  async lesson(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Param('lesson') slug: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const query = statisticsQuery.parse(asked);
    const version = await this.courses.numbered(course, number);
    const lesson = lessonOf(version, slug);
    const [variants, trusts, who] = await Promise.all([
      this.queries.variants(lesson.id, query),
      this.queries.trusts(version.id, lesson.id, query, this.idleSince()),
      this.whom.of(query.code),
    ]);
    const view = lessonView(version, lesson, variants, trustsTold(trusts), query, who);
    this.pages.send(req, res, lessonPage, view);
  }

  @Get(':course/:version/lessons/:lesson/trusts.csv')
  async trustsCsv(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Param('lesson') slug: string,
    @Query() asked: object,
    @Res() res: Response,
  ): Promise<void> {
    const version = await this.courses.numbered(course, number);
    const { id } = lessonOf(version, slug);
    const trusts = await this.queries.trusts(version.id, id, statisticsQuery.parse(asked), this.idleSince());
    await sendCsv(res, `${slug}-by-trust`, trustsTold(trusts), (row) => ({ trust: row.name, ...cellsOf(row) }));
  }

  private async told(version: CourseVersion, whom: Whom) {
    const [lessons, tallies] = await Promise.all([
      this.queries.lessons(version.id, whom, this.idleSince()),
      this.questions.tallies(version.id, whom),
    ]);
    return lessonsTold(lessons, questionStatistics(tallies));
  }

  private idleSince(): Date {
    return new Date(this.clock.now().getTime() - LEFT_AFTER_DAYS * 86_400_000);
  }
}

function lessonOf({ lessons }: CourseVersion, slug: string): LessonSummary {
  const lesson = lessons.find((one) => one.slug === slug);
  if (!lesson) throw new NotFoundException('This version has no lesson at this address.');
  return lesson;
}

const cellsOf = ({ started, finished, left, minutes, remarks }: LessonTold) => ({
  started: started.text,
  finished: finished.text,
  left_here: left.text,
  median_minutes: minutes.text,
  remarks: remarks.text,
});
