import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../platform/http/allow.js';
import { CourseMedia } from './course-media.js';
import { sendMedium } from './medium-response.js';

/** Pictures, recordings and documents of published versions, for whoever may take courses. */
@Controller('course-media')
@Allow('learning.take')
export class MediaController {
  constructor(private readonly media: CourseMedia) {}

  @Get(':version/:file')
  async show(
    @Param('version') version: string,
    @Param('file') file: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const medium = await this.media.ofVersion(version, file);
    await sendMedium(req, res, medium, {
      file,
      kept: true,
      open: (sha256, part) => this.media.open(sha256, part),
    });
  }
}
