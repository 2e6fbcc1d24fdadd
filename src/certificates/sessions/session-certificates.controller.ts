import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { LiveSessionsService } from '../../learning/live-sessions.service.js';
import { liveSessionsPaths } from '../../learning/paths.js';
import { Allow } from '../../platform/http/allow.js';
import { typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { ListsQueries } from '../lists/lists.queries.js';
import { sessionCertificatesPage, sessionCertificatesView, whyNot } from './session-certificates.view.js';
import { SessionIssuingService } from './session-issuing.service.js';

/** Who leads a session sees who is to have a certificate of it, and issues them. */
@Controller('live-sessions/:id/certificates')
@Allow('sessions.lead')
export class SessionCertificatesController {
  constructor(
    private readonly sessions: LiveSessionsService,
    private readonly issuing: SessionIssuingService,
    private readonly courses: CoursesService,
    private readonly lists: ListsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const session = await this.sessions.toCertify(id, signedIn(req));
    const version = await this.courses.newestAt(session.courseSlug, session.startsAt);
    const [lists, reviewed] = await Promise.all([this.lists.ofSession(id), this.courses.isReviewed(version.id)]);
    this.pages.send(
      req,
      res,
      sessionCertificatesPage,
      sessionCertificatesView(session, version.title, lists, !reviewed),
    );
  }

  @Post()
  async issue(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const session = await this.sessions.toCertify(id, signedIn(req));
    const reason = whyNot(session);
    if (reason === null) {
      const asked = await this.issuing.issue(session, { mailed: typedFields(body)['mailed'] === 'yes' });
      if (asked === 0) req.notify('Their certificates had been asked for before. That stands.');
    } else req.notify(`Nothing was issued. ${reason}`);
    res.redirect(303, liveSessionsPaths.certificates(id));
  }
}
