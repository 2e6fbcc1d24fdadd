import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { currentContext } from '../../platform/request-context.js';
import { type BodyMatch, NameIndex, normalisedName } from './body-name.rules.js';
import { BodyNamesQueries } from './body-names.queries.js';

/** A body as a file names it. */
export interface NamedBody {
  name: string;
  code: string;
  /** On that day it was asked: a body that closed later is not its successor yet. */
  sentOn: string | null;
}

/** As `BodyMatch`, or a reason why there is nothing to decide. */
export type FoundBody = BodyMatch | { reason: string };

/** Finds the organisations that a file names, and remembers what people decide where names are not enough. */
@Injectable()
export class BodyMatching {
  constructor(
    private readonly database: Database,
    private readonly queries: BodyNamesQueries,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** For each body in turn. `askedAlready`: organisations of the campaign, which stay themselves when they have closed. */
  async match(bodies: readonly NamedBody[], askedAlready: ReadonlySet<string>): Promise<FoundBody[]> {
    const [names, known, byCode, decisions] = [
      await this.queries.names(),
      await this.queries.bodies(),
      await this.organisations.byCodes([...new Set(bodies.map(({ code }) => code).filter((code) => code !== ''))]),
      await this.queries.decisions([...new Set(bodies.map(({ name }) => normalisedName(name)))]),
    ];
    const index = new NameIndex(names, known);
    const found = bodies.map(({ name, code, sentOn }): FoundBody | undefined => {
      const keepClosed = (id: string) =>
        askedAlready.has(id) || (sentOn !== null && sentOn < (known.get(id)?.closedOn ?? ''));
      const decided = decisions.get(normalisedName(name));
      if (code !== '') {
        const organisation = byCode.get(code);
        if (!organisation)
          return {
            reason: `The directory has no organisation with the code “${code}”. Correct it, or leave it empty and give the name.`,
          };
        const match = index.followed([organisation.id], 'code', keepClosed);
        const named = name === '' ? undefined : index.match(name, { keepClosed });
        return agreeing(match, named);
      }
      if (decided === null) return { reason: 'It was decided earlier that this name is none of the directory.' };
      if (decided !== undefined) return index.followed([decided], 'decision', keepClosed);
      return index.match(name, { keepClosed });
    });
    return this.withAlike(bodies, found, names);
  }

  /** Remembers which organisation a name means; null says that it is none of the directory. */
  async decide(name: string, organisationId: string | null): Promise<void> {
    const actor = currentContext()?.actor;
    const key = normalisedName(name);
    await this.database.transaction(async () => {
      await this.database.query(
        `insert into policy_body_match (name_key, name, organisation_id, decided_by_id, decided_at) values ($1, $2, $3, $4, $5)
         on conflict (name_key) do update set name = excluded.name, organisation_id = excluded.organisation_id,
           decided_by_id = excluded.decided_by_id, decided_at = excluded.decided_at`,
        [key, name, organisationId, actor?.kind === 'person' ? actor.id : null, this.clock.now()],
      );
      await this.audit.record({
        action: 'body_names.decided',
        subjectKind: 'policy_body_match',
        subjectId: key,
        details: { organisationId },
      });
    });
  }

  /** Takes a decision back: the next file that has the name asks again. Imports that were applied stay as they are. */
  async forget(key: string): Promise<void> {
    await this.database.transaction(async () => {
      const forgotten = await this.database.query<{ organisationId: string | null }>(
        'delete from policy_body_match where name_key = $1 returning organisation_id as "organisationId"',
        [key],
      );
      for (const { organisationId } of forgotten)
        await this.audit.record({
          action: 'body_names.forgotten',
          subjectKind: 'policy_body_match',
          subjectId: key,
          details: { organisationId },
        });
    });
  }

  /** Nothing matched: what comes near is offered to a person. */
  private async withAlike(
    bodies: readonly NamedBody[],
    found: readonly (FoundBody | undefined)[],
    names: readonly { organisationId: string; name: string }[],
  ): Promise<FoundBody[]> {
    const missing = bodies.filter((_, index) => found[index] === undefined).map(({ name }) => normalisedName(name));
    const keys = names.map(({ organisationId, name }) => ({ organisationId, key: normalisedName(name) }));
    const alike = await this.queries.alike([...new Set(missing)], keys);
    return bodies.map(({ name }, index) => found[index] ?? { candidateIds: alike.get(normalisedName(name)) ?? [] });
  }
}

/** The code decides, unless the name beside it clearly means another. */
function agreeing(byCode: BodyMatch, byName: BodyMatch | undefined): BodyMatch {
  if (!('organisationId' in byCode) || byName === undefined || !('organisationId' in byName)) return byCode;
  if (byCode.organisationId === byName.organisationId) return byCode;
  return { candidateIds: [byCode.organisationId, byName.organisationId] };
}
