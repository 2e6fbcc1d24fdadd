import type { CivilDate } from '../../platform/civil-date.rules.js';

/** Whether a code can be joined with, from the top of the ladder down: the first that is true is what people are told. */
export type CodeState = 'ended' | 'stopped' | 'expired' | 'used_up' | 'open';

export interface CodeFacts {
  cohortEnded: boolean;
  stopped: boolean;
  expiresOn: CivilDate;
  mostUses: number | null;
  uses: number;
}

/** Where a code stands on a day. It works on its last day still. Pure. */
export function codeState({ cohortEnded, stopped, expiresOn, mostUses, uses }: CodeFacts, today: CivilDate): CodeState {
  if (cohortEnded) return 'ended';
  if (stopped) return 'stopped';
  if (expiresOn < today) return 'expired';
  return mostUses !== null && uses >= mostUses ? 'used_up' : 'open';
}

/** Whether the address lies in one of the domains, or in one below; none: any address does. Pure. */
export function mayJoin(email: string, domains: readonly string[]): boolean {
  const domain = email.toLowerCase().split('@').at(-1) ?? '';
  return domains.length === 0 || domains.some((one) => domain === one || domain.endsWith(`.${one}`));
}

/** "@nhs.net or @example.nhs.uk". */
export const domainsInWords = (domains: readonly string[]): string => domains.map((one) => `@${one}`).join(' or ');
