import { Injectable } from '@nestjs/common';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { currentContext } from '../../platform/request-context.js';
import type { RequestEventKind, RequestState } from '../requests.types.js';
import { bankHolidays } from './bank-holidays.js';
import { actOf, type DatedEvent, dueOn } from './deadline.rules.js';

/** A request as it is stored, with what its deadline depends on. */
export interface StoredRequest {
  id: string;
  campaignId: string;
  organisationId: string;
  movedFromId: string | null;
  nation: Nation;
  state: RequestState;
  sentOn: CivilDate | null;
  dueOn: CivilDate | null;
  answeredOn: CivilDate | null;
  exemption: string | null;
  url: string | null;
  events: DatedEvent[];
}

export interface EventToWrite {
  requestId: string;
  kind: RequestEventKind;
  onDate: CivilDate;
  text: string | null;
  days: number | null;
}

/** Writes requests and their events, many in one statement. Call inside a transaction. */
@Injectable()
export class RequestsWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those with the ids, locked until the transaction ends: two people with one request come one after the other. */
  locked(ids: readonly string[]): Promise<StoredRequest[]> {
    return this.read('r.id = any($1)', [ids]);
  }

  /** Those of the campaign that go to the organisations or did at first, locked. */
  lockedTo(campaignId: string, organisationIds: readonly string[]): Promise<StoredRequest[]> {
    return this.read('r.campaign_id = $2 and (r.organisation_id = any($1) or r.moved_from_id = any($1))', [
      organisationIds,
      campaignId,
    ]);
  }

  /** Every one whose deadline is `dueOn`: reckoned afresh from its events. */
  async withDeadlines(requests: readonly StoredRequest[]): Promise<StoredRequest[]> {
    const isBankHoliday = await bankHolidays();
    return requests.map((request) => ({
      ...request,
      dueOn:
        request.sentOn === null || request.state === 'not_sent'
          ? null
          : dueOn(actOf(request.nation), request.sentOn, request.events, isBankHoliday),
    }));
  }

  async insert(requests: readonly StoredRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await this.database.query(
      `insert into policy_request (id, campaign_id, organisation_id, state, sent_on, due_on, answered_on, exemption, url, updated_at)
       select id, "campaignId", "organisationId", state, "sentOn", "dueOn", "answeredOn", exemption, url, $2
       from jsonb_to_recordset($1) as r(id uuid, "campaignId" uuid, "organisationId" uuid, state text, "sentOn" date,
         "dueOn" date, "answeredOn" date, exemption text, url text)`,
      [JSON.stringify(requests), this.clock.now()],
    );
  }

  async update(requests: readonly StoredRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await this.database.query(
      `update policy_request p set organisation_id = r."organisationId", moved_from_id = r."movedFromId", state = r.state,
         sent_on = r."sentOn", due_on = r."dueOn", answered_on = r."answeredOn", exemption = r.exemption, url = r.url, updated_at = $2
       from jsonb_to_recordset($1) as r(id uuid, "organisationId" uuid, "movedFromId" uuid, state text, "sentOn" date,
         "dueOn" date, "answeredOn" date, exemption text, url text) where p.id = r.id`,
      [JSON.stringify(requests), this.clock.now()],
    );
  }

  async addEvents(events: readonly EventToWrite[]): Promise<void> {
    if (events.length === 0) return;
    const actor = currentContext()?.actor;
    await this.database.query(
      `insert into policy_request_event (id, request_id, kind, on_date, text, days, recorded_by_id, recorded_at)
       select id, "requestId", kind, "onDate", text, days, $2, $3
       from jsonb_to_recordset($1) as e(id uuid, "requestId" uuid, kind text, "onDate" date, text text, days int)`,
      [
        JSON.stringify(events.map((event) => ({ ...event, id: newId() }))),
        actor?.kind === 'person' ? actor.id : null,
        this.clock.now(),
      ],
    );
  }

  private read(condition: string, values: unknown[]): Promise<StoredRequest[]> {
    return this.database.query(
      `select r.id, r.campaign_id as "campaignId", r.organisation_id as "organisationId", r.moved_from_id as "movedFromId",
         o.nation, r.state, r.sent_on as "sentOn", r.due_on as "dueOn", r.answered_on as "answeredOn", r.exemption, r.url,
         coalesce((select json_agg(json_build_object('kind', e.kind, 'onDate', e.on_date, 'days', e.days,
           'withdrawnAt', e.withdrawn_at) order by e.on_date, e.id)
           from policy_request_event e where e.request_id = r.id), '[]') as events
       from policy_request r join organisation o on o.id = r.organisation_id
       where ${condition} order by r.id for update of r`,
      values,
    );
  }
}
