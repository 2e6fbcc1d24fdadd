import { dateInWords } from '../../../platform/civil-date.rules.js';
import type { FieldError } from '../../../platform/http/form.js';
import type { DocumentRecord } from '../../documents.types.js';
import { subjectName } from '../../fact-words.rules.js';
import { documentSubjects } from '../../policies.types.js';
import { requestStateInWords } from '../../request-states.rules.js';
import type { PolicyRequest } from '../../requests.types.js';
import { dateFields } from './typed-date.rules.js';

interface Choice {
  value: string;
  text: string;
  hint?: string;
}

/** The fields for what is said of a document. */
export interface DetailsView {
  typed: Record<string, string>;
  errors: FieldError[];
  /** Facts were read in it, so that how it came and its date stay as they are. */
  isCited: boolean;
  subjects: Choice[];
  bases: Choice[];
  requests: Choice[];
  earlier: Choice[];
  mayPublish: Choice[];
}

const names = [
  'title',
  'subject',
  'standing',
  'requestId',
  'url',
  'publisher',
  'reference',
  'version',
  'committee',
  'ownerRole',
  'replaces',
  'copyrightOwner',
  'licence',
  'mayPublish',
  ...['repliedOn', 'seenOn', 'documentDate', 'ratifiedOn', 'effectiveOn', 'reviewOn', 'expiresOn'].flatMap((name) =>
    Object.keys(dateFields(name, null)),
  ),
];

export function detailsView(shown: {
  typed: Record<string, string>;
  errors: FieldError[];
  isCited: boolean;
  requests: readonly PolicyRequest[];
  /** What it may replace. */
  earlier: readonly DocumentRecord[];
}): DetailsView {
  return {
    typed: { ...Object.fromEntries(names.map((name) => [name, ''])), ...shown.typed },
    errors: shown.errors,
    isCited: shown.isCited,
    subjects: documentSubjects.map((subject) => ({ value: subject, text: subjectName(subject) })),
    bases: [
      { value: 'foi_reply', text: 'In reply to a Freedom of Information request' },
      { value: 'published', text: 'Published by the Trust itself' },
      {
        value: 'published_regionally',
        text: 'Published regionally',
        hint: 'By an ICB or a network, naming or covering the Trust',
      },
      {
        value: 'archived',
        text: 'An archived copy',
        hint: 'From a web archive or somebody’s files. Nobody has confirmed it',
      },
    ],
    requests: shown.requests.map((request) => ({
      value: request.id,
      text: `${request.campaignName} (${requestStateInWords(request.state).toLowerCase()})`,
    })),
    earlier: shown.earlier.map((document) => ({ value: document.id, text: versionName(document) })),
    mayPublish: [
      { value: 'unknown', text: 'Not known', hint: 'A reply to a request does not give the right to publish it' },
      { value: 'yes', text: 'Yes, its words may be quoted in what we publish' },
      { value: 'no', text: 'No' },
    ],
  };
}

/** A document as one of several versions: its title with what tells it from the others. */
export function versionName(document: DocumentRecord): string {
  const { version, title } = document.attributes;
  const date = document.documentDate === null ? null : dateInWords(document.documentDate);
  const said = [version === null ? null : `version ${version}`, date].filter((part) => part !== null);
  return said.length === 0 ? (title ?? document.title) : `${title ?? document.title} (${said.join(', ')})`;
}

/** What is recorded of a document, as it stands in the fields. */
export function recordedFields(document: DocumentRecord, replaces: string | null): Record<string, string> {
  const { attributes } = document;
  return {
    title: document.title,
    subject: document.subject,
    standing: document.standing,
    requestId: document.requestId ?? '',
    url: document.url ?? '',
    publisher: document.publisher ?? '',
    reference: attributes.reference ?? '',
    version: attributes.version ?? '',
    committee: attributes.committee ?? '',
    ownerRole: attributes.ownerRole ?? '',
    replaces: replaces ?? '',
    copyrightOwner: document.copyrightOwner ?? '',
    licence: document.licence ?? '',
    mayPublish: document.mayPublish,
    ...dateFields('repliedOn', document.repliedOn),
    ...dateFields('seenOn', document.seenOn),
    ...dateFields('documentDate', document.documentDate),
    ...dateFields('ratifiedOn', attributes.ratifiedOn),
    ...dateFields('effectiveOn', attributes.effectiveOn),
    ...dateFields('reviewOn', attributes.reviewOn),
    ...dateFields('expiresOn', attributes.expiresOn),
  };
}
