import { Injectable } from '@nestjs/common';
import type { Nation } from '../../organisations/organisations.types.js';
import { Database } from '../../platform/database/database.js';
import type { CurrentWorkplace, Place, Workplace } from '../accounts.types.js';

/** An organisation's nation and area are read where they are kept: it may move between ICBs. */
const columns = `w.id, w.organisation_id as "organisationId", w.kind, coalesce(o.name, w.name) as name,
  coalesce(o.nation, w.nation) as nation,
  case when o.id is null then w.region_code else o.region_code end as "regionCode",
  case when o.id is null then w.icb_code else o.icb_code end as "icbCode"`;

const source = 'workplace w left join organisation o on o.id = w.organisation_id';

/** Reads workplaces. Each answer is one statement. */
@Injectable()
export class WorkplacesQueries {
  constructor(private readonly database: Database) {}

  async current(personId: string): Promise<CurrentWorkplace | undefined> {
    const [row] = await this.database.query<CurrentWorkplace>(
      `select ${columns} from ${source} where w.person_id = $1 and w.is_current`,
      [personId],
    );
    return row;
  }

  /** At most 100: nobody has had more. */
  list(personId: string): Promise<Workplace[]> {
    return this.database.query<Workplace>(
      `select ${columns}, w.is_current as "isCurrent", w.started_at as "startedAt", w.ended_at as "endedAt",
         o.code as "organisationCode", coalesce(o.fictional, false) as fictional, o.closed_on as "closedOn",
         coalesce((select json_agg(json_build_object('code', x.code, 'name', x.name) order by x.name)
           from organisation_succession s join organisation x on x.id = s.successor_id
           where s.predecessor_id = o.id), '[]') as successors
       from ${source} where w.person_id = $1
       order by w.is_current desc, w.ended_at desc nulls first, w.started_at desc, w.id desc limit 100`,
      [personId],
    );
  }

  /** The person's present workplace that is this very place. */
  async same(personId: string, place: Place): Promise<string | undefined> {
    const [row] =
      place.kind === 'organisation'
        ? await this.database.query<{ id: string }>(
            'select id from workplace where person_id = $1 and organisation_id = $2 and ended_at is null',
            [personId, place.organisationId],
          )
        : await this.database.query<{ id: string }>(
            `select id from workplace where person_id = $1 and ended_at is null and kind = $2 and nation = $3
               and name is not distinct from $4 and region_code is not distinct from $5
               and icb_code is not distinct from $6`,
            [personId, place.kind, place.nation, place.name, place.regionCode, place.icbCode],
          );
    return row?.id;
  }

  async isPresent(personId: string, workplaceId: string): Promise<boolean> {
    return this.exists(personId, workplaceId, 'and ended_at is null');
  }

  async isTheirs(personId: string, workplaceId: string): Promise<boolean> {
    return this.exists(personId, workplaceId, '');
  }

  private async exists(personId: string, workplaceId: string, and: string): Promise<boolean> {
    // Compared as text: what stands in a form may be no uuid.
    const rows = await this.database.query(`select 1 from workplace where person_id = $1 and id::text = $2 ${and}`, [
      personId,
      workplaceId,
    ]);
    return rows.length > 0;
  }

  /** Who took over those of the organisations that have closed and have exactly one successor; earlier closures first. */
  onlySuccessors(
    organisationIds: readonly string[],
    today: string,
  ): Promise<{ organisationId: string; successorId: string; nation: Nation }[]> {
    return this.database.query(
      `select o.id as "organisationId", x.id as "successorId", x.nation from organisation o
         join organisation_succession s on s.predecessor_id = o.id join organisation x on x.id = s.successor_id
       where o.id = any($1) and o.closed_on <= $2 and s."on" <= $2
         and not exists (select from organisation_succession other where other.predecessor_id = o.id and other.id <> s.id)
       order by s."on", o.id`,
      [organisationIds, today],
    );
  }

  peopleAt(organisationId: string): Promise<{ personId: string; workplaceId: string; isCurrent: boolean }[]> {
    return this.database.query(
      `select person_id as "personId", id as "workplaceId", is_current as "isCurrent" from workplace
       where organisation_id = $1 and ended_at is null`,
      [organisationId],
    );
  }
}
