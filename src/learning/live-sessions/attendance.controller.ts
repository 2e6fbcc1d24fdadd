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
import { AttendanceService, type Kept } from './attendance.service.js';
import { ATTENDANCE_PAGE, attendancePage, attendanceView } from './attendance.view.js';
import { leads } from './leading.rules.js';
import { sessionHours } from './live-session.rules.js';
import { attendanceQuery } from './live-sessions.form.js';
import { type LiveSession, LiveSessionsQueries } from './live-sessions.queries.js';
import { MOST_LISTED } from './places.service.js';

/** Who leads a session notes who was there and whether people took part, and puts on the list who came without booking. */
@Controller('live-sessions/:id')
@Allow('sessions.lead')
export class AttendanceController {
  constructor(
    private readonly pages: Pages,
    private readonly queries: LiveSessionsQueries,
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

  /** One form for all of it, so that nothing that was chosen is lost: all of it is kept, or nothing. */
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
    const typed = typedFields(body);
    const people = (await this.queries.listed(id, after, ATTENDANCE_PAGE)).filter(({ certified }) => !certified);
    const { noted, errors } = readAttendance(typed, people, sessionHours(session));
    const interactive = typed['interactive'] === undefined ? null : typed['interactive'] === 'yes';
    const said = noted.some(({ attendance }) => attendance !== null) || interactive !== null;
    if (said && this.clock.now() < session.startsAt)
      errors.unshift({ field: '', message: 'The session has not begun: note who was there when it has' });
    const newcomers = await this.newcomers(session, typed, errors);
    if (errors.length === 0) {
      const kept = await this.attendance.keep(id, { noted, interactive, newcomers });
      if (kept !== null) {
        req.notify(keptInWords(kept));
        res.redirect(303, liveSessionsPaths.attendance(id, after === null ? {} : { after }));
        return;
      }
      errors.push({ field: 'emails', message: `A list holds at most ${String(MOST_LISTED)} people` });
    }
    await this.send(req, res, id, query, typed, errors);
  }

  /** Who is to be put on the list; says in `errors` what is wrong with them. */
  private async newcomers(
    session: LiveSession,
    typed: Readonly<Record<string, string>>,
    errors: FieldError[],
  ): Promise<string[]> {
    if ((typed['emails'] ?? '').trim() === '') return [];
    const parsed = parseForm(membersForm, typed);
    if (!parsed.ok) {
      errors.push(...parsed.errors);
      return [];
    }
    if (session.cancelledAt !== null) errors.push({ field: 'emails', message: 'The session was cancelled' });
    const accounts = await this.queries.accounts(parsed.values.emails);
    const known = new Set(accounts.map(({ email }) => email));
    const unknown = parsed.values.emails.filter((email) => !known.has(email));
    if (unknown.length > 0)
      errors.push({
        field: 'emails',
        message: `Nothing was kept. No active account has: ${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ` and ${String(unknown.length - 10)} more` : ''}. They register first, or leave them out`,
      });
    return accounts.map((account) => account.id);
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

function keptInWords({ noted, added, interaction }: Kept): string {
  const people = (count: number) => (count === 1 ? '1 person' : `${String(count)} people`);
  const said = [
    ...(noted > 0 ? [`Noted for ${people(noted)}.`] : []),
    ...(added > 0 ? [`${people(added)} new on the list.`] : []),
    ...(interaction === 'kept' ? ['Noted whether people took part.'] : []),
    ...(interaction === 'stands' ? ['Certificates of this session say whether people took part. That stands.'] : []),
  ];
  return said.length === 0 ? 'Nothing was different.' : said.join(' ');
}
