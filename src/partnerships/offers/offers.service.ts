import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { addDays } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { PartnerLinks } from '../links/partner-links.js';
import type { OfferContent, OfferSectionKey } from '../partnerships.types.js';
import { draftOffer } from './draft-offer.rules.js';
import { namedTooEarly } from './naming.rules.js';
import { OfferGrounds, type Place } from './offer-grounds.js';
import { type Offer, OffersQueries } from './offers.queries.js';

export const LINK_DAYS = 90;

/** What a person wrote into the form. */
export interface Edited {
  title: string;
  sections: Partial<Record<OfferSectionKey, { heading: string; markdown: string }>>;
}

/** Training offers: drafted from what is known, edited by people, kept in versions, shared by links. */
@Injectable()
export class OffersService {
  constructor(
    private readonly database: Database,
    private readonly queries: OffersQueries,
    private readonly grounds: OfferGrounds,
    private readonly links: PartnerLinks,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Drafts an offer for the place. Answers its id. */
  async create(place: Place, personId: string): Promise<string> {
    const content = draftOffer(await this.grounds.of(place));
    return this.database.transaction(async () => {
      const id = newId();
      const target = place.kind === 'organisation' ? [place.organisationId, null] : [null, place.code];
      await this.database.query(
        `insert into training_offer (id, place_kind, organisation_id, area_code, created_at, created_by_id, current_number, title)
         values ($1, $2, $3, $4, $5, $6, 1, $7)`,
        [id, place.kind, ...target, this.clock.now(), personId, content.title],
      );
      await this.write(id, 1, content, personId);
      await this.record('training_offers.drafted', id);
      return id;
    });
  }

  /**
   * Saves what a person wrote as the next version. `base` is the version that they began from: if somebody else saved
   * one meanwhile nothing is written, and theirs is answered so that both can be seen.
   */
  async save(
    id: string,
    base: number,
    edited: Edited,
    personId: string,
  ): Promise<{ number: number } | { theirs: Offer }> {
    return this.next(id, personId, 'training_offers.saved', (offer) => {
      if (offer.currentNumber !== base) return undefined;
      const sections = offer.content.sections.map((section) => ({ ...section, ...edited.sections[section.key] }));
      return { ...offer.content, title: edited.title, sections };
    });
  }

  /** Draws the offer up anew from what is known today, as the next version; what was written stays in the one before. */
  async redraft(id: string, personId: string): Promise<void> {
    const content = draftOffer(await this.grounds.of(placeOf(await this.known(id))));
    await this.next(id, personId, 'training_offers.redrafted', () => content);
  }

  /** Why the offer may be shown to nobody outside, in sentences; empty when it may. */
  async whyNotShared(offer: Offer): Promise<string[]> {
    const named = namedTooEarly(offer.content, await this.grounds.naming(placeOf(offer)));
    return named.map((name) => `It names ${name} where it speaks of gaps, and its right of reply is not closed.`);
  }

  /** A link to the offer for whoever is given it. Answers its secret, or why not. */
  async share(id: string, personId: string): Promise<{ token: string } | { problems: string[] }> {
    return this.database.transaction(async () => {
      const problems = await this.whyNotShared(await this.known(id));
      if (problems.length > 0) return { problems };
      const token = await this.links.make({ offerId: id }, addDays(this.clock.today(), LINK_DAYS), personId);
      await this.record('training_offers.shared', id);
      return { token };
    });
  }

  /** The link opens nothing any more. Throws NotFoundException when the offer has no such open link. */
  async unshare(id: string, linkId: string): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.links.withdraw(id, linkId))) throw new NotFoundException('There is no such open link.');
      await this.record('training_offers.unshared', id);
    });
  }

  /** Throws NotFoundException when there is none. */
  async known(id: string, number: number | null = null): Promise<Offer> {
    const offer = await this.queries.one(id, number);
    if (!offer) throw new NotFoundException('There is no such offer.');
    return offer;
  }

  private next(
    id: string,
    personId: string,
    action: string,
    make: (offer: Offer) => OfferContent | undefined,
  ): Promise<{ number: number } | { theirs: Offer }> {
    return this.database.transaction(async () => {
      await this.database.query('select id from training_offer where id = $1 for update', [id]);
      const offer = await this.known(id);
      const content = make(offer);
      if (!content) return { theirs: offer };
      const number = offer.currentNumber + 1;
      await this.write(id, number, content, personId);
      await this.database.query('update training_offer set current_number = $2, title = $3 where id = $1', [
        id,
        number,
        content.title,
      ]);
      await this.record(action, id, { number });
      return { number };
    });
  }

  private async write(offerId: string, number: number, content: OfferContent, personId: string): Promise<void> {
    await this.database.query(
      `insert into training_offer_version (id, offer_id, number, content, saved_at, saved_by_id) values ($1, $2, $3, $4, $5, $6)`,
      [newId(), offerId, number, JSON.stringify(content), this.clock.now(), personId],
    );
  }

  private async record(action: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'training_offer', subjectId: id, details });
  }
}

function placeOf({ placeKind, organisationId, areaCode }: Offer): Place {
  return placeKind === 'organisation'
    ? { kind: placeKind, organisationId: organisationId ?? '' }
    : { kind: placeKind, code: areaCode ?? '' };
}
