import { Controller, Get, Param, ParseIntPipe, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { Pages } from '../../platform/views/pages.js';
import { statisticsQuery } from '../lessons/statistics.form.js';
import { WhomInWords } from '../lessons/whom.js';
import { questionStatistics } from './question-statistics.rules.js';
import { QuestionsQueries } from './questions.queries.js';
import { questionsPage, questionsTold, questionsView } from './questions.view.js';

/** How the questions of a version do. */
@Controller('statistics/:course/:version')
@Allow('courses.author')
export class QuestionsController {
  constructor(
    private readonly queries: QuestionsQueries,
    private readonly courses: CoursesService,
    private readonly whom: WhomInWords,
    private readonly pages: Pages,
  ) {}

  @Get('questions')
  async questions(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Query() asked: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const query = statisticsQuery.parse(asked);
    const version = await this.courses.numbered(course, number);
    const [tallies, who] = await Promise.all([this.queries.tallies(version.id, query), this.whom.of(query.code)]);
    const told = questionsTold(questionStatistics(tallies));
    this.pages.send(req, res, questionsPage, questionsView(version, told, query, who));
  }

  @Get('questions.csv')
  async questionsCsv(
    @Param('course') course: string,
    @Param('version', ParseIntPipe) number: number,
    @Query() asked: object,
    @Res() res: Response,
  ): Promise<void> {
    const version = await this.courses.numbered(course, number);
    const tallies = await this.queries.tallies(version.id, statisticsQuery.parse(asked));
    const rows = questionsTold(questionStatistics(tallies));
    await sendCsv(res, `questions-${course}-${String(number)}`, rows, (row) => ({
      question: row.key,
      asks: row.asks,
      outcome: row.outcome,
      asked: row.asked.text,
      facility: row.facility.text,
      discrimination: row.discrimination.text,
      commonest_wrong_option: row.wrong ?? '',
      chose_it: row.wrongShare?.text ?? '',
    }));
  }
}
