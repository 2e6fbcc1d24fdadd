import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { remarksPaths } from '../paths.js';
import { answerForm, remarksQuery } from './remark.form.js';
import { RemarkedBlocks } from './remarked-block.js';
import { RemarksQueries } from './remarks.queries.js';
import { RemarksService } from './remarks.service.js';
import { PAGE_SIZE } from './remarks.view.js';
import { remarkPage, remarkView, triagePage, triageView } from './triage.view.js';

/** What learners told us of blocks, and what they are answered. */
@Controller('remarks')
@Allow('courses.author')
export class TriageController {
  constructor(
    private readonly queries: RemarksQueries,
    private readonly remarks: RemarksService,
    private readonly blocks: RemarkedBlocks,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = remarksQuery.parse(asked);
    const { state, course, code, after } = query;
    const filter = {
      state: state === 'all' ? null : state,
      course: course === '' ? null : course,
      code: code === '' ? null : code,
    };
    const [found, counts, courses] = await Promise.all([
      this.queries.list(filter, after, PAGE_SIZE + 1),
      this.queries.counts(),
      this.queries.courses(),
    ]);
    this.pages.send(req, res, triagePage, triageView(found, counts, courses, query));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendRemark(req, res, id, {}, []);
  }

  @Post(':id/answers')
  async answer(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(answerForm, body);
    if (!parsed.ok) {
      await this.sendRemark(req, res, id, parsed.typed, parsed.errors);
      return;
    }
    const { outcome, version, answer, seen } = parsed.values;
    const reasons = await this.remarks.answer(id, { state: outcome, version, answer }, signedIn(req).id, seen);
    if (reasons.length > 0) {
      const errors = reasons.map((message) => ({ field: 'outcome', message }));
      await this.sendRemark(req, res, id, typedFields(body), errors);
      return;
    }
    req.notify('It is answered.');
    res.redirect(303, remarksPaths.one(id));
  }

  private async sendRemark(
    req: Request,
    res: Response,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const remark = await this.remarks.known(id);
    const [seen, answers, versions] = await Promise.all([
      this.blocks.asSent(remark),
      this.queries.answers([remark.id]),
      this.queries.laterVersions(remark.course.id, remark.course.version),
    ]);
    const view = remarkView(remark, seen, answers.get(remark.id) ?? [], versions, typed, errors);
    this.pages.send(req, res, remarkPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
