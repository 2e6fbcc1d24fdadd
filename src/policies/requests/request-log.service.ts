import { Injectable, NotFoundException } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { FieldError } from '../../platform/http/form.js';
import type { RequestEventKind, RequestState } from '../requests.types.js';
import { actOf } from './deadline.rules.js';
import { answers, stateAfter, whyNotRecord } from './request-log.rules.js';
import { RequestsWriter, type StoredRequest } from './requests-writer.js';

export interface EventToRecord {
  kind: RequestEventKind;
  onDate: CivilDate;
  text: string | null;
  days: number | null;
  /** What kind of answer it was. */
  outcome: RequestState | null;
  exemption: string | null;
}

/** What happens with requests, one after the other. Each verb answers the reasons against it; none when it is done. */
@Injectable()
export class RequestLogService {
  constructor(
    private readonly database: Database,
    private readonly writer: RequestsWriter,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Records an event, moves the request on and reckons its deadline anew. The same event again changes nothing. */
  async record(requestId: string, event: EventToRecord): Promise<FieldError[]> {
    return this.database.transaction(async () => {
      const request = await this.locked(requestId);
      if (await this.isRecorded(requestId, event)) return [];
      const standing = { state: request.state, sentOn: request.sentOn, act: actOf(request.nation) };
      const reasons = whyNotRecord(standing, event, this.clock.today());
      if (reasons.length > 0) return reasons;
      const { kind, onDate, text, days } = event;
      await this.writer.addEvents([{ requestId, kind, onDate, text, days }]);
      const next: StoredRequest = {
        ...request,
        state: stateAfter(request.state, kind, event.outcome),
        events: [...request.events, { kind, onDate, days, withdrawnAt: null }],
        ...(kind === 'sent' && { sentOn: onDate }),
        // Deadline and answer belong to one another: a review has both anew.
        ...(kind === 'internal_review_asked' && { answeredOn: null }),
        ...(answers.includes(kind) && { answeredOn: request.answeredOn ?? onDate, exemption: event.exemption }),
      };
      await this.writer.update(await this.writer.withDeadlines([next]));
      await this.audit.record({
        action: 'requests.recorded',
        subjectKind: 'policy_request',
        subjectId: requestId,
        details: { kind, state: next.state },
      });
      return [];
    });
  }

  /** Withdraws an event that was a mistake. It stays readable, and the deadline is reckoned without it. */
  async withdraw(requestId: string, eventId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.locked(requestId);
      const done = await this.database.query<{ kind: string }>(
        `update policy_request_event set withdrawn_at = $3 where id = $2 and request_id = $1 and withdrawn_at is null
         returning kind`,
        [requestId, eventId, this.clock.now()],
      );
      if (!done[0]) return;
      await this.writer.update(await this.writer.withDeadlines(await this.writer.locked([requestId])));
      await this.audit.record({
        action: 'request_events.withdrawn',
        subjectKind: 'policy_request_event',
        subjectId: eventId,
        details: { kind: done[0].kind },
      });
    });
  }

  /** Records that letters were sent on a day. Those that were sent before are left alone; answers how many were not. */
  async markSent(requestIds: readonly string[], onDate: CivilDate): Promise<number> {
    return this.database.transaction(async () => {
      const requests = (await this.writer.locked(requestIds)).filter(({ state }) => state === 'not_sent');
      await this.writer.addEvents(
        requests.map(({ id }) => ({ requestId: id, kind: 'sent', onDate, text: null, days: null })),
      );
      const sent = requests.map((request) => ({ ...request, state: 'waiting_response' as const, sentOn: onDate }));
      await this.writer.update(await this.writer.withDeadlines(sent));
      const campaigns = Map.groupBy(requests, ({ campaignId }) => campaignId);
      for (const [campaignId, its] of campaigns)
        await this.audit.record({
          action: 'requests.sent',
          subjectKind: 'policy_campaign',
          subjectId: campaignId,
          details: { requests: its.length, onDate },
        });
      return requests.length;
    });
  }

  /** Goes on with the successor of a body that closed. Doing it twice changes nothing the second time. */
  async moveTo(requestId: string, successorId: string): Promise<string[]> {
    return this.database.transaction(async () => {
      const request = await this.locked(requestId);
      if (request.organisationId === successorId) return [];
      const body = await this.organisations.byId(request.organisationId);
      const successor = body?.successors.find(({ id }) => id === successorId);
      if (!body || !successor) return ['That body is not known as a successor. Choose one from the list.'];
      const [own] = await this.database.query<{ id: string }>(
        'select id from policy_request where campaign_id = $1 and organisation_id = $2',
        [request.campaignId, successorId],
      );
      if (own) return [`${successor.name} has a request of its own in this campaign. Go on with that one.`];
      const nation = (await this.organisations.byId(successorId))?.nation ?? request.nation;
      const moved = { ...request, organisationId: successorId, nation, movedFromId: request.movedFromId ?? body.id };
      await this.writer.update(await this.writer.withDeadlines([moved]));
      await this.writer.addEvents([
        {
          requestId,
          kind: 'note',
          onDate: this.clock.today(),
          text: `Moved from ${body.name}, which closed, to ${successor.name}.`,
          days: null,
        },
      ]);
      await this.audit.record({
        action: 'requests.moved',
        subjectKind: 'policy_request',
        subjectId: requestId,
        details: { from: body.code, to: successor.code },
      });
      return [];
    });
  }

  private async isRecorded(requestId: string, event: EventToRecord): Promise<boolean> {
    const found = await this.database.query(
      `select id from policy_request_event where request_id = $1 and withdrawn_at is null and kind = $2 and on_date = $3
         and text is not distinct from $4 and days is not distinct from $5`,
      [requestId, event.kind, event.onDate, event.text, event.days],
    );
    return found.length > 0;
  }

  private async locked(requestId: string): Promise<StoredRequest> {
    const [request] = await this.writer.locked([requestId]);
    if (!request) throw new NotFoundException('There is no such request.');
    return request;
  }
}
