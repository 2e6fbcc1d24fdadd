import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { learningPaths } from '../paths.js';
import { EnrollingService } from './enrolling.service.js';

/** Joining a course. */
@Controller('courses/:course/enrolments')
@Allow('learning.take')
export class EnrollingController {
  constructor(private readonly enrolling: EnrollingService) {}

  @Post()
  async enrol(@Param('course') course: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const isNew = await this.enrolling.enrol(signedIn(req).id, course);
    if (!isNew) req.notify('You are already taking this course. Here is where you are.');
    res.redirect(303, learningPaths.myCourse(course));
  }
}
