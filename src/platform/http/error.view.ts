import { definePage } from '../views/page.js';

export interface ErrorView {
  title: string;
  message: string;
  requestId: string;
}

export interface StaleFormView extends ErrorView {
  /** Where the form is sent again. */
  action: string;
  /** What was typed, passwords left out. */
  fields: { name: string; value: string }[];
  /** Those of them that hold something, for reading. */
  typed: { label: string; value: string }[];
  /** Whether what was sent can be sent again from here. */
  resend: boolean;
  /** Where somebody signs in whose session ended; null for who is signed in. */
  signInHref: string | null;
  /** The page that the form stood on; null when the browser does not say. */
  page: string | null;
  /** Carries it to the next sending. */
  pageField: { name: string; value: string } | null;
}

const pages = new Map(
  [403, 404, 413, 422, 429, 500].map((status) => [status, definePage<ErrorView>(`errors/${String(status)}`)]),
);

/** The page for a status; statuses without one of their own use that of their kind. */
export function errorPage(status: number) {
  const page = pages.get(status) ?? pages.get(status < 500 ? 422 : 500);
  if (!page) throw new Error('The error pages lack their defaults');
  return page;
}

export const staleFormPage = definePage<StaleFormView>('errors/stale-form');
