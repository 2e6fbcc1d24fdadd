import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { deadLinkPage } from '../answering/answer.view.js';
import { LinkLimits } from '../links/link-limits.js';
import { PartnerLinks } from '../links/partner-links.js';
import { partnershipsPaths } from '../paths.js';
import { OfferRenderer } from './offer-renderer.js';
import { type Offer, OffersQueries } from './offers.queries.js';
import { OffersService } from './offers.service.js';
import { offerBody, sharedOfferPage } from './offers.view.js';

/** An offer for whoever was given its link, as its newest version says. */
@Controller('offer/:token')
@Public()
export class SharedOffersController {
  constructor(
    private readonly links: PartnerLinks,
    private readonly limits: LinkLimits,
    private readonly offers: OffersService,
    private readonly queries: OffersQueries,
    private readonly renderer: OfferRenderer,
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async show(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const offer = await this.open(token, req, res);
    if (!offer) return;
    const { name: provider, contactEmail } = this.config.provider;
    const pdfHref = partnershipsPaths.sharedOfferPdf(token);
    const view = { title: offer.content.title, offer: offerBody(offer.content), pdfHref, provider, contactEmail };
    this.pages.send(req, res, sharedOfferPage, view);
  }

  @Get('pdf')
  async pdf(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const offer = await this.open(token, req, res);
    if (!offer) return;
    res.setHeader('Content-Disposition', 'attachment; filename="training-offer.pdf"');
    res.type('application/pdf').send(await this.renderer.render(offer));
  }

  /** What the link opens; undefined once the page that says why it opens nothing has been sent. */
  private async open(token: string, req: Request, res: Response): Promise<Offer | undefined> {
    await this.limits.opened(req, res);
    const link = await this.links.open(token);
    const offer = link?.offerId && link.state === 'open' ? await this.queries.one(link.offerId) : undefined;
    // It may have been edited since it was shared.
    if (offer && (await this.offers.whyNotShared(offer)).length === 0) return offer;
    const text =
      link?.state === 'expired'
        ? 'Its time is over. Write to us for a new one.'
        : link?.state === 'withdrawn'
          ? 'We have withdrawn it. Write to us if you still need the offer.'
          : offer
            ? 'The offer is being revised. Try again later, or write to us.'
            : 'Check that the whole address was copied: it is long and ends without a full stop.';
    const view = { title: 'This link does not open anything', text, contactEmail: this.config.provider.contactEmail };
    this.pages.send(req, res, deadLinkPage, view, { status: link ? 410 : 404 });
    return undefined;
  }
}
