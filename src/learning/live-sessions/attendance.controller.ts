import { Body, Controller, ForbiddenException, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { membersForm } from '../cohorts/cohorts.form.js';
import { liveSessionsPaths } from '../paths.js';
import { readAttendance } from './attendance.form.js';
import { AttendanceService } from './attendance.service.js';
import { ATTENDANCE_PAGE, attendancePage, attendanceView } from './attendance.view.js';
import { leads } from './leading.rules.js';
import { sessionHours } from './live-session.rules.js';
import { attendanceQuery, interactionForm } from './live-sessions.form.js';
import { type LiveSession, LiveSessionsQueries } from './live-sessions.queries.js';
import { MOST_LISTED, PlacesService } from './places.service.js';

/** Who leads a session notes who was there and whether people took part, and puts on the list who came without booking. */
@Controller('live-sessions/:id')
@Allow('sessions.lead')
export class AttendanceController {
  constructor(
    private readonly pages: Pages,
    private readonly queries: LiveSessionsQueries,
    private readonly places: PlacesService,
    private readonly attendance: AttendanceService,
    private readonly clock: Clock,
  ) {}

  @Get('attendance')
  async show(
    @Param('id') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.send(req, res, id, query, {}, []);
  }

  @Post('attendance')
  async note(
    @Param('id') id: string,
    @Query() query: object,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const session = await this.own(id, req);
    const { after } = attendanceQuery.parse(query);
    const people = (await this.queries.listed(id, after, ATTENDANCE_PAGE)).filter(({ certified }) => !certified);
    const read = readAttendance(typedFields(body), people, sessionHours(session));
    if (this.clock.now() < session.startsAt)
      read.errors.unshift({ field: '', message: 'The session has not begun: note who was there when it has' });
    if (read.errors.length === 0) {
      const changed = await this.attendance.note(id, read.noted);
      req.notify(
        changed === 0
          ? 'Nothing was different.'
          : `Noted for ${changed === 1 ? '1 person' : `${String(changed)} people`}.`,
      );
      res.redirect(303, liveSessionsPaths.attendance(id, after === null ? {} : { after }));
      return;
    }
    await this.send(req, res, id, query, typedFields(body), read.errors);
  }

  @Post('interactions')
  async interaction(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.own(id, req);
    const parsed = parseForm(interactionForm, body);
    if (parsed.ok) {
      const changed = await this.attendance.interaction(id, parsed.values.interactive);
      req.notify(changed ? 'Noted.' : 'Certificates of this session say it already. That stands.');
      res.redirect(303, liveSessionsPaths.attendance(id));
      return;
    }
    await this.send(req, res, id, {}, typedFields(body), parsed.errors);
  }

  @Post('people')
  async add(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const session = await this.own(id, req);
    const parsed = parseForm(membersForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (session.cancelledAt !== null) errors.push({ field: 'emails', message: 'The session was cancelled' });
    if (parsed.ok && errors.length === 0) {
      const accounts = await this.queries.accounts(parsed.values.emails);
      const known = new Set(accounts.map(({ email }) => email));
      const unknown = parsed.values.emails.filter((email) => !known.has(email));
      const added =
        unknown.length > 0
          ? 0
          : await this.places.add(
              id,
              accounts.map((account) => account.id),
            );
      if (unknown.length > 0)
        errors.push({
          field: 'emails',
          message: `Nobody was added. No active account has: ${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ` and ${String(unknown.length - 10)} more` : ''}. They register first, or leave them out`,
        });
      else if (added === null)
        errors.push({ field: 'emails', message: `A list holds at most ${String(MOST_LISTED)} people` });
      else {
        req.notify(`${String(added)} of ${String(accounts.length)} are new on the list.`);
        res.redirect(303, liveSessionsPaths.attendance(id));
        return;
      }
    }
    await this.send(req, res, id, {}, typedFields(body), errors);
  }

  private async own(id: string, req: Request): Promise<LiveSession> {
    const session = await this.queries.one(id);
    if (!leads(session, signedIn(req))) throw new ForbiddenException('Only who leads the session notes who was there.');
    return session;
  }

  private async send(
    req: Request,
    res: Response,
    id: string,
    query: object,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const session = await this.own(id, req);
    const { after } = attendanceQuery.parse(query);
    const [people, counts] = await Promise.all([
      this.queries.listed(id, after, ATTENDANCE_PAGE + 1),
      this.queries.counts(id),
    ]);
    const view = attendanceView(session, people, counts, { after, now: this.clock.now() }, { typed, errors });
    this.pages.send(req, res, attendancePage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
