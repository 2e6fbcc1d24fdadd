import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CoursesService } from '../../courses/courses.service.js';
import { scalesTold, scaleWord, wordsAreTold } from '../../learning/evaluation.rules.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { Pages } from '../../platform/views/pages.js';
import { EvaluationsQueries, type Of } from './evaluations.queries.js';
import { evaluationsPage, evaluationsView, PAGE_SIZE } from './evaluations.view.js';

const query = z.object({
  /** Empty: all; `alone`: without sessions; else a session's id. What cannot be understood is all. */
  session: z
    .union([z.literal(''), z.literal('alone'), z.uuid()])
    .catch('')
    .default(''),
  after: z.uuid().nullable().catch(null).default(null),
});
const ofText = (text: string): Of => (text === '' ? 'all' : text === 'alone' ? 'alone' : { session: text });

/** What learners say of a course and its sessions, with small numbers hidden. */
@Controller('statistics/:course')
@Allow('courses.author')
export class EvaluationsReportController {
  constructor(
    private readonly queries: EvaluationsQueries,
    private readonly courses: CoursesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('evaluations')
  async show(
    @Param('course') slug: string,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { session, after } = query.parse(asked);
    const course = await this.courses.newest(slug);
    const of = ofText(session);
    const [counts, tallies, sessions] = await Promise.all([
      this.queries.counts(course.courseId, of),
      this.queries.tallies(course.courseId, of),
      this.queries.sessions(course.courseId, this.clock.now()),
    ]);
    const written = wordsAreTold(counts.given)
      ? await this.queries.written(course.courseId, of, after, PAGE_SIZE + 1)
      : null;
    const found = { counts, scales: scalesTold(tallies), sessions, written };
    this.pages.send(req, res, evaluationsPage, evaluationsView(course, found, { session, isFirst: after === null }));
  }

  @Get('evaluations.csv')
  async csv(@Param('course') slug: string, @Query() asked: object, @Res() res: Response): Promise<void> {
    const { session } = query.parse(asked);
    const course = await this.courses.newest(slug);
    const scales = scalesTold(await this.queries.tallies(course.courseId, ofText(session)));
    await sendCsv(res, `evaluations-${slug}`, scales, (row) => ({
      statement: scaleWord(row.scale),
      answered: row.answered.text,
      mean_of_5: row.mean.text,
      agree_mostly_or_wholly: row.agree.text,
      ...Object.fromEntries(
        row.degrees.map(({ text, count }) => [text.toLowerCase().replaceAll(' ', '_'), count.text]),
      ),
    }));
  }
}
