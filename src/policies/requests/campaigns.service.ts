import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Campaign, CampaignQuestion } from '../requests.types.js';

/** What a campaign asks, and whether it goes on. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Rewords a campaign. Its address stays. Answers the reasons against it. */
  async edit(
    campaign: Campaign,
    content: { name: string; questions: readonly CampaignQuestion[]; letter: string },
  ): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-campaigns');
      const taken = await this.database.query(
        'select id from policy_campaign where lower(name) = lower($1) and id <> $2',
        [content.name, campaign.id],
      );
      if (taken.length > 0) return ['Another campaign has this name. Choose a different one.'];
      await this.database.query('update policy_campaign set name = $2, questions = $3, letter = $4 where id = $1', [
        campaign.id,
        content.name,
        JSON.stringify(content.questions),
        content.letter,
      ]);
      await this.record('campaigns.edited', campaign);
      return [];
    });
  }

  /** Ends a campaign: it is chased no more, and its numbers stay. */
  async close(campaign: Campaign): Promise<void> {
    await this.setClosed(campaign, this.clock.now(), 'campaigns.closed');
  }

  async reopen(campaign: Campaign): Promise<void> {
    await this.setClosed(campaign, null, 'campaigns.reopened');
  }

  private async setClosed(campaign: Campaign, at: Date | null, action: string): Promise<void> {
    await this.database.transaction(async () => {
      const done = await this.database.query(
        `update policy_campaign set closed_at = $2 where id = $1 and (closed_at is null) <> ($2::timestamptz is null) returning id`,
        [campaign.id, at],
      );
      if (done.length > 0) await this.record(action, campaign);
    });
  }

  private async record(action: string, campaign: Campaign): Promise<void> {
    await this.audit.record({
      action,
      subjectKind: 'policy_campaign',
      subjectId: campaign.id,
      details: { slug: campaign.slug },
    });
  }
}
