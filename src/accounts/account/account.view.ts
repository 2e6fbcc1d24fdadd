import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { professionName, registrationBodyName, workplaceKindName } from '../account-words.rules.js';
import type { PersonDetails, Workplace } from '../accounts.types.js';
import { accountsPaths } from '../paths.js';
import type { PersonOptions } from '../person/person-fields.form.js';

interface SummaryRow {
  key: string;
  value: string;
  href: string | null;
  action: string | null;
  hidden: string | null;
}

export interface WorkplaceRow {
  id: string;
  name: string;
  /** Kind and nation, or nation alone. */
  what: string;
  fictional: boolean;
  /** "Since 3 March 2026", or "3 March 2026 to 1 May 2026". */
  when: string;
  isCurrent: boolean;
  /** Says that the organisation has closed; null while it is open. */
  closed: string | null;
  successors: { name: string; href: string }[];
}

export interface AccountView {
  title: string;
  summary: SummaryRow[];
  present: WorkplaceRow[];
  past: WorkplaceRow[];
  newWorkplaceHref: string;
  /** What differs there from where the person learned. */
  differencesHref: string;
  dataHref: string;
  currentAction: string;
  endAction: string;
  mailHref: string;
  errors: FieldError[];
}

export interface DetailsView {
  title: string;
  action: string;
  accountHref: string;
  typed: Record<'name' | 'profession' | 'registrationBody' | 'registrationNumber', string | null>;
  errors: FieldError[];
  options: PersonOptions;
}

export interface PasswordView {
  title: string;
  action: string;
  accountHref: string;
  /** For password managers: whose password it is. */
  email: string;
  errors: FieldError[];
}

export const accountPage = definePage<AccountView>('accounts/account');
export const detailsPage = definePage<DetailsView>('accounts/details');
export const passwordPage = definePage<PasswordView>('accounts/password');

export function accountView(
  person: PersonDetails,
  workplaces: readonly Workplace[],
  errors: FieldError[],
): AccountView {
  return {
    title: 'Your account',
    summary: summaryOf(person),
    present: workplaces.filter((workplace) => workplace.endedAt === null).map(workplaceRow),
    past: workplaces.filter((workplace) => workplace.endedAt !== null).map(workplaceRow),
    newWorkplaceHref: accountsPaths.newWorkplace(),
    differencesHref: accountsPaths.differences(),
    dataHref: accountsPaths.data(),
    currentAction: accountsPaths.currentWorkplace(),
    endAction: accountsPaths.endedWorkplaces(),
    mailHref: accountsPaths.mail(),
    errors,
  };
}

function summaryOf(person: PersonDetails): SummaryRow[] {
  const change = (hidden: string, href: string) => ({ href, action: 'Change', hidden });
  const { registrationBody: body, registrationNumber: number } = person;
  return [
    { key: 'Name', value: person.name, ...change('your name', accountsPaths.details()) },
    { key: 'Email address', value: person.email, href: null, action: null, hidden: null },
    { key: 'Password', value: 'Not shown', ...change('your password', accountsPaths.password()) },
    {
      key: 'Profession',
      value: professionName(person.profession),
      ...change('your profession', accountsPaths.details()),
    },
    {
      key: 'Registration',
      value: body && number ? `${registrationBodyName(body)}: ${number}` : 'None given',
      ...change('your registration number', accountsPaths.details()),
    },
  ];
}

function workplaceRow(workplace: Workplace): WorkplaceRow {
  const nation = nationName(workplace.nation);
  const kind = workplaceKindName(workplace.kind);
  const from = dateInWords(londonDate(workplace.startedAt));
  return {
    id: workplace.id,
    name: workplace.name ?? kind,
    what: workplace.organisationId === null && workplace.name !== null ? `${kind}, ${nation}` : nation,
    fictional: workplace.fictional,
    when: workplace.endedAt === null ? `Since ${from}` : `${from} to ${dateInWords(londonDate(workplace.endedAt))}`,
    isCurrent: workplace.isCurrent,
    closed:
      workplace.closedOn !== null && workplace.endedAt === null ? `Closed ${dateInWords(workplace.closedOn)}` : null,
    successors: workplace.successors.map(({ code, name }) => ({
      name,
      href: accountsPaths.newWorkplace({ workplace: code }),
    })),
  };
}
