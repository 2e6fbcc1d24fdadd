import { Injectable } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { Nation } from '../../organisations/organisations.types.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import type { LearnerGroup } from '../../tailoring/tailoring.types.js';

/** How long a count of learners may be old: authors ask again with every change of a rule. */
const FRESH_MS = 60_000;

interface Counted {
  organisationId: string | null;
  nation: Nation;
  regionCode: string | null;
  icbCode: string | null;
  profession: Profession;
  learners: number;
}

/** Who reads lessons: how many people of which profession work where, and what is known of the policy there. */
@Injectable()
export class Population {
  private counted: { at: number; rows: Promise<Counted[]> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Everyone, in groups that meet the same. A Trust that is open and has nobody yet is there with a nurse who counts as none,
   * so that its name stands beside the variant that they would get.
   */
  async groups(factAgeLimitMonths: number): Promise<LearnerGroup[]> {
    const [{ organisations }, rows] = await Promise.all([
      this.organisations.list({ status: 'open' }, { limit: 500 }),
      this.rows(),
    ]);
    const profiles = await this.profiles.currentOf(organisations.map(({ id }) => id));
    const byOrganisation = Map.groupBy(rows, ({ organisationId }) => organisationId);
    const on = this.clock.today();
    const inTrusts = organisations.flatMap((organisation): LearnerGroup[] => {
      const { id, code, name, nation, regionCode, icbCode } = organisation;
      const people = byOrganisation.get(id) ?? [{ profession: 'nurse' as const, learners: 0 }];
      return people.map(({ profession, learners }) => ({
        organisation: { code, name: organisation.fictional ? `${name} (fictional)` : name },
        context: { profile: profiles.get(id) ?? null, nation, regionCode, icbCode, profession, on, factAgeLimitMonths },
        learners,
      }));
    });
    const known = new Set(organisations.map(({ id }) => id));
    const elsewhere = rows
      .filter(({ organisationId }) => organisationId === null || !known.has(organisationId))
      .map(({ nation, regionCode, icbCode, profession, learners }): LearnerGroup => ({
        organisation: ELSEWHERE,
        context: { profile: null, nation, regionCode, icbCode, profession, on, factAgeLimitMonths },
        learners,
      }));
    return [...inTrusts, ...elsewhere];
  }

  private rows(): Promise<Counted[]> {
    const now = this.clock.now().getTime();
    if (!this.counted || now - this.counted.at > FRESH_MS) this.counted = { at: now, rows: this.count() };
    return this.counted.rows;
  }

  private count(): Promise<Counted[]> {
    return this.database.query(
      `select w.organisation_id as "organisationId", w.nation, w.region_code as "regionCode", w.icb_code as "icbCode",
         p.profession, count(*)::int as learners
       from workplace w join person p on p.id = w.person_id where w.is_current group by 1, 2, 3, 4, 5`,
    );
  }
}

/** Those who work at none of the directory that is open. */
export const ELSEWHERE = { code: '', name: 'Workplaces outside the directory' };
