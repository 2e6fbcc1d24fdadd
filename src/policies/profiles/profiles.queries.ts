import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PolicyProfile } from '../policies.types.js';

interface Succession {
  predecessorId: string;
  successorId: string;
}

export interface RevisionRow {
  revisionId: string;
  number: number;
  snapshot: Omit<PolicyProfile, 'revisionId' | 'number' | 'madeAt'>;
  madeAt: Date;
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

  /** Of each organisation that has one. */
  currentRevisions(organisationIds: readonly string[]): Promise<{ organisationId: string; revisionId: string }[]> {
    return this.database.query(
      `select organisation_id as "organisationId", revision_id as "revisionId" from policy_profile
       where organisation_id = any($1) and revision_id is not null`,
      [organisationIds],
    );
  }

  /** Ids of those of one organisation, the newest first: at most `limit` with a lower number, made before an instant. */
  async revisions(
    organisationId: string,
    which: { before?: number | null; madeBefore?: Date; limit: number },
  ): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from policy_profile_revision
       where organisation_id = $1 and ($2::int is null or number < $2) and ($3::timestamptz is null or made_at < $3)
       order by number desc limit $4`,
      [organisationId, which.before ?? null, which.madeBefore ?? null, which.limit],
    );
    return rows.map(({ id }) => id);
  }

  async currentRevision(organisationId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string | null }>(
      'select revision_id as id from policy_profile where organisation_id = $1',
      [organisationId],
    );
    return row?.id ?? null;
  }

  revisionsById(ids: readonly string[]): Promise<RevisionRow[]> {
    return this.database.query(
      `select id as "revisionId", number, snapshot, made_at as "madeAt" from policy_profile_revision where id = any($1)`,
      [ids],
    );
  }
}
