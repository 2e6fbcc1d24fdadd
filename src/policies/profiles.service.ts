import { Injectable, NotFoundException } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type CivilDate, endOfLondonDay } from '../platform/civil-date.rules.js';
import type { PolicyProfile } from './policies.types.js';
import { ProfilesQueries, type RevisionRow } from './profiles/profiles.queries.js';

/** Some 20 kB each: the profiles of every Trust at hand, and as many earlier ones. */
const MOST_IN_MEMORY = 500;

/** What is known about an organisation, revision by revision. */
@Injectable()
export class ProfilesService {
  /** Revisions are never edited, so what is in memory is always right. */
  private readonly revisions = new LRUCache<string, PolicyProfile>({ max: MOST_IN_MEMORY });

  constructor(private readonly queries: ProfilesQueries) {}

  /** The profile that holds now; null when none was made yet. */
  async current(organisationId: string): Promise<PolicyProfile | null> {
    const revisionId = await this.queries.currentRevision(organisationId);
    return revisionId === null ? null : this.revision(revisionId);
  }

  /** Those that hold now, by organisation; ones of which none was made are missing. One statement for those not in memory. */
  async currentOf(organisationIds: readonly string[]): Promise<Map<string, PolicyProfile>> {
    const current = await this.queries.currentRevisions(organisationIds);
    await this.read(current.map(({ revisionId }) => revisionId));
    const profiles = new Map<string, PolicyProfile>();
    for (const { organisationId, revisionId } of current) profiles.set(organisationId, await this.revision(revisionId));
    return profiles;
  }

  /** A revision by its id, as it was made. Throws NotFoundException when there is none. */
  async revision(revisionId: string): Promise<PolicyProfile> {
    const known = this.revisions.get(revisionId);
    if (known) return known;
    const [row] = await this.queries.revisions([revisionId]);
    if (!row) throw new NotFoundException('There is no such revision of a policy profile.');
    return this.keep(row);
  }

  /** What was known at the end of a day in London; null when nothing had been recorded by then. */
  async asOf(organisationId: string, day: CivilDate): Promise<PolicyProfile | null> {
    const revisionId = await this.queries.revisionBefore(organisationId, endOfLondonDay(day));
    return revisionId === null ? null : this.revision(revisionId);
  }

  /** Earlier revisions, the newest first, from below a number on; all of them in two reads. */
  async history(organisationId: string, below: number | null, limit: number): Promise<PolicyProfile[]> {
    const ids = await this.queries.revisionIds(organisationId, below, limit);
    await this.read(ids);
    return Promise.all(ids.map((id) => this.revision(id)));
  }

  /** Brings those that are not at hand into memory, at once. */
  private async read(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.revisions.has(id));
    if (missing.length > 0) for (const row of await this.queries.revisions(missing)) this.keep(row);
  }

  private keep({ snapshot, madeAt, ...row }: RevisionRow): PolicyProfile {
    const profile = { ...row, madeAt: madeAt.toISOString(), ...snapshot };
    this.revisions.set(row.revisionId, profile);
    return profile;
  }
}
