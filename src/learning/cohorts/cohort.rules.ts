import { professionName } from '../../accounts/account-words.rules.js';
import type { Profession } from '../../accounts/accounts.types.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import type { Nation } from '../../organisations/organisations.types.js';
import { addDays, type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';

/** How people come into a cohort: named one by one, or by a rule. */
export const cohortBys = ['hand', 'rule'] as const;
export type CohortBy = (typeof cohortBys)[number];
/** How one person came in. */
export type MemberBy = 'hand' | 'rule' | 'code';

/** Whom a rule takes in: everything that is named has to hold. Null: any. */
export interface CohortRule {
  professions: Profession[] | null;
  organisation: string | null;
  nation: Nation | null;
  area: string | null;
}

/** By when a course is to be finished: on a day, or so many days after one is enrolled; neither: no due date. */
export interface CohortDue {
  dueOn: CivilDate | null;
  dueDays: number | null;
}

/** The due date of somebody who is enrolled on a day. A day that has passed is no due date for who comes later. Pure. */
export function dueDateOf({ dueOn, dueDays }: CohortDue, enrolledOn: CivilDate): CivilDate | null {
  if (dueDays !== null) return addDays(enrolledOn, dueDays);
  return dueOn !== null && dueOn >= enrolledOn ? dueOn : null;
}

/** "Due by 1 May 2027", "due 60 days after each is enrolled". */
export function dueInWords({ dueOn, dueDays }: CohortDue): string {
  if (dueDays !== null) return `${dueDays === 1 ? '1 day' : `${String(dueDays)} days`} after each is enrolled`;
  return dueOn === null ? 'No due date' : dateInWords(dueOn);
}

/** "Paramedic; works at Riverbank": what has to hold of somebody whom the rule takes in. */
export function ruleInWords({ professions, organisation, nation, area }: CohortRule): string {
  const place = (where: string | null, preposition: string) =>
    where === null ? [] : [`works ${preposition} ${where}`];
  return [
    ...(professions === null ? [] : [professions.map(professionName).join(' or ')]),
    ...place(organisation, 'at'),
    ...place(area, 'in'),
    ...place(nation === null ? null : nationName(nation), 'in'),
  ].join('; ');
}

/** Why a rule cannot be; null when it can. */
export function ruleProblem({ professions, organisation, nation, area }: CohortRule): string | null {
  if (professions === null && organisation === null && nation === null && area === null)
    return 'Say whom the rule takes in: a profession, a workplace, a nation or an area';
  if (organisation !== null && (nation !== null || area !== null))
    return 'A Trust lies in one nation and one area: name the Trust alone, or the nation or area';
  return null;
}
