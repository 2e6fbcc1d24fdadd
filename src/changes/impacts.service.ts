import { Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../courses/courses.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';
import { newId } from '../platform/database/new-id.js';
import { Jobs } from '../platform/jobs/jobs.js';
import type { ProfileRevised } from '../policies/policies.events.js';
import { ProfilesService } from '../policies/profiles.service.js';
import { PolicyChangeDecided } from './changes.events.js';
import { ImpactQueries } from './impact/impact.queries.js';
import { impactOf, type WholeVersion } from './impact/impact.rules.js';
import type { VersionImpact, WhatFollows } from './changes.types.js';

export const RECKON_JOB = 'changes.reckon';

/** What a change of an organisation's profile changes for learners, and what follows from it. */
@Injectable()
export class ImpactsService {
  constructor(
    private readonly database: Database,
    private readonly queries: ImpactQueries,
    private readonly profiles: ProfilesService,
    private readonly courses: CoursesService,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes, in the transaction of the change, that its impact has to be reckoned. Changes on which nobody has decided yet
   * are one: it runs from what held at the last decision to what holds now. While no course is published nothing was
   * shown to anybody, so nothing is noted.
   */
  async note({ organisationId, revisionId, number }: ProfileRevised): Promise<void> {
    const [noted] = await this.database.query<{ id: string }>(
      `insert into change_impact (id, organisation_id, before_revision_id, after_revision_id, opened_at)
       select $1, r.organisation_id, r.id, $3, $4 from policy_profile_revision r
       where r.organisation_id = $2 and r.number = $5 and exists (select from course_version)
       on conflict (organisation_id) where settled_at is null
       do update set after_revision_id = excluded.after_revision_id, differences = null
       returning id`,
      [newId(), organisationId, revisionId, this.clock.now(), number - 1],
    );
    if (noted) await this.jobs.add(RECKON_JOB, { impactId: noted.id }, { key: `${RECKON_JOB} ${noted.id}` });
  }

  /** Reckons an impact that waits for it. One that turns out to change nothing is forgotten. Repeatable. */
  async reckon(impactId: string): Promise<void> {
    const impact = await this.queries.one(impactId);
    if (!impact || impact.settledAt !== null) return;
    const differences = await this.differences(impact.organisation.id, impact.beforeRevisionId, impact.afterRevisionId);
    // The profile may have moved on meanwhile: then another job is on its way, and this answer is of no use.
    const still = 'id = $1 and after_revision_id = $2 and settled_at is null';
    if (differences.length === 0)
      await this.database.query(`delete from change_impact where ${still}`, [impactId, impact.afterRevisionId]);
    else
      await this.database.query(`update change_impact set differences = $3 where ${still}`, [
        impactId,
        impact.afterRevisionId,
        JSON.stringify(differences),
      ]);
  }

  /**
   * Records what follows. The first decision settles the impact; a later one takes its place and the earlier stays
   * readable. Answers why not, when not: `afterRevisionId` is what the person had before them, and it may have moved on.
   */
  async decide(
    impactId: string,
    personId: string,
    decision: { whatFollows: WhatFollows; note: string | null; afterRevisionId: string },
  ): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.query('select id from change_impact where id = $1 for update', [impactId]);
      const impact = await this.queries.one(impactId);
      if (!impact) throw new NotFoundException('There is no such change. If it changed nothing after all, it is gone.');
      if (impact.differences === null) return ['It is still being reckoned. Load the page again in a moment.'];
      if (impact.afterRevisionId !== decision.afterRevisionId)
        return ['The policy changed again while you read. What is below is how it stands now; decide on that.'];
      const now = this.clock.now();
      await this.database.query(
        `insert into change_decision (id, impact_id, what_follows, note, decided_by_id, decided_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [newId(), impactId, decision.whatFollows, decision.note, personId, now],
      );
      await this.database.query('update change_impact set settled_at = coalesce(settled_at, $2) where id = $1', [
        impactId,
        now,
      ]);
      if (decision.whatFollows !== 'nothing') await this.events.publish(new PolicyChangeDecided(impactId));
      await this.audit.record({
        action: 'changes.decided',
        subjectKind: 'change_impact',
        subjectId: impactId,
        details: { whatFollows: decision.whatFollows, organisation: impact.organisation.code },
      });
      return [];
    });
  }

  private async differences(
    organisationId: string,
    beforeRevisionId: string,
    afterRevisionId: string,
  ): Promise<VersionImpact[]> {
    const before = await this.profiles.revision(beforeRevisionId);
    const after = await this.profiles.revision(afterRevisionId);
    const found: VersionImpact[] = [];
    for (const id of await this.queries.versionIds(organisationId)) {
      const impact = impactOf(await this.whole(id), before, after, this.clock.today());
      if (impact) found.push(impact);
    }
    return found;
  }

  private async whole(versionId: string): Promise<WholeVersion> {
    const version = await this.courses.version(versionId);
    return {
      version,
      lessons: await Promise.all(version.lessons.map(({ id }) => this.courses.lesson(id))),
      questions: await this.courses.questions(versionId),
    };
  }
}
