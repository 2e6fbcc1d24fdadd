import { Injectable, NotFoundException } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
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
    const profiles = await this.all(current.map(({ revisionId }) => revisionId));
    return new Map(current.map(({ organisationId }, index) => [organisationId, profiles[index] as PolicyProfile]));
  }

  /** The profile that held at an instant; null when none was made by then. */
  async asOf(organisationId: string, instant: Date): Promise<PolicyProfile | null> {
    const [id] = await this.queries.revisions(organisationId, { madeBefore: instant, limit: 1 });
    return id === undefined ? null : this.revision(id);
  }

  /**
   * Revisions of a profile, the newest first: at most `limit` of those before a number. What a revision changed is told by
   * the one after it in the list.
   */
  async history(organisationId: string, page: { before: number | null; limit: number }): Promise<PolicyProfile[]> {
    return this.all(await this.queries.revisions(organisationId, page));
  }

  /** A revision by its id, as it was made. Throws NotFoundException when there is none. */
  async revision(revisionId: string): Promise<PolicyProfile> {
    const known = this.revisions.get(revisionId);
    if (known) return known;
    const [row] = await this.queries.revisionsById([revisionId]);
    if (!row) throw new NotFoundException('There is no such revision of a policy profile.');
    return this.keep(row);
  }

  /** Those revisions, in that order. One statement for those that are not at hand. */
  private async all(ids: readonly string[]): Promise<PolicyProfile[]> {
    const missing = ids.filter((id) => !this.revisions.has(id));
    const read = missing.length > 0 ? await this.queries.revisionsById(missing) : [];
    const fresh = new Map(read.map((row) => [row.revisionId, this.keep(row)]));
    const found: PolicyProfile[] = [];
    for (const id of ids) found.push(fresh.get(id) ?? (await this.revision(id)));
    return found;
  }

  private keep({ snapshot, madeAt, ...row }: RevisionRow): PolicyProfile {
    const profile = { ...row, madeAt: madeAt.toISOString(), ...snapshot };
    this.revisions.set(row.revisionId, profile);
    return profile;
  }
}
