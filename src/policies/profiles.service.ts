import { Injectable, NotFoundException } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../platform/database/database.js';
import type { PolicyProfile } from './policies.types.js';
import { ProfilesQueries } from './profiles/profiles.queries.js';

/** Some 20 kB each: the profiles of every Trust at hand, and as many earlier ones. */
const MOST_IN_MEMORY = 500;

/** What is known about an organisation, revision by revision. */
@Injectable()
export class ProfilesService {
  /** Revisions are never edited, so what is in memory is always right. */
  private readonly revisions = new LRUCache<string, PolicyProfile>({ max: MOST_IN_MEMORY });

  constructor(
    private readonly database: Database,
    private readonly queries: ProfilesQueries,
  ) {}

  /** The profile that holds now; null when none was made yet. */
  async current(organisationId: string): Promise<PolicyProfile | null> {
    const revisionId = await this.queries.currentRevision(organisationId);
    return revisionId === null ? null : this.revision(revisionId);
  }

  /** Those that hold now, by organisation; ones of which none was made are missing. One statement for those not in memory. */
  async currentOf(organisationIds: readonly string[]): Promise<Map<string, PolicyProfile>> {
    const current = await this.queries.currentRevisions(organisationIds);
    const missing = current.filter(({ revisionId }) => !this.revisions.has(revisionId));
    const rows = await this.database.query<{
      id: string;
      number: number;
      snapshot: Omit<PolicyProfile, 'revisionId' | 'number' | 'madeAt'>;
      madeAt: Date;
    }>('select id, number, snapshot, made_at as "madeAt" from policy_profile_revision where id = any($1)', [
      missing.map(({ revisionId }) => revisionId),
    ]);
    const read = new Map(
      rows.map(({ id, number, snapshot, madeAt }) => [
        id,
        { revisionId: id, number, madeAt: madeAt.toISOString(), ...snapshot },
      ]),
    );
    const profiles = new Map<string, PolicyProfile>();
    for (const { organisationId, revisionId } of current) {
      const profile = read.get(revisionId) ?? this.revisions.get(revisionId);
      if (!profile) continue;
      this.revisions.set(revisionId, profile);
      profiles.set(organisationId, profile);
    }
    return profiles;
  }

  /** A revision by its id, as it was made. Throws NotFoundException when there is none. */
  async revision(revisionId: string): Promise<PolicyProfile> {
    const known = this.revisions.get(revisionId);
    if (known) return known;
    const [row] = await this.database.query<{
      number: number;
      snapshot: Omit<PolicyProfile, 'revisionId' | 'number' | 'madeAt'>;
      madeAt: Date;
    }>('select number, snapshot, made_at as "madeAt" from policy_profile_revision where id = $1', [revisionId]);
    if (!row) throw new NotFoundException('There is no such revision of a policy profile.');
    const profile = { revisionId, number: row.number, madeAt: row.madeAt.toISOString(), ...row.snapshot };
    this.revisions.set(revisionId, profile);
    return profile;
  }
}
