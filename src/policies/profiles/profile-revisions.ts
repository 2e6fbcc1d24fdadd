import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { PolicyProfile } from '../policies.types.js';
import { ProfileRevised } from '../policies.events.js';
import { QuestionsService } from '../questions.service.js';
import { type ProfileFacts, profileFacts, questionsOfProfile } from './profile.rules.js';
import { ProfilesQueries } from './profiles.queries.js';

type Snapshot = Omit<PolicyProfile, 'revisionId' | 'number' | 'madeAt'>;

/** Makes the next revision of a profile when what it says has changed. Call inside the transaction of the change. */
@Injectable()
export class ProfileRevisions {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsService,
    private readonly questions: QuestionsService,
    private readonly facts: FactsQueries,
    private readonly queries: ProfilesQueries,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Of these organisations and of whoever succeeds them. Answers how many revisions were made. */
  async revise(organisationIds: readonly string[]): Promise<number> {
    if (organisationIds.length === 0) return 0;
    const predecessorsOf = new Map<string, string[]>();
    const successorsOf = new Map<string, string[]>();
    for (const { predecessorId, successorId } of await this.queries.successions()) {
      predecessorsOf.set(successorId, [...(predecessorsOf.get(successorId) ?? []), predecessorId]);
      successorsOf.set(predecessorId, [...(successorsOf.get(predecessorId) ?? []), successorId]);
    }
    const affected = reachable(organisationIds, successorsOf);
    const current = await this.lock([...affected]);
    const needed = reachable(affected, predecessorsOf);
    const snapshots = await this.snapshots(affected, needed, predecessorsOf);
    return this.write(snapshots, current);
  }

  async reviseAll(): Promise<number> {
    return this.revise(await this.queries.organisationIds());
  }

  /** As revise, once there are profiles at all: until the first facts are loaded there is nothing that they could say. */
  async reviseOnceMade(organisationIds: readonly string[]): Promise<number> {
    return (await this.queries.anyProfile()) ? this.revise(organisationIds) : 0;
  }

  /** Those that have a profile already: before the first facts are loaded there is nothing to revise. */
  async reviseMade(): Promise<number> {
    return this.revise(await this.queries.profiledIds());
  }

  /** Locks the profiles' rows, always in the same order, and answers what they say now. */
  private async lock(organisationIds: string[]): Promise<Map<string, { number: number; snapshot: Snapshot | null }>> {
    await this.database.query(
      `insert into policy_profile (organisation_id) select unnest($1::uuid[]) order by 1 on conflict do nothing`,
      [organisationIds],
    );
    const rows = await this.database.query<{ organisationId: string; number: number; snapshot: Snapshot | null }>(
      `select p.organisation_id as "organisationId", p.number,
         (select r.snapshot from policy_profile_revision r where r.id = p.revision_id) as snapshot
       from policy_profile p where p.organisation_id = any($1) order by p.organisation_id for update of p`,
      [organisationIds],
    );
    return new Map(rows.map((row) => [row.organisationId, row]));
  }

  private async snapshots(
    affected: ReadonlySet<string>,
    needed: ReadonlySet<string>,
    predecessorsOf: ReadonlyMap<string, string[]>,
  ): Promise<Snapshot[]> {
    const organisations = await this.organisations.byIds([...needed]);
    const questions = await this.questions.all();
    const recorded = Map.groupBy(await this.facts.ofOrganisations([...needed]), (fact) => fact.organisationId);
    const held = new Map<string, ProfileFacts>();
    const factsOf = (id: string, on: ReadonlySet<string> = new Set()): ProfileFacts => {
      const known = held.get(id);
      if (known) return known;
      // A circle among successions would be a fault in the data; nobody inherits from themselves.
      const predecessors = (predecessorsOf.get(id) ?? [])
        .filter((predecessor) => !on.has(predecessor))
        .flatMap((predecessor) => {
          const organisation = organisations.get(predecessor);
          if (!organisation) return [];
          const { code, name } = organisation;
          return [{ code, name, facts: factsOf(predecessor, new Set([...on, id])) }];
        });
      const facts = profileFacts(questions, recorded.get(id) ?? [], predecessors);
      held.set(id, facts);
      return facts;
    };
    return [...affected].flatMap((id) => {
      const organisation = organisations.get(id);
      if (!organisation) return [];
      return [{ organisation: asSnapshot(organisation), questions: questionsOfProfile(questions), facts: factsOf(id) }];
    });
  }

  private async write(
    snapshots: Snapshot[],
    current: ReadonlyMap<string, { number: number; snapshot: Snapshot | null }>,
  ): Promise<number> {
    const madeAt = this.clock.now();
    const revisions = snapshots.flatMap((snapshot) => {
      const before = current.get(snapshot.organisation.id);
      if (before?.snapshot && sameJson(before.snapshot, snapshot)) return [];
      return [{ id: newId(), organisation_id: snapshot.organisation.id, number: (before?.number ?? 0) + 1, snapshot }];
    });
    if (revisions.length === 0) return 0;
    await this.database.query(
      `with made as (
         insert into policy_profile_revision (id, organisation_id, number, snapshot, made_at)
         select id, organisation_id, number, snapshot, $2 from jsonb_to_recordset($1)
           as r(id uuid, organisation_id uuid, number int, snapshot jsonb)
         returning id, organisation_id, number)
       update policy_profile p set revision_id = made.id, number = made.number from made
       where p.organisation_id = made.organisation_id`,
      [JSON.stringify(revisions), madeAt],
    );
    for (const revision of revisions)
      await this.events.publish(new ProfileRevised(revision.organisation_id, revision.id, revision.number));
    return revisions.length;
  }
}

/** The ids and all that can be reached from them. */
function reachable(ids: Iterable<string>, next: ReadonlyMap<string, string[]>): Set<string> {
  const found = new Set(ids);
  for (const id of found) for (const further of next.get(id) ?? []) found.add(further);
  return found;
}

function asSnapshot(organisation: OrganisationSummary): Snapshot['organisation'] {
  const { id, code, odsCode, name, nation, regionCode, regionName, icbCode, icbName, sector, fictional, closedOn } =
    organisation;
  return { id, code, odsCode, name, nation, regionCode, regionName, icbCode, icbName, sector, fictional, closedOn };
}

/** Whether two values are the same as JSON, in whatever order their keys stand (jsonb keeps its own). */
function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
