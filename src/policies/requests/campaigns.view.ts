import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { placeholders } from './letter.rules.js';
import type { BoardNumber } from './register.queries.js';

export interface CampaignsView {
  title: string;
  newHref: string;
  rows: {
    name: string;
    href: string;
    since: string;
    closed: boolean;
    bodies: number;
    sent: number;
    overdue: number;
    answered: number;
  }[];
}

export interface CampaignFormView {
  title: string;
  back: { href: string; text: string };
  action: string;
  button: string;
  placeholders: { name: string; text: string }[];
  typed: Record<string, string | undefined>;
  errors: FieldError[];
}

export const campaignsPage = definePage<CampaignsView>('policies/requests/campaigns');
export const campaignFormPage = definePage<CampaignFormView>('policies/requests/campaign-form');

export function campaignsView(
  campaigns: readonly Campaign[],
  totals: readonly (Record<BoardNumber, number> & { campaignId: string; bodies: number })[],
): CampaignsView {
  const byId = new Map(totals.map((row) => [row.campaignId, row]));
  return {
    title: 'Requests',
    newHref: requestsPaths.newCampaign(),
    rows: campaigns.map((campaign) => {
      const numbers = byId.get(campaign.id);
      return {
        name: campaign.name,
        href: requestsPaths.campaign(campaign.slug),
        since: dateInWords(londonDate(campaign.createdAt)),
        closed: campaign.closedAt !== null,
        bodies: numbers?.bodies ?? 0,
        sent: numbers?.sent ?? 0,
        overdue: numbers?.overdue ?? 0,
        answered: numbers?.answered ?? 0,
      };
    }),
  };
}

export function campaignFormView(
  campaign: Campaign | null,
  typed: Record<string, string>,
  errors: FieldError[],
): CampaignFormView {
  return {
    title: campaign ? `Edit ${campaign.name}` : 'Start a campaign',
    back: campaign
      ? { href: requestsPaths.campaign(campaign.slug), text: campaign.name }
      : { href: requestsPaths.campaigns(), text: 'Requests' },
    action: campaign ? requestsPaths.edit(campaign.slug) : requestsPaths.campaigns(),
    button: campaign ? 'Save the campaign' : 'Start the campaign',
    placeholders: Object.entries(placeholders).map(([name, text]) => ({ name: `{{${name}}}`, text })),
    typed: { name: typed['name'], questions: typed['questions'], letter: typed['letter'] },
    errors,
  };
}
