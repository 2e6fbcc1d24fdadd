import { Injectable, NotFoundException } from '@nestjs/common';
import { slugOf } from '../organisations/readable-name.rules.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { currentContext } from '../platform/request-context.js';
import { requestStateInWords } from './request-states.rules.js';
import type { Campaign, CampaignQuestion, PolicyRequest, PutOutcome, RequestChanges } from './requests.types.js';
import { usualLetter, usualQuestions } from './requests/campaign-defaults.rules.js';
import { RequestsQueries } from './requests/requests.queries.js';
import { type EventToWrite, RequestsWriter, type StoredRequest } from './requests/requests-writer.js';

/** Words that stand after /requests in addresses. */
const taken = ['new'];

/** Freedom of Information requests for other rooms of the house: campaigns, and the request to each body. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly database: Database,
    private readonly queries: RequestsQueries,
    private readonly writer: RequestsWriter,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** By its slug or its name, without regard to capitals. */
  campaign(slugOrName: string): Promise<Campaign | undefined> {
    return this.queries.campaign(slugOrName);
  }

  /** All of them: open ones first, the newest first. */
  campaigns(): Promise<Campaign[]> {
    return this.queries.campaigns();
  }

  /** Every request of a campaign, in the order in which they were made. */
  ofCampaign(campaignId: string): Promise<PolicyRequest[]> {
    return this.queries.ofCampaign(campaignId);
  }

  /** What an organisation was asked, the newest campaign first. Requests that moved to a successor are the successor's. */
  ofOrganisation(organisationId: string): Promise<PolicyRequest[]> {
    return this.queries.ofOrganisation(organisationId);
  }

  /**
   * Starts a campaign, with the usual questions and letter unless others are given. Where one of this name exists already
   * it is the answer, unchanged, and `started` is false.
   */
  async start(content: {
    name: string;
    questions?: readonly CampaignQuestion[];
    letter?: string;
  }): Promise<{ campaign: Campaign; started: boolean }> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-campaigns');
      const existing = (await this.queries.campaigns()).find(
        ({ name }) => name.toLowerCase() === content.name.toLowerCase(),
      );
      if (existing) return { campaign: existing, started: false };
      const actor = currentContext()?.actor;
      const slug = await this.freeSlug(content.name);
      await this.database.query(
        `insert into policy_campaign (id, slug, name, questions, letter, created_at, created_by_id) values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          newId(),
          slug,
          content.name,
          JSON.stringify(content.questions ?? usualQuestions),
          content.letter ?? usualLetter,
          this.clock.now(),
          actor?.kind === 'person' ? actor.id : null,
        ],
      );
      const campaign = await this.queries.known(slug);
      await this.audit.record({
        action: 'campaigns.started',
        subjectKind: 'policy_campaign',
        subjectId: campaign.id,
        details: { slug },
      });
      return { campaign, started: true };
    });
  }

  /**
   * Makes the request of the campaign to the organisation stand as said, creating it where there is none. Doing the same
   * again changes nothing. A change of state leaves an event.
   */
  async put(campaignId: string, organisationId: string, changes: RequestChanges = {}): Promise<PutOutcome> {
    const [outcome] = await this.putAll(campaignId, [{ organisationId, ...changes }]);
    if (!outcome) throw new NotFoundException('There is no such organisation.');
    return outcome;
  }

  /** As `put` for many organisations at once, in a constant number of statements. An organisation given twice counts once, as given last. */
  async putAll(
    campaignId: string,
    wanted: readonly (RequestChanges & { organisationId: string })[],
  ): Promise<PutOutcome[]> {
    return this.database.transaction(async () => {
      await this.database.lock(`policy-campaign ${campaignId}`);
      const asked = wanted.map(({ organisationId }) => organisationId);
      const stored = await this.writer.lockedTo(campaignId, asked);
      // A request that went on with a successor is still the answer of the body that closed.
      const movedTo = new Map(stored.map((request) => [request.movedFromId, request.organisationId]));
      const changes = new Map(
        wanted.map((change) => [movedTo.get(change.organisationId) ?? change.organisationId, change]),
      );
      const organisations = await this.organisations.byIds([...changes.keys()]);
      const before = new Map(stored.map((request) => [request.organisationId, request]));
      const after = await this.writer.withDeadlines(
        [...organisations.values()].map(({ id, nation }) =>
          changed(before.get(id) ?? blank(campaignId, id, nation), changes.get(id) ?? {}),
        ),
      );
      const outcomes = after.map((request): PutOutcome => {
        const earlier = before.get(request.organisationId);
        const outcome = !earlier ? 'created' : isSame(earlier, request) ? 'unchanged' : 'changed';
        return { requestId: request.id, organisationId: request.organisationId, outcome };
      });
      const whichAre = (outcome: PutOutcome['outcome']) =>
        after.filter((_, index) => outcomes[index]?.outcome === outcome);
      await this.writer.insert(whichAre('created'));
      await this.writer.update(whichAre('changed'));
      await this.writer.addEvents(
        after.flatMap((request) => eventsOf(before.get(request.organisationId), request, this.clock.today())),
      );
      const counts = { created: whichAre('created').length, changed: whichAre('changed').length };
      if (counts.created + counts.changed > 0)
        await this.audit.record({
          action: 'requests.put',
          subjectKind: 'policy_campaign',
          subjectId: campaignId,
          details: counts,
        });
      return outcomes;
    });
  }

  private async freeSlug(name: string): Promise<string> {
    const slug = slugOf(name) || 'campaign';
    const used = new Set([...taken, ...(await this.queries.campaigns()).map((campaign) => campaign.slug)]);
    if (!used.has(slug)) return slug;
    let number = 2;
    while (used.has(`${slug}-${String(number)}`)) number += 1;
    return `${slug}-${String(number)}`;
  }
}

function blank(campaignId: string, organisationId: string, nation: StoredRequest['nation']): StoredRequest {
  return {
    id: newId(),
    campaignId,
    organisationId,
    movedFromId: null,
    nation,
    state: 'not_sent',
    sentOn: null,
    dueOn: null,
    answeredOn: null,
    exemption: null,
    url: null,
    events: [],
  };
}

function changed(request: StoredRequest, changes: RequestChanges): StoredRequest {
  const { state, sentOn, answeredOn, exemption, url } = changes;
  const next = {
    ...request,
    ...(state !== undefined && { state }),
    ...(sentOn !== undefined && { sentOn }),
    ...(answeredOn !== undefined && { answeredOn }),
    ...(exemption !== undefined && { exemption }),
    ...(url !== undefined && { url }),
  };
  // Whoever gives a day of sending says that it was sent.
  if (next.state === 'not_sent' && next.sentOn !== null) return { ...next, state: 'waiting_response' };
  return next;
}

function isSame(a: StoredRequest, b: StoredRequest): boolean {
  return (['state', 'sentOn', 'answeredOn', 'exemption', 'url'] as const).every((field) => a[field] === b[field]);
}

function eventsOf(before: StoredRequest | undefined, after: StoredRequest, today: string): EventToWrite[] {
  const event = { requestId: after.id, days: null };
  const sent: EventToWrite[] =
    after.sentOn !== null && after.sentOn !== before?.sentOn
      ? [{ ...event, kind: 'sent', onDate: after.sentOn, text: null }]
      : [];
  const was = before?.state ?? 'not_sent';
  if (after.state === was || (was === 'not_sent' && sent.length > 0 && after.state === 'waiting_response')) return sent;
  const text = `State set to “${requestStateInWords(after.state)}”, which was “${requestStateInWords(was)}”.`;
  return [...sent, { ...event, kind: 'note', onDate: today, text }];
}
