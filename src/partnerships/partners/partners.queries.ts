import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';

/** What to list: everyone we have to do with, or those whose last request stands like this. */
export const partnerStates = ['partners', 'draft', 'sent', 'lapsed', 'answered'] as const;
export type PartnerFilter = (typeof partnerStates)[number];

export interface ListedPartner {
  code: string;
  name: string;
  fictional: boolean;
  contacts: number;
  state: 'draft' | 'sent' | 'lapsed' | 'answered' | null;
  answerBy: CivilDate | null;
  answeredAt: Date | null;
  total: number;
}

/** Reads the list of partners. One statement, however many there are. */
@Injectable()
export class PartnersQueries {
  constructor(private readonly database: Database) {}

  /** One page: those with a contact or a request, by what is to be done next, then by name. */
  list(filter: PartnerFilter, today: CivilDate, page: { limit: number; offset: number }): Promise<ListedPartner[]> {
    return this.database.query(
      `with last as (
         select distinct on (organisation_id) organisation_id, answer_by, answered_at,
           case when answered_at is not null then 'answered' when sent_at is null then 'draft'
             when answer_by < $2 then 'lapsed' else 'sent' end as state
         from partner_reply where withdrawn_at is null order by organisation_id, id desc),
       told as (select organisation_id, count(*)::int as contacts from partner_contact where ended_at is null group by 1)
       select o.code, o.name, o.fictional, coalesce(told.contacts, 0) as contacts, last.state, last.answer_by as "answerBy",
         last.answered_at as "answeredAt", count(*) over ()::int as total
       from organisation o left join last on last.organisation_id = o.id left join told on told.organisation_id = o.id
       where (last.organisation_id is not null or told.organisation_id is not null) and ($1 = 'partners' or last.state = $1)
       order by array_position(array['lapsed', 'sent', 'draft', 'answered'], last.state), last.answer_by, o.name, o.id
       limit $3 offset $4`,
      [filter, today, page.limit, page.offset],
    );
  }
}
