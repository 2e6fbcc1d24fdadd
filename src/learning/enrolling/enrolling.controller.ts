import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { learningPaths } from '../paths.js';
import { EnrollingService } from './enrolling.service.js';
import { VersionChangesService } from './version-changes.service.js';

/** Joining a course, and going over to its newer version. */
@Controller()
@Allow('learning.take')
export class EnrollingController {
  constructor(
    private readonly enrolling: EnrollingService,
    private readonly versionChanges: VersionChangesService,
  ) {}

  @Post('courses/:course/enrolments')
  async enrol(@Param('course') course: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id, isNew } = await this.enrolling.enrol(signedIn(req).id, course);
    if (!isNew) req.notify('You are already taking this course. Here is where you are.');
    res.redirect(303, learningPaths.enrolment(id));
  }

  @Post('learning/:enrolment/version-changes')
  async change(@Param('enrolment') enrolment: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const outcome = await this.versionChanges.change(signedIn(req).id, enrolment);
    req.notify(
      {
        changed: 'You are on the newer version now. Lessons that are the same still count as read.',
        newest: 'You are on the newest version of this course.',
        held: 'You stay on this version: submit the knowledge check that you have begun first.',
        passed: 'You stay on this version: you have passed its knowledge check.',
      }[outcome],
    );
    res.redirect(303, learningPaths.enrolment(enrolment));
  }
}
