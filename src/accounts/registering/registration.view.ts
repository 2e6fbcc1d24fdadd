import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { PersonOptions } from '../person/person-fields.form.js';
import type {
  ChosenOrganisation,
  ElsewhereView,
  SuccessorsView,
  WorkplaceSearchView,
} from '../workplace/choosing.view.js';

/** First step: where do you work? Exactly one of `search` and `closed` is there. */
export interface RegisterWorkplaceView {
  title: string;
  signInHref: string;
  errors: FieldError[];
  search: WorkplaceSearchView | null;
  closed: SuccessorsView | null;
}

/** Second step: who are you? Exactly one of `organisation` and `elsewhere` is there. */
export interface RegisterView {
  title: string;
  action: string;
  organisation: ChosenOrganisation | null;
  elsewhere: ElsewhereView | null;
  otherWorkplaceHref: string;
  /** Where to go on once the address is confirmed. */
  next: string | null;
  privacyHref: string;
  whoSeesWhatHref: string;
  typed: Record<RegisterField, string | null>;
  errors: FieldError[];
  options: PersonOptions;
}

const registerFields = [
  'name',
  'email',
  'profession',
  'registrationBody',
  'registrationNumber',
  'kind',
  'workplaceName',
  'nation',
  'area',
] as const;
type RegisterField = (typeof registerFields)[number];

/** What was typed, every field present, as templates need it. */
export function typedRegistration(typed: Record<string, string>): RegisterView['typed'] {
  return Object.fromEntries(registerFields.map((field) => [field, typed[field] ?? null])) as RegisterView['typed'];
}

/** Mail is on its way, or not: the page says the same. */
export interface MailSentView {
  title: string;
  /** Where to ask for it again. */
  againHref: string;
  hours: number;
  /** Where the developer finds it when no mail server is set; null elsewhere. */
  outboxHref: string | null;
}

export interface AddressFormView {
  title: string;
  action: string;
  typed: { email: string | null };
  errors: FieldError[];
  signInHref: string;
}

export interface ConfirmView {
  title: string;
  action: string;
  email: string;
  errors: FieldError[];
  resetHref: string;
}

export interface DeadLinkView {
  title: string;
  signInHref: string;
  /** Where a new link is asked for. */
  againHref: string;
}

export const registerWorkplacePage = definePage<RegisterWorkplaceView>('accounts/register-workplace');
export const registerPage = definePage<RegisterView>('accounts/register');
export const registeredPage = definePage<MailSentView>('accounts/registered');
export const confirmPage = definePage<ConfirmView>('accounts/confirm');
export const askConfirmationPage = definePage<AddressFormView>('accounts/ask-confirmation');
export const confirmationSentPage = definePage<MailSentView>('accounts/confirmation-sent');
export const deadConfirmationPage = definePage<DeadLinkView>('accounts/dead-confirmation');
