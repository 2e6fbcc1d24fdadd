import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { DocumentToWrite, FactToWrite } from '../import/facts-import.types.js';
import type { ImportedAnswer } from './importing.types.js';
import { nothingSaid } from '../document-attributes.rules.js';

/** One campaign is one source for each organisation, whatever address it is read at. */
const documentLineage = (organisationId: string, campaignName: string) =>
  JSON.stringify(['foi request', organisationId, campaignName.toLowerCase()]);

/** An extracted answer as a fact: an FOI reply that nobody has verified yet. */
export function factOf(
  organisationId: string,
  key: string,
  answer: ImportedAnswer,
  campaignName: string,
  repliedOn: CivilDate | null,
): FactToWrite {
  const document = documentLineage(organisationId, campaignName);
  return {
    organisationId,
    questionId: answer.questionId,
    documentLineage: document,
    lineage: JSON.stringify([document, key]),
    state: answer.state,
    value: answer.value,
    quote: null,
    paraphrase: null,
    locator: null,
    note: answer.note,
    standing: 'foi_reply',
    agesFrom: repliedOn,
    answeredUnderId: null,
    extractedById: null,
    verifiedOn: null,
  };
}

/** What the answers cite: the request, at its address. */
export function documentOf(
  organisationId: string,
  campaignName: string,
  { url, repliedOn }: { url: string | null; repliedOn: CivilDate | null },
): DocumentToWrite {
  return {
    organisationId,
    lineage: documentLineage(organisationId, campaignName),
    title: `Answer to a Freedom of Information request (${campaignName})`,
    url,
    subject: 'other',
    publisher: null,
    standing: 'foi_reply',
    documentDate: null,
    seenOn: null,
    confirmedOn: null,
    repliedOn,
    attributes: { ...nothingSaid },
    unverified: [],
    readBy: {},
    fileId: null,
    requestId: null,
    replacesLineage: null,
    copyrightOwner: null,
    licence: null,
    mayPublish: 'unknown',
  };
}
