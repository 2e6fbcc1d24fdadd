import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { liveSessionsPaths } from '../paths.js';
import { listQuery, readCursor } from './live-sessions.form.js';
import { LiveSessionsQueries } from './live-sessions.queries.js';
import { PAGE_SIZE, sessionPage, sessionsPage, sessionsView, sessionView } from './live-sessions.view.js';
import { PlacesService } from './places.service.js';

/** Sessions that one can come to, and one's place at them. */
@Controller('live-sessions')
@Allow('learning.take')
export class LiveSessionsController {
  constructor(
    private readonly pages: Pages,
    private readonly queries: LiveSessionsQueries,
    private readonly courses: CoursesService,
    private readonly places: PlacesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const { course, after } = listQuery.parse(query);
    const now = this.clock.now();
    const [ahead, mine, catalogue] = await Promise.all([
      this.queries.ahead(course, now, readCursor(after), PAGE_SIZE + 1),
      this.queries.ofPerson(person.id),
      this.courses.catalogue(),
    ]);
    const titles = new Map(catalogue.map(({ slug, title }) => [slug, title]));
    const asked = { course: titles.has(course) ? course : '', isFirst: after === '' };
    this.pages.send(req, res, sessionsPage, sessionsView({ ahead, mine }, titles, asked, { person, now }));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const session = await this.queries.one(id);
    const [version, place, counts] = await Promise.all([
      this.courses.newest(session.courseSlug),
      this.queries.ownPlace(session.id, person.id),
      this.queries.counts(session.id),
    ]);
    const view = sessionView(session, version.title, place, counts, { person, now: this.clock.now() });
    this.pages.send(req, res, sessionPage, view);
  }

  @Post(':id/places')
  async book(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const session = await this.queries.one(id);
    const problem = await this.places.book(session.id, signedIn(req));
    req.notify(problem ?? 'You have a place. How to join stands below, and in the mail that is on its way.');
    res.redirect(303, liveSessionsPaths.one(session.id));
  }

  @Post(':id/places-given-up')
  async giveUp(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const session = await this.queries.one(id);
    const problem = await this.places.giveUp(session.id, signedIn(req).id);
    req.notify(problem ?? 'Your place is free for somebody else. Thank you for saying so.');
    res.redirect(303, liveSessionsPaths.one(session.id));
  }
}
