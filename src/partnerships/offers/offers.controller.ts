import {
  Body,
  ConflictException,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { PartnerLinks } from '../links/partner-links.js';
import { partnershipsPaths } from '../paths.js';
import { OfferGrounds } from './offer-grounds.js';
import { OfferRenderer } from './offer-renderer.js';
import { listQuery, newOfferQuery, offerForm } from './offers.form.js';
import { type Offer, OffersQueries } from './offers.queries.js';
import { LINK_DAYS, OffersService } from './offers.service.js';
import {
  editOfferPage,
  editOfferView,
  newOfferPage,
  offerPage,
  offersPage,
  offersView,
  offerView,
  PAGE_SIZE,
} from './offers.view.js';
import { isId } from '../../platform/database/new-id.js';

/** Training offers, for those who make them. */
@Controller('offers')
@Allow('partnerships.administer')
export class OffersController {
  constructor(
    private readonly offers: OffersService,
    private readonly queries: OffersQueries,
    private readonly grounds: OfferGrounds,
    private readonly organisations: OrganisationsService,
    private readonly links: PartnerLinks,
    private readonly renderer: OfferRenderer,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('landscape.read')
  async list(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { before } = listQuery.parse(query);
    const found = await this.queries.list(before, this.clock.today(), PAGE_SIZE + 1);
    this.pages.send(req, res, offersPage, offersView(found, before, mayAdminister(req)));
  }

  @Get('new')
  async choose(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { text, place } = newOfferQuery.parse(query);
    await this.sendNew(req, res, text, place, []);
  }

  @Post()
  async create(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { place } = newOfferQuery.parse(body ?? {});
    const named = await this.grounds.named(place);
    if (!named) {
      await this.sendNew(req, res, '', '', [
        { field: 'place', message: 'Choose a Trust, an integrated care board or a region' },
      ]);
      return;
    }
    res.redirect(303, partnershipsPaths.offer(await this.offers.create(named.place, signedIn(req).id)));
  }

  @Get(':id.pdf')
  @Allow('landscape.read')
  async pdf(@Param('id') id: string, @Res() res: Response): Promise<void> {
    const offer = await this.offers.known(known(id));
    const [problem] = await this.offers.whyNotShared(offer);
    if (problem !== undefined) throw new ConflictException(`${problem} Change the words, then make the PDF.`);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Disposition', `attachment; filename="training-offer-${String(offer.number)}.pdf"`);
    res.type('application/pdf').send(await this.renderer.render(offer));
  }

  @Get(':id')
  @Allow('landscape.read')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, await this.offers.known(known(id)));
  }

  @Get(':id/versions/:number')
  @Allow('landscape.read')
  async version(@Param('id') id: string, @Param('number') number: string, @Req() req: Request, @Res() res: Response) {
    if (!/^\d{1,6}$/.test(number)) throw new NotFoundException('There is no such version of the offer.');
    await this.send(req, res, await this.offers.known(known(id), Number(number)));
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, editOfferPage, editOfferView(await this.offers.known(known(id)), null, [], false));
  }

  @Post(':id/versions')
  async save(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(offerForm, body);
    const typed = typedFields(body);
    if (!parsed.ok) {
      const view = editOfferView(await this.offers.known(known(id)), typed, parsed.errors, false);
      this.pages.send(req, res, editOfferPage, view, { status: 422 });
      return;
    }
    const { base, ...edited } = parsed.values;
    const saved = await this.offers.save(known(id), base, edited, signedIn(req).id);
    if ('theirs' in saved) {
      this.pages.send(req, res, editOfferPage, editOfferView(saved.theirs, typed, [], true), { status: 409 });
      return;
    }
    req.notify(`Saved as version ${String(saved.number)}.`);
    res.redirect(303, partnershipsPaths.offer(id));
  }

  @Post(':id/drafts')
  async redraft(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.offers.redraft(known(id), signedIn(req).id);
    req.notify('Drawn up anew from what is known today. What was written before stays in its version.');
    res.redirect(303, partnershipsPaths.offer(id));
  }

  @Post(':id/links')
  async share(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const shared = await this.offers.share(known(id), signedIn(req).id);
    req.notify(
      'token' in shared
        ? `Anybody with this link can read the offer for ${String(LINK_DAYS)} days, or until you withdraw it. Copy it now, it is not shown again: ${this.config.publicUrl}${partnershipsPaths.sharedOffer(shared.token)}`
        : shared.problems.join(' '),
    );
    res.redirect(303, partnershipsPaths.offer(id));
  }

  @Post(':id/links/:link/withdrawal')
  async unshare(@Param('id') id: string, @Param('link') link: string, @Req() req: Request, @Res() res: Response) {
    await this.offers.unshare(known(id), known(link));
    req.notify('The link is withdrawn. It opens nothing any more.');
    res.redirect(303, partnershipsPaths.offer(id));
  }

  private async send(req: Request, res: Response, offer: Offer): Promise<void> {
    const view = offerView(
      offer,
      {
        versions: await this.queries.versions(offer.id),
        links: await this.links.ofOffer(offer.id),
        whyNotShared: await this.offers.whyNotShared(offer),
      },
      mayAdminister(req),
      this.clock.today(),
    );
    this.pages.send(req, res, offerPage, view);
  }

  private async sendNew(req: Request, res: Response, text: string, place: string, errors: FieldError[]): Promise<void> {
    const trusts =
      text === '' ? null : (await this.organisations.list({ text, status: 'open' }, { limit: 10 })).organisations;
    const given = place === '' ? undefined : await this.grounds.named(place);
    const options = async (kind: 'icb' | 'region') =>
      (await this.grounds.areas(kind)).map(({ code, name }) => ({ value: `${kind} ${code}`, text: name }));
    const view = {
      title: 'A new training offer',
      backHref: partnershipsPaths.offers(),
      action: partnershipsPaths.offers(),
      findAction: partnershipsPaths.newOffer(),
      text: text === '' ? null : text,
      found:
        trusts?.map(({ code, name }) => ({
          href: partnershipsPaths.newOffer({ place: `organisation ${code}` }),
          text: name,
        })) ?? null,
      icbs: await options('icb'),
      regions: await options('region'),
      given: given ? { value: place, text: given.name } : null,
      errors,
    };
    this.pages.send(req, res, newOfferPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

const mayAdminister = (req: Request) => signedIn(req).permissions.has('partnerships.administer');

/** An id as it stands in an address. */
function known(id: string): string {
  if (!isId(id)) throw new NotFoundException('There is no such offer.');
  return id;
}
