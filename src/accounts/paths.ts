import { withQuery } from '../platform/http/with-query.js';

/** Addresses of everything that has to do with one's own account, and of the administration of people. */
export const accountsPaths = {
  /** Where signing in and out leads when nothing else was asked for: the home page, which knows who is there. */
  home: () => '/',
  /** Pages of other modules to which people are led. */
  privacy: () => '/privacy',
  whoSeesWhat: () => '/who-sees-what',
  mail: () => '/account/mail',
  mailLog: (query: { person: string }) => withQuery('/mail-log', query),
  outbox: () => '/outbox',
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  signOut: () => '/sign-out',
  /** `workplace` is an organisation's code, or 'elsewhere' for one that is not in the directory. */
  register: (query: { workplace?: string; text?: string } = {}) => withQuery('/register', query),
  registered: () => '/register/sent',
  confirm: (token: string) => `/confirm/${encodeURIComponent(token)}`,
  confirmationMails: () => '/confirm',
  confirmationMailSent: () => '/confirm/sent',
  passwordReset: () => '/reset-password',
  passwordResetSent: () => '/reset-password/sent',
  newPassword: (token: string) => `/reset-password/with/${encodeURIComponent(token)}`,
  account: () => '/account',
  details: () => '/account/details',
  password: () => '/account/password',
  workplaces: () => '/account/workplaces',
  newWorkplace: (query: { workplace?: string; text?: string } = {}) => withQuery('/account/workplaces/new', query),
  currentWorkplace: () => '/account/current-workplace',
  endedWorkplaces: () => '/account/ended-workplaces',
  people: (query: { text?: string; before?: string } = {}) => withQuery('/people', query),
  person: (id: string) => `/people/${id}`,
  roles: (id: string) => `/people/${id}/roles`,
  deactivation: (id: string) => `/people/${id}/deactivation`,
  reactivation: (id: string) => `/people/${id}/reactivation`,
  audit: (query: { action?: string; person?: string; before?: string } = {}) => withQuery('/audit', query),
};
