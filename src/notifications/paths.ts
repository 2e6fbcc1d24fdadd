import { UNSUBSCRIBE_PATH } from '../platform/mail/one-click.js';
import { withQuery } from '../platform/http/with-query.js';

/** What the secret in a mail's link to end such mail is sealed for. */
export const UNSUBSCRIBE_SEAL = 'unsubscribe';

/** Addresses of what people are told by mail. */
export const notificationsPaths = {
  mine: (query: { before?: string } = {}) => withQuery('/account/mail', query),
  choices: () => '/account/mail/choices',
  restarts: () => '/account/mail/restarts',
  unsubscribe: (secret: string) => `${UNSUBSCRIBE_PATH}${secret}`,
  all: (query: { person?: string; kind?: string; before?: string } = {}) => withQuery('/mail-log', query),
  /** Pages of accounts. */
  account: () => '/account',
  person: (id: string) => `/people/${id}`,
};
