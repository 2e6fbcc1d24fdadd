import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import type { FieldError } from '../../platform/http/form.js';
import { professionName, roleName } from '../account-words.rules.js';
import { accountsPaths } from '../paths.js';
import type { ListedPerson } from './people.queries.js';
import { grantableRoles } from './role-changes.rules.js';

export const PAGE_SIZE = 25;

interface PersonRow {
  name: string;
  href: string;
  email: string;
  since: string;
  roles: string[];
  state: { text: string; kind: string } | null;
}

export interface PeopleView {
  title: string;
  action: string;
  text: string | null;
  rows: PersonRow[];
  next: { href: string; text: string } | null;
  /** Back to the newest, from a later page. */
  firstHref: string | null;
}

export interface PersonView {
  title: string;
  peopleHref: string;
  auditHref: string;
  mailHref: string;
  state: { text: string; kind: string } | null;
  summary: { key: string; value: string | null; href: null; action: null; hidden: null }[];
  rolesAction: string;
  roles: { value: string; text: string; hint: string; checked: boolean }[];
  deactivationAction: string | null;
  reactivationAction: string | null;
  errors: FieldError[];
}

export const peoplePage = definePage<PeopleView>('accounts/people');
export const personPage = definePage<PersonView>('accounts/person');

/** `found` holds one more than a page when there is a next one. */
export function peopleView(found: readonly ListedPerson[], text: string, before: string | null): PeopleView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const further = found.length > PAGE_SIZE && last;
  return {
    title: 'People',
    action: accountsPaths.people(),
    text: text === '' ? null : text,
    rows: shown.map((person) => ({
      name: person.name,
      href: accountsPaths.person(person.id),
      email: person.email,
      since: dateInWords(londonDate(person.createdAt)),
      roles: person.roles.filter((role) => role !== 'learner').map(roleName),
      state: stateOf(person),
    })),
    next: further ? { href: accountsPaths.people({ text, before: last.id }), text: 'Older accounts' } : null,
    firstHref: before === null ? null : accountsPaths.people({ text }),
  };
}

const hints = {
  trainer: 'Verifies facts of others, records clinical and legal reviews.',
  admin: 'Does everything, and gives roles to others.',
};

export function personView(person: ListedPerson, errors: FieldError[]): PersonView {
  const row = (key: string, value: string | null) => ({ key, value, href: null, action: null, hidden: null });
  return {
    title: person.name,
    peopleHref: accountsPaths.people(),
    auditHref: accountsPaths.audit({ person: person.id }),
    mailHref: accountsPaths.mailLog({ person: person.id }),
    state: stateOf(person),
    summary: [
      row('Email address', person.email),
      row('Profession', professionName(person.profession)),
      row('Works at', person.workplace),
      row('Registered', dateInWords(londonDate(person.createdAt))),
    ],
    rolesAction: accountsPaths.roles(person.id),
    roles: grantableRoles.map((role) => ({
      value: role,
      text: roleName(role),
      hint: hints[role],
      checked: person.roles.includes(role),
    })),
    deactivationAction: person.deactivatedAt === null ? accountsPaths.deactivation(person.id) : null,
    reactivationAction: person.deactivatedAt === null ? null : accountsPaths.reactivation(person.id),
    errors,
  };
}

function stateOf(person: ListedPerson): PersonView['state'] {
  if (person.deactivatedAt !== null) return { text: 'Deactivated', kind: 'bad' };
  return person.confirmed ? null : { text: 'Address not confirmed', kind: 'warm' };
}
