import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import { shortIcbName } from '../../organisations/organisation-words.rules.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { FactsService } from '../../policies/facts.service.js';
import { gapsOf } from '../../policies/gaps.rules.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { whyNotPublic } from '../publicity.rules.js';
import type { PlaceKind } from '../partnerships.types.js';
import { RepliesService } from '../replies.service.js';
import type { OfferedTrust, OfferGround } from './draft-offer.rules.js';
import { OffersQueries } from './offers.queries.js';

/** Where an offer is for: a Trust by its id, an area by its code. */
export type Place = { kind: 'organisation'; organisationId: string } | { kind: 'icb' | 'region'; code: string };

const NO_REVIEWS: ReadonlySet<string> = new Set();
/** More Trusts than any region of England has. */
const MOST_TRUSTS = 200;

/** Gathers what an offer is drawn up from. */
@Injectable()
export class OfferGrounds {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly facts: FactsService,
    private readonly courses: CoursesService,
    private readonly contacts: ContactsService,
    private readonly replies: RepliesService,
    private readonly queries: OffersQueries,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What is known today of the place. Throws NotFoundException when there is none such. */
  async of(place: Place): Promise<OfferGround> {
    const { name, trusts } = await this.placeOf(place);
    const ids = trusts.map(({ id }) => id);
    const profiles = await this.profiles.currentOf(ids);
    const documents = await this.facts.documentsOf(ids);
    const replies = await this.replies.standing(ids);
    const learners = await this.queries.learners(ids);
    const contacts = Map.groupBy(await this.contacts.of(ids), ({ organisationId }) => organisationId);
    const today = this.clock.today();
    const offered = trusts.map((trust): OfferedTrust => {
      const profile = profiles.get(trust.id) ?? null;
      const gaps = profile ? gapsOf(profile, today, documents.get(trust.id) ?? []) : [];
      const reply = replies.get(trust.id) ?? null;
      return {
        name: trust.name,
        fictional: trust.fictional,
        profile,
        gaps,
        public: new Set(
          gaps
            .filter(({ key }) => whyNotPublic({ kind: 'gap', key }, reply, NO_REVIEWS).length === 0)
            .map(({ key }) => key),
        ),
        learners: learners.get(trust.id) ?? 0,
        roles: [...new Set((contacts.get(trust.id) ?? []).map(({ role }) => role))],
      };
    });
    const { name: provider, contactEmail } = this.config.provider;
    return {
      place: { kind: place.kind, name },
      trusts: offered,
      modules: await this.courses.modules(),
      provider: { name: provider, contactEmail },
      today,
    };
  }

  /** The Trusts of the place, with whether each has had its right of reply. */
  async naming(place: Place): Promise<{ name: string; closed: boolean }[]> {
    const { trusts } = await this.placeOf(place);
    const closed = await this.replies.closedFor(trusts.map(({ id }) => id));
    return trusts.map(({ id, name }) => ({ name, closed: closed.has(id) }));
  }

  /** A place as forms and addresses name it: `organisation RX6`, `icb QHM`, `region Y63`. Undefined when there is none. */
  async named(text: string): Promise<{ place: Place; name: string } | undefined> {
    const [kind, code = ''] = text.split(' ');
    if (kind === 'organisation') {
      const organisation = code === '' ? undefined : await this.organisations.byAddress(code);
      return organisation && { place: { kind, organisationId: organisation.id }, name: organisation.name };
    }
    if (kind !== 'icb' && kind !== 'region') return undefined;
    const area = (await this.areas(kind)).find((one) => one.code === code);
    return area && { place: { kind, code }, name: area.name };
  }

  /** Areas that offers are made for, by name. */
  async areas(kind: Exclude<PlaceKind, 'organisation'>): Promise<{ code: string; name: string }[]> {
    const areas = kind === 'icb' ? await this.organisations.icbs() : await this.organisations.regions();
    return areas.map(({ code, name }) => ({ code, name: kind === 'icb' ? shortIcbName(name) : name }));
  }

  private async placeOf(place: Place): Promise<{ name: string; trusts: OrganisationSummary[] }> {
    if (place.kind === 'organisation') {
      const trust = await this.organisations.byId(place.organisationId);
      if (!trust) throw new NotFoundException('There is no such Trust.');
      return { name: trust.name, trusts: [trust] };
    }
    const area = (await this.areas(place.kind)).find(({ code }) => code === place.code);
    if (!area) throw new NotFoundException('There is no such area.');
    const where = place.kind === 'icb' ? { icbCode: place.code } : { regionCode: place.code };
    const { organisations } = await this.organisations.list({ ...where, status: 'open' }, { limit: MOST_TRUSTS });
    return { name: area.name, trusts: organisations };
  }
}
