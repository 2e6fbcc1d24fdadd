import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { DAYS_TO_RESTORE } from '../restoring.rules.js';
import { EvidenceFiles } from '../evidence/evidence-files.js';
import type { ActivityDetails, ActivityRemarks } from '../portfolio.types.js';

export const PURGE_JOB = 'portfolio.purge-activity';
const DAY_MS = 86_400_000;

/** Changes one person's activities: every statement names the person. */
@Injectable()
export class ActivitiesService {
  constructor(
    private readonly database: Database,
    private readonly files: EvidenceFiles,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Adds an activity under the id that its form carried, so that a form sent twice adds it once; answers its id. */
  async add(personId: string, formId: string, details: ActivityDetails): Promise<string> {
    return this.database.transaction(async () => {
      if (await this.insert(personId, formId, details)) return formId;
      const [own] = await this.database.query('select from portfolio_activity where id = $1 and person_id = $2', [
        formId,
        personId,
      ]);
      if (own) return formId;
      const id = newId();
      await this.insert(personId, id, details);
      return id;
    });
  }

  /** Changes what a learner told; what a certificate filed keeps all but remarks. */
  async change(personId: string, id: string, details: ActivityDetails): Promise<void> {
    await this.database.transaction(async () => {
      const changed = await this.database.query(
        `update portfolio_activity set title = $3, kind = $4, provider = $5, started_on = $6, ended_on = $7, hours = $8,
           participatory = $9, setting = $10, themes = $11, relevance = $12, benefit = $13, changed_at = $14
         where id = $1 and person_id = $2 and certificate_id is null returning id`,
        [id, personId, ...valuesOf(details), this.clock.now()],
      );
      if (changed.length > 0) await this.record('portfolio_activities.changed', id);
    });
  }

  /** Changes what the learner says of an activity, whoever filed it. */
  async remark(personId: string, id: string, remarks: ActivityRemarks): Promise<void> {
    await this.database.transaction(async () => {
      const changed = await this.database.query(
        `update portfolio_activity set setting = $3, themes = $4, relevance = $5, benefit = $6, changed_at = $7
         where id = $1 and person_id = $2 returning id`,
        [id, personId, remarks.setting, remarks.themes, remarks.relevance, remarks.benefit, this.clock.now()],
      );
      if (changed.length > 0) await this.record('portfolio_activities.changed', id);
    });
  }

  /** Takes an activity out, for good after some days. What a certificate filed stays. Answers whether it was there. */
  async remove(personId: string, id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const removed = await this.database.query(
        `update portfolio_activity set removed_at = $3
         where id = $1 and person_id = $2 and certificate_id is null and removed_at is null returning id`,
        [id, personId, this.clock.now()],
      );
      if (removed.length === 0) return false;
      await this.record('portfolio_activities.removed', id);
      // In the queue's time, which is the machine's.
      const runAt = new Date(Date.now() + DAYS_TO_RESTORE * DAY_MS);
      await this.jobs.add(PURGE_JOB, { activityId: id }, { key: `${PURGE_JOB}:${id}`, runAt });
      return true;
    });
  }

  /** Puts back what was taken out; answers whether it could be. */
  async restore(personId: string, id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const restored = await this.database.query(
        `update portfolio_activity set removed_at = null
         where id = $1 and person_id = $2 and removed_at is not null returning id`,
        [id, personId],
      );
      if (restored.length > 0) await this.record('portfolio_activities.restored', id);
      return restored.length > 0;
    });
  }

  /** Deletes for good what was taken out long enough ago, with its evidence. Repeatable. */
  async purge(activityId: string): Promise<void> {
    await this.database.transaction(async () => {
      const [due] = await this.database.query<{ due: boolean }>(
        `select removed_at <= $2 as due from portfolio_activity where id = $1 and removed_at is not null for update`,
        [activityId, new Date(this.clock.now().getTime() - DAYS_TO_RESTORE * DAY_MS)],
      );
      if (due?.due !== true) return;
      await this.files.deleteAllOf(activityId);
      await this.database.query('update portfolio_reflection set activity_id = null where activity_id = $1', [
        activityId,
      ]);
      await this.database.query('delete from portfolio_activity where id = $1', [activityId]);
      await this.record('portfolio_activities.deleted', activityId);
    });
  }

  private async insert(personId: string, id: string, details: ActivityDetails): Promise<boolean> {
    const inserted = await this.database.query(
      `insert into portfolio_activity (id, person_id, title, kind, provider, started_on, ended_on, hours, participatory,
         setting, themes, relevance, benefit, added_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
       on conflict (id) do nothing returning id`,
      [id, personId, ...valuesOf(details), this.clock.now()],
    );
    if (inserted.length > 0) await this.record('portfolio_activities.added', id);
    return inserted.length > 0;
  }

  private record(action: string, id: string): Promise<void> {
    return this.audit.record({ action, subjectKind: 'portfolio_activity', subjectId: id });
  }
}

function valuesOf(details: ActivityDetails): unknown[] {
  const { title, kind, provider, startedOn, endedOn, hours, participatory } = details;
  const { setting, themes, relevance, benefit } = details;
  return [title, kind, provider, startedOn, endedOn, hours, participatory, setting, themes, relevance, benefit];
}
