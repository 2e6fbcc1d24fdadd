import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { Pages } from '../../platform/views/pages.js';
import { ImpactQueries } from './impact.queries.js';
import { type ImpactFound, impactLines, impactPage, impactView } from './impact.view.js';

/** What a course has done for those who took it: for funders, with small numbers hidden. */
@Controller('statistics/:course')
@Allow('courses.author')
export class ImpactController {
  constructor(
    private readonly queries: ImpactQueries,
    private readonly courses: CoursesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('impact')
  async show(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const course = await this.courses.newest(slug);
    const found = await this.found(course.courseId);
    this.pages.send(req, res, impactPage, impactView(course, found, this.clock.today()));
  }

  @Get('impact.csv')
  async csv(@Param('course') slug: string, @Res() res: Response): Promise<void> {
    const { courseId } = await this.courses.newest(slug);
    await sendCsv(res, `impact-${slug}`, impactLines(await this.found(courseId)), (line) => ({ ...line }));
  }

  private async found(courseId: string): Promise<ImpactFound> {
    const [reached, pairs, changes, questions, quotes] = await Promise.all([
      this.queries.reached(courseId),
      this.queries.pairs(courseId),
      this.queries.changes(courseId),
      this.queries.questions(courseId),
      this.queries.quotes(courseId),
    ]);
    return { reached, pairs, changes, questions, quotes };
  }
}
