import { Controller, Get, NotFoundException, Param, ParseIntPipe, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { learningPaths } from '../../learning/paths.js';
import { Public } from '../../platform/http/allow.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { Seals } from '../../platform/http/seals.js';
import { Pages } from '../../platform/views/pages.js';
import { readNumber } from '../../platform/readable-number.rules.js';
import { BADGE_SEAL } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import { achievementPage, achievementView, issuerPage, issuerView } from './badge.view.js';
import { BadgesService } from './badges.service.js';

/** Each is signed anew, over all the certificates on it; whoever verifies many keeps the list for some minutes. */
const STATUS: RateLimit = { name: 'badge status list', points: 60, seconds: 60 };

/** Badges for their holders and whoever they gave a link to; achievements, issuer, keys and status for everybody. */
@Controller()
@Public()
export class BadgesController {
  constructor(
    private readonly badges: BadgesService,
    private readonly queries: CertificatesQueries,
    private readonly seals: Seals,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
  ) {}

  /** The badge itself: to its holder, to administrators, and by the link that holds the key to it. */
  @Get('certificates/:number/badge.json')
  async badge(
    @Param('number') typed: string,
    @Query('key') key: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const number = readNumber(typed);
    const hasKey = number.ok && this.seals.open(BADGE_SEAL, key) === number.number;
    const certificate = number.ok && (hasKey || req.person) ? await this.queries.byNumber(number.number) : undefined;
    const mayRead =
      hasKey || certificate?.personId === req.person?.id || req.person?.permissions.has('certificates.administer');
    if (!certificate || !mayRead)
      throw new NotFoundException('There is no such badge for you. Sign in as its holder, or use the link they gave.');
    res.setHeader('Content-Disposition', `attachment; filename="badge-${certificate.number}.json"`);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Robots-Tag', 'noindex');
    res.json(await this.badges.badgeOf(certificate));
  }

  @Get('badges/status/:list')
  async status(@Param('list', ParseIntPipe) list: number, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.limits.consume(STATUS, networkAddress(req));
    if (list < 0 || list > 10_000) throw new NotFoundException('There is no such status list.');
    shared(res).json(await this.badges.statusList(list));
  }

  @Get('.well-known/did.json')
  async did(@Res() res: Response): Promise<void> {
    shared(res).json(await this.badges.didDocument());
  }

  @Get('badges/issuer.json')
  issuerJson(@Res() res: Response): void {
    shared(res).json(this.badges.profile());
  }

  @Get('badges/issuer')
  async issuer(@Req() req: Request, @Res() res: Response): Promise<void> {
    if (wantsJson(req)) {
      this.issuerJson(res);
      return;
    }
    const { verificationMethod } = await this.badges.didDocument();
    const keys = verificationMethod.map((method) => method.publicKeyMultibase);
    this.pages.send(req, res, issuerPage, issuerView(this.badges.profile(), keys));
  }

  @Get(['badges/achievements/:slug/:version.json', 'badges/achievements/:slug/:version/:kind.json'])
  async achievementJson(
    @Param('slug') slug: string,
    @Param('version') version: string,
    @Param('kind') kind: string | undefined,
    @Res() res: Response,
  ): Promise<void> {
    shared(res).json(await this.badges.achievementOf(slug, numberOf(version), isSample(kind)));
  }

  @Get(['badges/achievements/:slug/:version', 'badges/achievements/:slug/:version/:kind'])
  async achievement(
    @Param('slug') slug: string,
    @Param('version') version: string,
    @Param('kind') kind: string | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    if (wantsJson(req)) {
      await this.achievementJson(slug, version, kind, res);
      return;
    }
    const number = numberOf(version);
    const sample = isSample(kind);
    const view = achievementView(await this.badges.achievementOf(slug, number, sample), {
      slug,
      number,
      sample,
      issuer: this.badges.profile().name,
      courseHref: learningPaths.course(slug),
    });
    this.pages.send(req, res, achievementPage, view);
  }
}

const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';

function numberOf(version: string): number {
  if (!/^[1-9]\d{0,5}$/.test(version)) throw new NotFoundException('There is no such version of the course.');
  return Number(version);
}

function isSample(kind: string | undefined): boolean {
  if (kind !== undefined && kind !== 'sample') throw new NotFoundException('There is no such badge.');
  return kind === 'sample';
}

/** The same for everybody, and good for some minutes: long enough for a crowd, short enough for a revocation. */
function shared(res: Response): Response {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Vary', 'Accept');
  return res.setHeader('Cache-Control', 'public, max-age=300');
}
