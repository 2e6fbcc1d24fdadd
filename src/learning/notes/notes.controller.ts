import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { parseForm } from '../../platform/http/form.js';
import { type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths, notesPaths } from '../paths.js';
import { RemarkedBlocks } from '../remarks/remarked-block.js';
import { noteForm, notesQuery } from './note.form.js';
import { NotesService } from './notes.service.js';
import { myNotesPage, myNotesView, notePage, noteView, PAGE_SIZE } from './notes.view.js';
import { passageOf } from './passage.rules.js';

const fromOne: RateLimit = { name: 'notes', points: 300, seconds: 60 * 60 };

/** Bookmarks and notes to oneself: for those who read a lesson, and for nobody else. */
@Controller()
@Allow('learning.take')
export class NotesController {
  constructor(
    private readonly blocks: RemarkedBlocks,
    private readonly notes: NotesService,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get('lessons/:lesson/blocks/:block/notes/new')
  async edit(@Param('lesson') lesson: string, @Param('block') key: string, @Req() req: Request, @Res() res: Response) {
    const { id } = signedIn(req);
    const { learner, ...seen } = await this.blocks.current(id, lesson, key);
    const kept = await this.notes.at(id, lesson, key);
    this.pages.send(req, res, notePage, noteView(seen, learner, kept, null, []));
  }

  @Post('lessons/:lesson/blocks/:block/notes')
  async keep(
    @Param('lesson') lessonId: string,
    @Param('block') blockKey: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { id } = signedIn(req);
    const { learner, ...seen } = await this.blocks.current(id, lessonId, blockKey);
    const parsed = parseForm(noteForm(this.clock.today()), body);
    if (!parsed.ok) {
      const kept = await this.notes.at(id, lessonId, blockKey);
      const view = noteView(seen, learner, kept, parsed.typed, parsed.errors);
      this.pages.send(req, res, notePage, view, { status: 422 });
      return;
    }
    await this.limits.consume(fromOne, id);
    const { words } = parsed.values;
    await this.notes.keep(id, { lessonId, blockKey, passage: passageOf(seen.block) }, words);
    req.notify(words === '' ? 'Bookmarked.' : 'Your note is kept.');
    res.redirect(303, learningPaths.lesson(learner.row.enrolmentId, seen.lesson.slug));
  }

  @Get('learning/notes')
  async mine(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = notesQuery.parse(asked);
    const found = await this.notes.ofPerson(signedIn(req).id, query.text, query.before, PAGE_SIZE + 1);
    this.pages.send(req, res, myNotesPage, myNotesView(found, query));
  }

  @Post('learning/notes/:id/removals')
  async remove(@Param('id') noteId: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    if (!(await this.notes.remove(signedIn(req).id, noteId)))
      throw new NotFoundException('You keep no such bookmark or note: it may be removed already.');
    req.notify('Removed.');
    res.redirect(303, notesPaths.mine());
  }
}
