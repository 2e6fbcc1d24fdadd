import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { requestsPaths } from '../../policies/paths.js';
import { isOverdue, requestStateInWords } from '../../policies/request-states.rules.js';
import type { PolicyRequest } from '../../policies/requests.types.js';

export interface RequestShown {
  campaign: string;
  /** In the register; for those who administer it. */
  registerHref: string | null;
  /** On WhatDoTheyKnow. */
  href: string | null;
  state: string;
  overdue: boolean;
  dates: string;
}

/** What a Trust was asked under Freedom of Information. Requests that were not sent yet are our plans, and shown to staff. */
export function requestsShown(
  requests: readonly PolicyRequest[],
  on: CivilDate,
  may: { plan: boolean; administer: boolean },
): RequestShown[] {
  return requests
    .filter(({ state }) => may.plan || state !== 'not_sent')
    .map((request) => ({
      campaign: request.campaignName,
      registerHref: may.administer ? requestsPaths.request(request.campaignSlug, request.id) : null,
      href: request.url,
      state: requestStateInWords(request.state),
      overdue: isOverdue(request, on),
      dates: datesOf(request),
    }));
}

function datesOf({ sentOn, dueOn, answeredOn }: PolicyRequest): string {
  const dates = [
    sentOn && `sent on ${dateInWords(sentOn)}`,
    answeredOn ? `answered on ${dateInWords(answeredOn)}` : dueOn && `due by ${dateInWords(dueOn)}`,
  ].filter((date) => date !== null && date !== '');
  const text = dates.join(', ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
