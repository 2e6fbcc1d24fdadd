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
  differences: () => '/differences',
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  signOut: () => '/sign-out',
  /** `workplace` is an organisation's code, or 'elsewhere' for one that is not in the directory. */
  register: (query: { workplace?: string; text?: string; next?: string | null } = {}) => withQuery('/register', query),
  registered: () => '/register/sent',
  /** `next`: where to go on once the address is confirmed. */
  confirm: (token: string, next: string | null = null) => withQuery(`/confirm/${encodeURIComponent(token)}`, { next }),
  confirmationMails: () => '/confirm',
  confirmationMailSent: () => '/confirm/sent',
  passwordReset: () => '/reset-password',
  passwordResetSent: () => '/reset-password/sent',
  newPassword: (token: string) => `/reset-password/with/${encodeURIComponent(token)}`,
  account: () => '/account',
  details: () => '/account/details',
  password: () => '/account/password',
  data: () => '/account/data',
  erasure: () => '/account/erasure',
  erasures: () => '/account/erasures',
  erased: () => '/erased',
  dataInJson: () => '/account/data.json',
  dataInCsv: () => '/account/data.csv',
  dataOf: (kind: string, query: { page?: number } = {}) => withQuery(`/account/data/${kind}`, query),
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
