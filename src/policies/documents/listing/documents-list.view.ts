import { definePage } from '../../../platform/views/page.js';
import type { OrganisationSummary } from '../../../organisations/organisations.types.js';
import { subjectName } from '../../fact-words.rules.js';
import { documentsPaths } from '../../paths.js';
import { documentSubjects, type Standing, standings } from '../../policies.types.js';
import { standingInWords } from '../../standing-words.rules.js';
import { textStateTag } from '../text-state-words.rules.js';
import type { DocumentsQuery } from './documents-list.form.js';
import type { ListedDocument } from './documents-list.queries.js';

export const PAGE_SIZE = 25;

interface Choice {
  value: string;
  text: string;
}

export interface DocumentsListView {
  title: string;
  action: string;
  newHref: string;
  query: DocumentsQuery;
  /** The one organisation whose documents are shown. */
  organisation: string | null;
  reset: string | null;
  subjects: Choice[];
  standings: Choice[];
  copies: Choice[];
  total: number;
  range: string | null;
  rows: {
    title: string;
    href: string;
    about: string | null;
    organisation: string;
    organisationHref: string;
    fictional: boolean;
    subject: string;
    standing: Standing;
    standingText: string;
    copy: { text: string; kind: string };
    facts: number;
    hit: { href: string; page: number; before: string; match: string; after: string } | null;
  }[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const documentsListPage = definePage<DocumentsListView>('documents/list');

const standingNames: Record<Standing, string> = {
  confirmed: 'Confirmed by the Trust',
  foi_reply: 'Reply to a request',
  published: 'Published by the Trust',
  published_regionally: 'Published regionally',
  archived: 'Archived copy',
};

export function documentsListView(
  query: DocumentsQuery,
  found: { total: number; documents: readonly ListedDocument[] },
  organisation: OrganisationSummary | undefined,
): DocumentsListView {
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  const from = (query.page - 1) * PAGE_SIZE + 1;
  const isNarrowed = [query.q, query.organisation, query.subject, query.standing, query.copy].some(
    (value) => value !== '',
  );
  const pageLink = (page: number) => ({
    href: documentsPaths.list({ ...query, page: page === 1 ? '' : page }),
    text: `Page ${String(page)} of ${String(pages)}`,
  });
  return {
    title: 'Documents',
    action: documentsPaths.list(),
    newHref: documentsPaths.new(organisation ? { organisation: organisation.code } : {}),
    query,
    organisation: organisation?.name ?? null,
    reset: isNarrowed ? documentsPaths.list() : null,
    subjects: documentSubjects.map((subject) => ({ value: subject, text: subjectName(subject) })),
    standings: standings.map((standing) => ({ value: standing, text: standingNames[standing] })),
    copies: [
      { value: 'read', text: 'Held, and its text is read' },
      { value: 'unread', text: 'Held, without text' },
      { value: 'missing', text: 'No copy is held' },
      { value: 'one_reader', text: 'One person has read its details' },
    ],
    total: found.total,
    range: found.total > PAGE_SIZE ? `${String(from)} to ${String(Math.min(found.total, from + PAGE_SIZE - 1))}` : null,
    rows: found.documents.map((document) => ({
      title: document.title,
      href: documentsPaths.document(document.id),
      about:
        [document.reference, document.version === null ? null : `version ${document.version}`]
          .filter((part) => part !== null)
          .join(', ') || null,
      organisation: document.organisation.name,
      organisationHref: documentsPaths.list({ organisation: document.organisation.code }),
      fictional: document.organisation.fictional,
      subject: subjectName(document.subject),
      standing: document.standing,
      standingText: standingInWords({
        standing: document.standing,
        agesFrom: document.confirmedOn ?? document.repliedOn ?? document.documentDate,
        source: document,
      }),
      copy: textStateTag(document.textState),
      facts: document.facts,
      hit: document.hit && { ...document.hit, href: documentsPaths.text(document.id, document.hit.page) },
    })),
    previous: query.page > 1 ? pageLink(query.page - 1) : null,
    next: query.page < pages ? pageLink(query.page + 1) : null,
  };
}
