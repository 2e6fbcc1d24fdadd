import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Campaign, PolicyRequest, RequestEvent } from '../requests.types.js';

const campaignColumns = `c.id, c.slug, c.name, c.questions, c.letter, c.created_at as "createdAt", c.closed_at as "closedAt"`;

/** What a PolicyRequest is read with; `r` is the request and `c` its campaign. */
export const requestColumns = `r.id, r.campaign_id as "campaignId", c.slug as "campaignSlug", c.name as "campaignName",
  r.organisation_id as "organisationId", r.moved_from_id as "movedFromId", r.state, r.sent_on as "sentOn", r.due_on as "dueOn",
  r.answered_on as "answeredOn", r.exemption, r.url, r.updated_at as "updatedAt"`;

/** Reads campaigns and requests. Every answer is one statement. */
@Injectable()
export class RequestsQueries {
  constructor(private readonly database: Database) {}

  /** By slug or name, capitals or not; a slug comes before another's name. */
  async campaign(slugOrName: string): Promise<Campaign | undefined> {
    const [campaign] = await this.database.query<Campaign>(
      `select ${campaignColumns} from policy_campaign c where c.slug = lower($1) or lower(c.name) = lower($1)
       order by c.slug = lower($1) desc limit 1`,
      [slugOrName.trim()],
    );
    return campaign;
  }

  /** The campaign at an address. Throws NotFoundException when there is none. */
  async known(slug: string): Promise<Campaign> {
    const campaign = await this.campaign(slug);
    if (!campaign) throw new NotFoundException('There is no such campaign.');
    return campaign;
  }

  campaigns(): Promise<Campaign[]> {
    return this.database.query(`select ${campaignColumns} from policy_campaign c order by c.closed_at desc, c.id desc`);
  }

  ofCampaign(campaignId: string): Promise<PolicyRequest[]> {
    return this.where('r.campaign_id = $1', campaignId);
  }

  ofOrganisation(organisationId: string): Promise<PolicyRequest[]> {
    return this.where('r.organisation_id = $1', organisationId);
  }

  async one(id: string): Promise<PolicyRequest | undefined> {
    return (await this.where('r.id = $1', id))[0];
  }

  /** What happened, the oldest first; what was withdrawn is in it. */
  events(requestId: string): Promise<RequestEvent[]> {
    return this.database.query(
      `select e.id, e.kind, e.on_date as "onDate", e.text, e.days, e.recorded_at as "recordedAt", e.withdrawn_at as "withdrawnAt"
       from policy_request_event e where e.request_id = $1 order by e.on_date, e.id`,
      [requestId],
    );
  }

  private where(condition: string, value: string): Promise<PolicyRequest[]> {
    return this.database.query(
      `select ${requestColumns} from policy_request r join policy_campaign c on c.id = r.campaign_id
       where ${condition} order by c.id desc, r.id`,
      [value],
    );
  }
}
