import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { addMonths } from '../civil-date.rules.js';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database } from '../database/database.js';
import { Jobs } from '../jobs/jobs.js';
import type { RetentionPeriods } from './periods.rules.js';

/** How what is older than its period is deleted. */
export interface RetentionRule {
  period: keyof RetentionPeriods;
  /** Deletes at most `limit` of what lies before the London day, in the caller's transaction; answers how many went. */
  deleteBefore: (day: string, limit: number) => Promise<number>;
}

export const RETENTION_JOB = 'retention.apply';
const EVERY_NIGHT = '23 2 * * *';
const BATCH = 500;

/** Deletes what was kept for as long as this installation keeps it: every night, in batches that each stand by themselves. */
@Injectable()
export class Retention implements OnModuleInit {
  private readonly rules: RetentionRule[] = [];

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.register({ period: 'mail', deleteBefore: (day, limit) => this.deleteMail(day, limit) });
    this.register({ period: 'changes', deleteBefore: (day, limit) => this.deleteChanges(day, limit) });
    this.jobs.handle<object>(RETENTION_JOB, async () => {
      await this.apply();
    });
    this.jobs.recur(RETENTION_JOB, EVERY_NIGHT);
  }

  /** Call it in the module's onModuleInit. */
  register(rule: RetentionRule): void {
    this.rules.push(rule);
  }

  /** Answers how many of each kind were deleted. Repeatable: whatever stops it, the next night goes on from there. */
  async apply(): Promise<Partial<Record<keyof RetentionPeriods, number>>> {
    const deleted: Partial<Record<keyof RetentionPeriods, number>> = {};
    for (const { period, deleteBefore } of this.rules) {
      const months = this.config.retention[period];
      if (months === null) continue;
      const day = addMonths(this.clock.today(), -months);
      let count: number;
      do {
        count = await this.database.transaction(async () => {
          // What the database keeps from everybody else it lets go at this word, which holds for this transaction.
          await this.database.query(`select set_config('beforehand.retention', 'on', true)`);
          const gone = await deleteBefore(day, BATCH);
          await this.database.query(`select set_config('beforehand.retention', 'off', true)`);
          if (gone > 0)
            await this.audit.record({
              action: 'retention.applied',
              subjectKind: 'retention',
              subjectId: period,
              details: { before: day, count: gone },
            });
          return gone;
        });
        deleted[period] = (deleted[period] ?? 0) + count;
      } while (count === BATCH);
    }
    return deleted;
  }

  private async deleteMail(day: string, limit: number): Promise<number> {
    const gone = await this.database.query(
      `delete from mail_message where id in (select id from mail_message
         where queued_at < $1::date::timestamp at time zone 'Europe/London' order by queued_at limit $2) returning id`,
      [day, limit],
    );
    return gone.length;
  }

  private async deleteChanges(day: string, limit: number): Promise<number> {
    const gone = await this.database.query(
      `delete from audit_entry where id in (select id from audit_entry
         where at < $1::date::timestamp at time zone 'Europe/London' order by at, id limit $2) returning id`,
      [day, limit],
    );
    return gone.length;
  }
}
