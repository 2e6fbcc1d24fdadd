import type { OrganisationSummary } from '../../../organisations/organisations.types.js';
import { dateInWords, londonDate } from '../../../platform/civil-date.rules.js';
import { definePage } from '../../../platform/views/page.js';
import type { DocumentFile, DocumentRecord, TextPage, TextState } from '../../documents.types.js';
import { subjectName } from '../../fact-words.rules.js';
import { documentsPaths, policiesPaths } from '../../paths.js';
import type { Standing } from '../../policies.types.js';
import type { PolicyRequest } from '../../requests.types.js';
import { standingInWords } from '../../standing-words.rules.js';
import { versionName } from '../details/details.view.js';
import { kindNames, kindOfMedia } from '../file-kind.js';
import { sizeInWords, textStateTag } from '../text-state-words.rules.js';
import { attributeNames } from '../verifying/attributes-to-verify.rules.js';
import { versionLine } from './version-line.rules.js';

interface Row {
  key: string;
  value: string | null;
  href: null;
  action: null;
  hidden: null;
}

export interface DocumentView {
  title: string;
  listHref: string;
  organisation: string;
  organisationHref: string;
  fictional: boolean;
  standing: Standing;
  standingText: string;
  rows: Row[];
  sourceHref: string | null;
  /** Null when no copy is held. */
  copy: {
    about: string;
    fileHref: string;
    state: TextState;
    tag: { text: string; kind: string };
    /** How far the reading has come. */
    progress: { value: number; max: number; label: string } | null;
    reloadHref: string;
    problem: string | null;
    firstPageHref: string | null;
    pages: string | null;
    readAgainAction: string | null;
  } | null;
  newCopyHref: string | null;
  versions: { name: string; href: string; current: boolean; changesHref: string | null }[];
  extractionHref: string;
  newVersionHref: string | null;
  correctHref: string;
  /** Null when a second person has compared all of it. */
  verifyHref: string | null;
  withdrawHref: string;
}

export interface TextView {
  title: string;
  caption: string;
  documentHref: string;
  paragraphs: string[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const documentPage = definePage<DocumentView>('documents/document');
export const textPage = definePage<TextView>('documents/text');

const mayPublishWords = { unknown: 'Not known', yes: 'Yes', no: 'No' };

export function documentView(shown: {
  document: DocumentRecord;
  organisation: OrganisationSummary;
  documents: readonly DocumentRecord[];
  requests: readonly PolicyRequest[];
  isCited: boolean;
}): DocumentView {
  const { document, organisation } = shown;
  const line = versionLine(document, shown.documents);
  return {
    title: document.attributes.title ?? document.title,
    listHref: documentsPaths.list(),
    organisation: organisation.name,
    organisationHref: documentsPaths.list({ organisation: organisation.code }),
    fictional: organisation.fictional,
    standing: document.standing,
    standingText: standingInWords({
      standing: document.standing,
      agesFrom: document.confirmedOn ?? document.repliedOn ?? document.documentDate,
      source: document,
    }),
    rows: rowsOf(document, shown.requests),
    sourceHref: document.url,
    copy: document.file && copyView(document, document.file),
    newCopyHref: document.file ? null : documentsPaths.newCopy(document.id),
    versions: line.length === 1 ? [] : line.map((version, index) => versionView(version, line[index + 1], document)),
    extractionHref: policiesPaths.extraction(document.id),
    newVersionHref:
      line[0]?.id === document.id
        ? documentsPaths.new({ organisation: organisation.code, replaces: document.id })
        : null,
    correctHref: documentsPaths.newCorrection(document.id),
    verifyHref: document.unverified.length > 0 ? documentsPaths.newVerification(document.id) : null,
    withdrawHref: documentsPaths.newWithdrawal(document.id),
  };
}

export function textView(document: DocumentRecord, file: DocumentFile, page: TextPage): TextView {
  const unit = file.mediaType === 'application/pdf' ? 'Page' : 'Part';
  const pages = file.pages ?? file.pagesRead;
  const link = (number: number) =>
    number < 1 || number > pages
      ? null
      : { href: documentsPaths.text(document.id, number), text: `${unit} ${String(number)} of ${String(pages)}` };
  return {
    title: `${unit} ${String(page.number)} of ${String(pages)}`,
    caption: document.attributes.title ?? document.title,
    documentHref: documentsPaths.document(document.id),
    paragraphs: page.text.split(/\n{2,}/).filter((text) => text !== ''),
    previous: link(page.number - 1),
    next: link(page.number + 1),
  };
}

function rowsOf(document: DocumentRecord, requests: readonly PolicyRequest[]): Row[] {
  const { attributes } = document;
  const row = (key: string, value: string | null): Row => ({ key, value, href: null, action: null, hidden: null });
  const said = attributeNames.flatMap(([key, name]) => {
    const value = attributes[key];
    // The title is the page's own, unless nobody has compared it.
    if (value === null || (key === 'title' && !document.unverified.includes(key))) return [];
    const words = key.endsWith('On') ? dateInWords(value) : value;
    return [row(name, `${words}${document.unverified.includes(key) ? ' (read by one person)' : ''}`)];
  });
  const request = requests.find(({ id }) => id === document.requestId);
  return [
    row('Mainly about', subjectName(document.subject)),
    row('Date of the document', document.documentDate && dateInWords(document.documentDate)),
    ...(request ? [row('Answers the request', request.campaignName)] : []),
    ...(document.publisher === null ? [] : [row('Published by', document.publisher)]),
    ...said,
    row('Owner of the copyright', document.copyrightOwner),
    row('Licence', document.licence),
    row('May we publish its words?', mayPublishWords[document.mayPublish]),
  ];
}

function copyView(document: DocumentRecord, file: DocumentFile): NonNullable<DocumentView['copy']> {
  const isPdf = file.mediaType === 'application/pdf';
  const pages = `${String(file.pages ?? 0)} ${isPdf ? 'page' : 'part'}${file.pages === 1 ? '' : 's'}`;
  const isReading = file.textState === 'waiting' && file.pages !== null && file.pages > 0;
  return {
    about: `${file.name}: ${kindNames[kindOfMedia(file.mediaType)]}, ${sizeInWords(file.size)}, added on ${dateInWords(londonDate(file.uploadedAt))}`,
    fileHref: documentsPaths.file(document.id),
    state: file.textState,
    tag: textStateTag(file.textState),
    progress: isReading
      ? { value: file.pagesRead, max: file.pages ?? 1, label: `${String(file.pagesRead)} of ${pages} read` }
      : null,
    reloadHref: documentsPaths.document(document.id),
    problem: file.textProblem,
    firstPageHref: file.textState === 'ready' ? documentsPaths.text(document.id, 1) : null,
    pages: file.textState === 'ready' ? pages : null,
    readAgainAction: file.textState === 'failed' ? documentsPaths.texts(document.id) : null,
  };
}

function versionView(version: DocumentRecord, earlier: DocumentRecord | undefined, shown: DocumentRecord) {
  const bothRead = version.file?.textState === 'ready' && earlier?.file?.textState === 'ready';
  return {
    name: versionName(version),
    href: documentsPaths.document(version.id),
    current: version.id === shown.id,
    changesHref: bothRead ? documentsPaths.changes(version.id) : null,
  };
}
