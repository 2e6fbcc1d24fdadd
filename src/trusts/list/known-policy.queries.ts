import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** About which organisations something is recorded, and how much. */
@Injectable()
export class KnownPolicyQueries {
  constructor(private readonly database: Database) {}

  async organisationIds(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select distinct organisation_id as id from policy_fact where superseded_at is null',
    );
    return rows.map((row) => row.id);
  }

  /** How many facts are recorded about each; those about which nothing is are missing from the answer. */
  async factCounts(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: string; facts: number }>(
      `select organisation_id as id, count(*)::int as facts from policy_fact
       where superseded_at is null and organisation_id = any($1) group by organisation_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.facts]));
  }
}
