import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { Events } from '../platform/events.js';
import { WorkplaceChanged } from './accounts.events.js';
import type { CurrentWorkplace, Place, Workplace } from './accounts.types.js';
import { WorkplacesQueries } from './workplace/workplaces.queries.js';

/** Where people work: several places, one of them current. */
@Injectable()
export class WorkplacesService {
  constructor(
    private readonly database: Database,
    private readonly queries: WorkplacesQueries,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Where the person works now; null for somebody who never said, such as an administrator whom an operator entered. */
  async current(personId: string): Promise<CurrentWorkplace | null> {
    return (await this.queries.current(personId)) ?? null;
  }

  /** The current one first, then the other present ones, then the past ones. */
  list(personId: string): Promise<Workplace[]> {
    return this.queries.list(personId);
  }

  /**
   * Adds the place and makes it the current one; a place that is among the present ones already is not added twice.
   * Answers its id.
   */
  async change(personId: string, place: Place): Promise<string> {
    return this.database.transaction(async () => {
      await this.lock(personId);
      const known = await this.queries.same(personId, place);
      const id = known ?? (await this.insert(personId, place));
      await this.turnTo(personId, id);
      return id;
    });
  }

  /** Makes one of the person's present workplaces the current one. Throws NotFoundException for anything else. */
  async makeCurrent(personId: string, workplaceId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.lock(personId);
      if (!(await this.queries.isPresent(personId, workplaceId))) throw notTheirs();
      await this.turnTo(personId, workplaceId);
    });
  }

  /** The person does not work there any more. Answers false for the current one: another has to take its place first. */
  async end(personId: string, workplaceId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.lock(personId);
      const current = await this.queries.current(personId);
      if (current?.id === workplaceId) return false;
      const ended = await this.database.query(
        `update workplace set ended_at = $3 where id::text = $1 and person_id = $2 and ended_at is null returning id`,
        [workplaceId, personId, this.clock.now()],
      );
      if (ended.length > 0) await this.record('workplaces.ended', workplaceId);
      else if (!(await this.queries.isTheirs(personId, workplaceId))) throw notTheirs();
      return true;
    });
  }

  /**
   * Where an organisation of these has closed and one other runs its services, those who work there work at the successor
   * from now on. After a split nothing is done: each of them is asked.
   */
  async followSuccessors(organisationIds: readonly string[]): Promise<void> {
    for (const { organisationId, successorId, nation } of await this.queries.onlySuccessors(
      organisationIds,
      this.clock.today(),
    )) {
      const place: Place = { kind: 'organisation', organisationId: successorId, nation };
      for (const { personId, workplaceId, isCurrent } of await this.queries.peopleAt(organisationId)) {
        await this.lock(personId);
        if (isCurrent) await this.change(personId, place);
        else if (!(await this.queries.same(personId, place))) await this.insert(personId, place);
        await this.end(personId, workplaceId);
      }
    }
  }

  /** One change of a person's workplaces at a time: two tabs, or a button pressed twice. */
  private async lock(personId: string): Promise<void> {
    await this.database.query('select id from person where id = $1 for update', [personId]);
  }

  private async insert(personId: string, place: Place): Promise<string> {
    const id = newId();
    const elsewhere = place.kind === 'organisation' ? { name: null, regionCode: null, icbCode: null } : place;
    await this.database.query(
      `insert into workplace (id, person_id, organisation_id, kind, name, nation, region_code, icb_code, started_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        personId,
        place.kind === 'organisation' ? place.organisationId : null,
        place.kind,
        elsewhere.name,
        place.nation,
        elsewhere.regionCode,
        elsewhere.icbCode,
        this.clock.now(),
      ],
    );
    await this.record('workplaces.added', id);
    return id;
  }

  private async turnTo(personId: string, workplaceId: string): Promise<void> {
    const current = await this.queries.current(personId);
    if (current?.id === workplaceId) return;
    await this.database.query('update workplace set is_current = false where person_id = $1 and is_current', [
      personId,
    ]);
    await this.database.query('update workplace set is_current = true where id = $1', [workplaceId]);
    await this.record('workplaces.made_current', workplaceId);
    await this.events.publish(new WorkplaceChanged(personId, workplaceId));
  }

  private async record(action: string, workplaceId: string): Promise<void> {
    await this.audit.record({ action, subjectKind: 'workplace', subjectId: workplaceId });
  }
}

function notTheirs(): NotFoundException {
  return new NotFoundException('You have no such workplace.');
}
