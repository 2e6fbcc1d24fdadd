import type { Pool, PoolClient } from 'pg';

const PREFIX = 'beforehand jobs ';

/**
 * Tells the other processes that this one's worker lives, for as long as its connection does. What a worker that was
 * killed had under way can so be given to others within seconds instead of hours.
 */
export class WorkerPresence {
  private client: PoolClient | null = null;

  constructor(private readonly pool: Pool) {}

  async begin(workerId: string): Promise<void> {
    this.client ??= await this.pool.connect();
    await this.client.query("select set_config('application_name', $1, false)", [PREFIX + workerId]);
  }

  end(): void {
    // Not given back to the pool: its name would go on living.
    this.client?.release(true);
    this.client = null;
  }

  /** Frees the jobs whose worker is gone. A young lock may belong to a worker that is about to say that it lives. */
  async freeJobsOfTheDead(): Promise<void> {
    await this.pool.query(
      `select graphile_worker.force_unlock_workers(array_agg(locked_by))
         from (select distinct locked_by from graphile_worker.jobs
                where locked_at < now() - interval '5 seconds'
                  and not exists (select 1 from pg_stat_activity
                                   where datname = current_database() and application_name = $1 || locked_by)) dead
       having count(*) > 0`,
      [PREFIX],
    );
  }
}
