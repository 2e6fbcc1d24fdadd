import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import type { OfferContent, PlaceKind } from '../partnerships.types.js';

export interface ListedOffer {
  id: string;
  title: string;
  number: number;
  savedAt: Date;
  savedBy: string;
  links: number;
}

export interface Offer {
  id: string;
  placeKind: PlaceKind;
  organisationId: string | null;
  areaCode: string | null;
  currentNumber: number;
  number: number;
  content: OfferContent;
  savedAt: Date;
  savedBy: string;
}

/** Reads offers, and how many learn at Trusts. */
@Injectable()
export class OffersQueries {
  constructor(private readonly database: Database) {}

  /** The newest first; `before` is the id of the last one of the page before. */
  list(before: string | null, today: CivilDate, limit: number): Promise<ListedOffer[]> {
    return this.database.query(
      `select t.id, t.title, t.current_number as number, v.saved_at as "savedAt", p.name as "savedBy",
         (select count(*)::int from partner_link l where l.offer_id = t.id and l.withdrawn_at is null and l.expires_on >= $2) as links
       from training_offer t join training_offer_version v on v.offer_id = t.id and v.number = t.current_number
       join person p on p.id = v.saved_by_id
       where ($1::uuid is null or t.id < $1) order by t.id desc limit $3`,
      [before, today, limit],
    );
  }

  /** One version of an offer: the one that holds, unless another is asked for. */
  async one(id: string, number: number | null = null): Promise<Offer | undefined> {
    const [row] = await this.database.query<Offer>(
      `select t.id, t.place_kind as "placeKind", t.organisation_id as "organisationId", t.area_code as "areaCode",
         t.current_number as "currentNumber", v.number, v.content, v.saved_at as "savedAt", p.name as "savedBy"
       from training_offer t join training_offer_version v on v.offer_id = t.id and v.number = coalesce($2, t.current_number)
       join person p on p.id = v.saved_by_id where t.id = $1`,
      [id, number],
    );
    return row;
  }

  /** Its versions, the newest first; at most 200. */
  versions(id: string): Promise<{ number: number; savedAt: Date; savedBy: string }[]> {
    return this.database.query(
      `select v.number, v.saved_at as "savedAt", p.name as "savedBy" from training_offer_version v
       join person p on p.id = v.saved_by_id where v.offer_id = $1 order by v.number desc limit 200`,
      [id],
    );
  }

  /** How many people who work at each organisation now have begun a course. */
  async learners(organisationIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ organisationId: string; learners: number }>(
      `select w.organisation_id as "organisationId", count(distinct e.person_id)::int as learners
       from workplace w join enrolment e on e.person_id = w.person_id
       where w.organisation_id = any($1) and w.is_current group by 1`,
      [organisationIds],
    );
    return new Map(rows.map((row) => [row.organisationId, row.learners]));
  }
}
