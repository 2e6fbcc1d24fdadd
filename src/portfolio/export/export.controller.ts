import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv, sendStream } from '../../platform/http/downloads.js';
import { type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { activityCells, reflectionCells } from './csv-cells.rules.js';
import { EvidenceZip } from './evidence-zip.js';
import { exportQuery } from './export.form.js';
import type { Audience } from './export.types.js';
import { exportPage, exportView } from './export.view.js';
import { MOST_ENTRIES, PortfolioCollection } from './portfolio-collection.js';
import { PortfolioRenderer } from './portfolio-renderer.js';

/** A document of hundreds of entries takes half a second to set; this is enough for everybody who tries things out. */
const EXPORTS: RateLimit = { name: 'portfolio-export', points: 20, seconds: 600 };

/** What a learner takes along of their own portfolio: to nobody else. */
@Controller('portfolio/export')
@Allow('learning.take')
export class ExportController {
  constructor(
    private readonly collection: PortfolioCollection,
    private readonly renderer: PortfolioRenderer,
    private readonly zip: EvidenceZip,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get()
  async choose(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const asked = exportQuery.parse(query).for;
    const [periods, likely] = await Promise.all([this.collection.periods(id), this.collection.likelyAudience(id)]);
    this.pages.send(req, res, exportPage, exportView(asked ?? likely, periods));
  }

  @Get('portfolio.pdf')
  async pdf(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { personId, audience } = await this.asked(query, req);
    const bytes = await this.renderer.render(await this.collection.onPaper(personId, audience), this.clock.now());
    res.setHeader('Content-Disposition', `attachment; filename="${this.fileName('portfolio', audience)}.pdf"`);
    res.setHeader('Cache-Control', 'no-store');
    res.type('application/pdf').send(bytes);
  }

  @Get('activities.csv')
  async activities(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { personId, audience } = await this.asked(query, req);
    const period = (await this.collection.periods(personId))[audience];
    const rows = this.collection.activitiesOf(personId, period);
    await sendCsv(res, this.fileName('cpd', audience), rows, activityCells);
  }

  @Get('reflective-accounts.csv')
  async reflections(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { personId, audience } = await this.asked(query, req);
    const period = (await this.collection.periods(personId))[audience];
    const rows = this.collection.reflectionsOf(personId, period);
    await sendCsv(res, this.fileName('reflective-accounts', audience), rows, reflectionCells);
  }

  @Get('evidence.zip')
  async evidence(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { personId, audience } = await this.asked(query, req);
    const period = (await this.collection.periods(personId))[audience];
    const zip = await this.zip.of(personId, period, this.clock.now(), MOST_ENTRIES);
    await sendStream(res, `${this.fileName('evidence', audience)}.zip`, 'application/zip', zip);
  }

  private async asked(query: object, req: Request): Promise<{ personId: string; audience: Audience }> {
    const { id } = signedIn(req);
    await this.limits.consume(EXPORTS, id);
    return { personId: id, audience: exportQuery.parse(query).for ?? 'all' };
  }

  private fileName(what: string, audience: Audience): string {
    return `${what}-${audience}-${this.clock.today()}`;
  }
}
