import { dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { pageLinks } from './area-choices.view.js';
import type { ListedRequest } from './register.queries.js';

/** A reminder is a letter: fewer of them to a page than of other rows. */
export const CHASED_ON_A_PAGE = 15;

export interface ChasedRequest extends ListedRequest {
  workingDaysLate: number;
  reminder: string;
}

export interface ChaseView {
  title: string;
  back: { href: string; text: string };
  total: number;
  csvHref: string;
  rows: {
    id: string;
    name: string;
    href: string;
    fictional: boolean;
    late: number;
    review: boolean;
    sentOn: string;
    dueOn: string;
    remindedOn: string | null;
    text: string;
    recordHref: string;
  }[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const chasePage = definePage<ChaseView>('policies/requests/chase');

export function chaseView(
  campaign: Campaign,
  chased: readonly ChasedRequest[],
  total: number,
  page: number,
): ChaseView {
  const { slug } = campaign;
  return {
    title: 'Chase list',
    back: { href: requestsPaths.campaign(slug), text: campaign.name },
    total,
    csvHref: requestsPaths.chaseCsv(slug),
    rows: chased.map((request) => ({
      id: `reminder-${request.id}`,
      name: request.body.name,
      href: requestsPaths.request(slug, request.id),
      fictional: request.body.fictional,
      late: request.workingDaysLate,
      review: request.state === 'internal_review',
      sentOn: dateInWords(request.sentOn ?? ''),
      dueOn: dateInWords(request.dueOn ?? ''),
      remindedOn: request.remindedOn && dateInWords(request.remindedOn),
      text: request.reminder,
      recordHref: requestsPaths.newEvent(slug, request.id, 'reminder'),
    })),
    ...pageLinks(page, Math.max(1, Math.ceil(total / CHASED_ON_A_PAGE)), (to) =>
      requestsPaths.chase(slug, { page: to === 1 ? '' : to }),
    ),
  };
}
