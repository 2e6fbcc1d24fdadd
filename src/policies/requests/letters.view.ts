import { definePage } from '../../platform/views/page.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { pageLinks } from './area-choices.view.js';
import type { ListedRequest } from './register.queries.js';

/** A letter is long: fewer of them to a page than of other rows. */
export const LETTERS_ON_A_PAGE = 10;

export interface LettersView {
  title: string;
  back: { href: string; text: string };
  total: number;
  everybody: boolean;
  otherHref: string;
  textHref: string;
  csvHref: string;
  editHref: string;
  sendingsHref: string;
  addHref: string;
  letters: { id: string; name: string; fictional: boolean; href: string; text: string }[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const lettersPage = definePage<LettersView>('policies/requests/letters');

export function lettersView(
  campaign: Campaign,
  letters: readonly { request: ListedRequest; text: string }[],
  total: number,
  page: number,
  everybody: boolean,
): LettersView {
  const { slug } = campaign;
  const query: { show?: string } = everybody ? { show: 'all' } : {};
  return {
    title: 'Letters',
    back: { href: requestsPaths.campaign(slug), text: campaign.name },
    total,
    everybody,
    otherHref: requestsPaths.letters(slug, everybody ? {} : { show: 'all' }),
    textHref: requestsPaths.lettersText(slug, query),
    csvHref: requestsPaths.lettersCsv(slug, query),
    editHref: requestsPaths.edit(slug),
    sendingsHref: requestsPaths.newSendings(slug),
    addHref: requestsPaths.newBodies(slug),
    letters: letters.map(({ request, text }) => ({
      id: `letter-${request.id}`,
      name: request.body.name,
      fictional: request.body.fictional,
      href: requestsPaths.request(slug, request.id),
      text,
    })),
    ...pageLinks(page, Math.max(1, Math.ceil(total / LETTERS_ON_A_PAGE)), (to) =>
      requestsPaths.letters(slug, { ...query, page: to === 1 ? '' : to }),
    ),
  };
}
