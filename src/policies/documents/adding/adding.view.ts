import { nationName } from '../../../organisations/organisation-words.rules.js';
import type { OrganisationSummary } from '../../../organisations/organisations.types.js';
import type { FieldError } from '../../../platform/http/form.js';
import { definePage } from '../../../platform/views/page.js';
import type { DocumentRecord } from '../../documents.types.js';
import { documentsPaths } from '../../paths.js';
import type { DetailsView } from '../details/details.view.js';

export interface FindView {
  title: string;
  listHref: string;
  action: string;
  text: string | null;
  errors: FieldError[];
  searched: boolean;
  total: number;
  found: { name: string; href: string; place: string; fictional: boolean; closed: boolean }[];
}

export interface NewDocumentView {
  title: string;
  findHref: string;
  action: string;
  organisation: string;
  fictional: boolean;
  /** A file that was sent with a form in which something else had to be put right. */
  kept: { seal: string; name: string } | null;
  details: DetailsView;
  errors: FieldError[];
}

export interface CopyView {
  title: string;
  documentHref: string;
  action: string;
  errors: FieldError[];
}

export const findPage = definePage<FindView>('documents/find');
export const newPage = definePage<NewDocumentView>('documents/new');
export const copyPage = definePage<CopyView>('documents/copy');

/** `text` is null before anything was asked. */
export function findView(
  text: string | null,
  found: { total: number; organisations: readonly OrganisationSummary[] },
): FindView {
  return {
    title: 'Add a document: whose is it?',
    listHref: documentsPaths.list(),
    action: documentsPaths.new(),
    text: text === '' ? null : text,
    errors: text === '' ? [{ field: 'text', message: 'Enter a name, a town or a code' }] : [],
    searched: text !== null && text !== '',
    total: found.total,
    found: found.organisations.map((one) => ({
      name: one.name,
      href: documentsPaths.new({ organisation: one.code }),
      place: [one.town, nationName(one.nation)].filter(Boolean).join(', '),
      fictional: one.fictional,
      closed: one.closedOn !== null,
    })),
  };
}

export function newView(
  organisation: OrganisationSummary,
  details: DetailsView,
  kept: NewDocumentView['kept'],
): NewDocumentView {
  return {
    title: 'Add a document',
    findHref: documentsPaths.new(),
    action: documentsPaths.new({ organisation: organisation.code }),
    organisation: organisation.name,
    fictional: organisation.fictional,
    kept,
    details,
    errors: details.errors,
  };
}

export function copyView(document: DocumentRecord, errors: FieldError[]): CopyView {
  return {
    title: `Add a copy: ${document.attributes.title ?? document.title}`,
    documentHref: documentsPaths.document(document.id),
    action: documentsPaths.copies(document.id),
    errors,
  };
}
