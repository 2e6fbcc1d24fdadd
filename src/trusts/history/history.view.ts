import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import { requestStateInWords } from '../../policies/request-states.rules.js';
import type { PolicyRequest } from '../../policies/requests.types.js';
import { trustsPaths } from '../paths.js';
import type { RevisionChange } from './history.rules.js';

export const PAGE_SIZE = 15;

export interface HistoryView {
  title: string;
  trust: { name: string; href: string };
  fictional: boolean;
  action: string;
  revisions: { title: string; href: string; lines: string[] }[];
  earlier: { href: string; text: string } | null;
  requests: { campaign: string; state: string; dates: string; href: string | null }[];
  typed: Record<string, string>;
  errors: FieldError[];
}

export const historyPage = definePage<HistoryView>('trusts/history');

export function historyView(found: {
  organisation: OrganisationSummary;
  changes: readonly RevisionChange[];
  /** One more than a page when there are earlier ones. */
  revisions: readonly PolicyProfile[];
  requests: readonly PolicyRequest[];
  errors: FieldError[];
  typed: Record<string, string>;
}): HistoryView {
  const { organisation, changes, revisions, requests, errors, typed } = found;
  const shown = changes.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const names = new Map(
    revisions.flatMap(({ questions }) => Object.entries(questions).map(([key, { shortName }]) => [key, shortName])),
  );
  return {
    title: `What we knew of ${organisation.name}, and when`,
    trust: { name: organisation.name, href: trustsPaths.trust(organisation.code) },
    fictional: organisation.fictional,
    action: trustsPaths.history(organisation.code),
    revisions: shown.map((change) => {
      const day = londonDate(new Date(change.madeAt));
      return {
        title: `Revision ${String(change.number)}, ${dateInWords(day)}`,
        href: trustsPaths.trustOn(organisation.code, day),
        lines: linesOf(change, names),
      };
    }),
    earlier:
      revisions.length > PAGE_SIZE && last && last.number > 1
        ? { href: trustsPaths.history(organisation.code, { below: last.number }), text: 'Earlier revisions' }
        : null,
    requests: requests.map((request) => ({
      campaign: request.campaignName,
      state: requestStateInWords(request.state),
      dates: datesOf(request),
      href: request.url,
    })),
    typed,
    errors,
  };
}

function linesOf(change: RevisionChange, names: ReadonlyMap<string, string>): string[] {
  const line = (what: string, keys: readonly string[]) =>
    keys.length === 0 ? [] : [`${what}: ${keys.map((key) => names.get(key) ?? key).join(', ')}`];
  const lines = [
    ...line('Newly known', change.added),
    ...line('Another answer', change.changed),
    ...line('The same answer from another source or date', change.reread),
    ...line('No longer known', change.gone),
    ...(change.organisation ? ['The organisation’s own name, area or state changed'] : []),
  ];
  if (lines.length > 0) return lines;
  return [change.first ? 'Nothing was known yet' : 'Only the wording of questions changed'];
}

function datesOf({ sentOn, dueOn, answeredOn }: PolicyRequest): string {
  const parts = [
    sentOn && `sent ${dateInWords(sentOn)}`,
    answeredOn ? `answered ${dateInWords(answeredOn)}` : dueOn && `due ${dateInWords(dueOn)}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
