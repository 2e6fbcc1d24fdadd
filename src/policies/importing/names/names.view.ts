import { organisationPage } from '../../../organisations/paths.js';
import { dateInWords, londonDate } from '../../../platform/civil-date.rules.js';
import { definePage } from '../../../platform/views/page.js';
import { importsPaths } from '../../paths.js';
import { pageLinks } from '../../requests/area-choices.view.js';
import type { DecidedName } from '../body-names.queries.js';

export const PAGE_SIZE = 25;

type Link = { href: string; text: string } | null;

interface NamesView {
  title: string;
  back: { href: string; text: string };
  action: string;
  q: string;
  allHref: string | null;
  rows: {
    name: string;
    means: { name: string; href: string; fictional: boolean } | null;
    decided: string;
    forgetHref: string;
  }[];
  previous: Link;
  next: Link;
}

interface ForgetView {
  title: string;
  back: { href: string; text: string };
  name: string;
  means: string | null;
  decided: string;
  action: string;
  key: string;
}

export const namesPage = definePage<NamesView>('policies/imports/names');
export const forgetPage = definePage<ForgetView>('policies/imports/forget-name');

/** `found` holds one page, each row with the number of all. */
export function namesView(found: readonly (DecidedName & { total: number })[], q: string, page: number): NamesView {
  const pages = Math.max(1, Math.ceil((found[0]?.total ?? 0) / PAGE_SIZE));
  return {
    title: 'Names that were decided',
    back: { href: importsPaths.list(), text: 'Imports' },
    action: importsPaths.names(),
    q,
    allHref: q === '' ? null : importsPaths.names(),
    rows: found.map((decision) => ({
      name: decision.name,
      means: decision.organisation && {
        name: decision.organisation.name,
        href: organisationPage(decision.organisation.code),
        fictional: decision.organisation.fictional,
      },
      decided: decidedInWords(decision),
      forgetHref: importsPaths.newForgetting(decision.key),
    })),
    ...pageLinks(page, pages, (to) => importsPaths.names({ q, page: to === 1 ? undefined : to })),
  };
}

export function forgetView(decision: DecidedName): ForgetView {
  return {
    title: `Forget what “${decision.name}” means`,
    back: { href: importsPaths.names(), text: 'Names that were decided' },
    name: decision.name,
    means: decision.organisation?.name ?? null,
    decided: decidedInWords(decision),
    action: importsPaths.forgettings(),
    key: decision.key,
  };
}

function decidedInWords({ decidedBy, decidedAt }: DecidedName): string {
  return `${decidedBy ?? 'Somebody'}, ${dateInWords(londonDate(decidedAt))}`;
}
