import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

interface Succession {
  predecessorId: string;
  successorId: string;
}

/** Reads who succeeded whom, and which revision holds. */
@Injectable()
export class ProfilesQueries {
  constructor(private readonly database: Database) {}

  /** Of all organisations: a few dozen rows. Earlier successions first. */
  successions(): Promise<Succession[]> {
    return this.database.query(
      `select predecessor_id as "predecessorId", successor_id as "successorId" from organisation_succession order by "on", id`,
    );
  }

  async organisationIds(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>('select id from organisation');
    return rows.map((row) => row.id);
  }

  async profiledIds(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>('select organisation_id as id from policy_profile');
    return rows.map((row) => row.id);
  }

  async anyProfile(): Promise<boolean> {
    const rows = await this.database.query('select 1 from policy_profile limit 1');
    return rows.length > 0;
  }

  async currentRevision(organisationId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string | null }>(
      'select revision_id as id from policy_profile where organisation_id = $1',
      [organisationId],
    );
    return row?.id ?? null;
  }
}
