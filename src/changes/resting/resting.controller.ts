import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { LegalRegisterService } from '../../courses/legal-register.service.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { RestingQueries } from './resting.queries.js';
import { PAGE_SIZE, restingPage, restingView } from './resting.view.js';

const restingQuery = z.object({ after: z.uuid().nullable().catch(null).default(null) });

/** What rests on an entry of the legal register: what a change of the law would touch. */
@Controller('legal-register/:id/uses')
@Allow('changes.decide')
export class RestingController {
  constructor(
    private readonly register: LegalRegisterService,
    private readonly queries: RestingQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('id') id: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const { after } = restingQuery.parse(asked);
    const entry = await this.register.known(id);
    const versions = await this.queries.versions(entry.key);
    const ids = versions.map((version) => version.id);
    // A number leads to the name of its holder.
    const maySee = signedIn(req).permissions.has('certificates.administer');
    const [places, certificates] = await Promise.all([
      this.queries.places(entry.key, ids),
      maySee ? this.queries.certificates(ids, after, PAGE_SIZE + 1) : [],
    ]);
    this.pages.send(req, res, restingPage, restingView(entry, versions, places, certificates, after));
  }
}
