import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { Allow } from '../../platform/http/allow.js';
import { sendStream } from '../../platform/http/downloads.js';
import { AccreditationPack } from './accreditation-pack.js';

/** The accreditation pack of a course, made as it is asked for. */
@Controller('studio/courses/:slug')
@Allow('courses.author')
export class AccreditationPackController {
  constructor(private readonly pack: AccreditationPack) {}

  @Get('accreditation.pdf')
  async pdf(@Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { name, bytes } = await this.pack.pdf(slug);
    await sendStream(res, `${name}.pdf`, 'application/pdf', Readable.from([bytes]));
  }

  @Get('accreditation.zip')
  async zip(@Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { name, body } = await this.pack.zip(slug);
    await sendStream(res, `${name}.zip`, 'application/zip', body);
  }
}
