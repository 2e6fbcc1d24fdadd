import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { certificatesPaths } from '../paths.js';
import { IssuingService } from './issuing.service.js';

/** The holder of a sample asks for the real certificate, once the course has been reviewed. */
@Controller('certificates')
@Allow('learning.take')
export class IssuesController {
  constructor(private readonly issuing: IssuingService) {}

  @Post(':number/issues')
  async issue(@Param('number') sample: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const issued = await this.issuing.issueInsteadOf(sample, signedIn(req).id);
    req.notify(issued.ok ? 'Your certificate is issued. The sample stays a sample.' : issued.problem);
    res.redirect(303, certificatesPaths.certificate(issued.ok ? issued.number : sample));
  }
}
