import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { Allow, Public } from '../../platform/http/allow.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { answerQuietly } from '../../platform/http/secret-links.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { learningPaths } from '../paths.js';
import { deadInvitationPage, deadInvitationView, invitationPage, invitationView } from './invitations.view.js';
import { InvitationsService } from './invitations.service.js';

/** A whole hospital may stand behind one network address. */
const opened: RateLimit = { name: 'invitation-opened', points: 300, seconds: 15 * 60 };

/** Invitations to a course, behind links that were mailed. Opening one changes nothing, since mail programs open links too. */
@Controller('invitations/:token')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly courses: CoursesService,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Public()
  async show(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.limits.consume(opened, networkAddress(req));
    answerQuietly(res);
    const invitation = await this.invitations.find(token);
    if (invitation?.state !== 'open') {
      this.pages.send(req, res, deadInvitationPage, deadInvitationView(invitation?.state), { status: 404 });
      return;
    }
    const course = await this.courses.newest(invitation.courseSlug);
    this.pages.send(req, res, invitationPage, invitationView(token, invitation, course, req.person !== undefined));
  }

  @Post('acceptances')
  @Allow('learning.take')
  async accept(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const enrolment = await this.invitations.take(token, signedIn(req).id);
    if (enrolment === null) {
      const state = (await this.invitations.find(token))?.state;
      this.pages.send(req, res, deadInvitationPage, deadInvitationView(state), { status: 404 });
      return;
    }
    req.notify('You are enrolled.');
    res.redirect(303, learningPaths.enrolment(enrolment));
  }

  @Post('refusals')
  @Public()
  async refuse(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.limits.consume(opened, networkAddress(req));
    const done = await this.invitations.refuse(token);
    req.notify(done ? 'The invitation is refused and your details are deleted.' : 'The invitation had ended before.');
    res.redirect(303, learningPaths.courses());
  }
}
