import { Database } from '../../src/platform/database/database.js';
import { FactsWriter } from '../../src/policies/facts/facts-writer.js';
import type { DocumentToWrite, FactToWrite } from '../../src/policies/import/facts-import.types.js';
import type { TestApp } from '../support/test-app.js';
import { nothingSaid } from '../../src/policies/document-attributes.rules.js';

/** A fact that somebody read in a made-up document; answers its id. `question` is the key of one that asks yes or no. */
export async function readFact(
  app: TestApp,
  read: { by: string | null; question: string; organisation?: string } & Partial<FactToWrite>,
): Promise<string> {
  const { by, question, organisation = 'ZZ1', ...said } = read;
  const [ids] = await app.db.query<{ organisationId: string; questionId: string; personId: string | null }>(
    `select o.id as "organisationId", q.id as "questionId", (select p.id from person p where p.email = $3) as "personId"
     from organisation o, policy_question q where o.code = $1 and q.key = $2`,
    [organisation, question, by],
  );
  if (!ids) throw new Error(`There is no ${organisation} or no question ${question}`);
  const { organisationId, questionId, personId } = ids;
  const document: DocumentToWrite = {
    organisationId,
    lineage: JSON.stringify([organisationId, null, `Made-up source on ${question}`]),
    title: `Made-up source on ${question}`,
    url: null,
    subject: 'other',
    publisher: null,
    standing: 'foi_reply',
    documentDate: '2026-10',
    seenOn: null,
    confirmedOn: null,
    repliedOn: '2026-10-05',
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
  const lineage = JSON.stringify([organisationId, question, null, document.title, 1]);
  const fact: FactToWrite = {
    organisationId,
    questionId,
    documentLineage: document.lineage,
    lineage,
    state: 'stated',
    value: 'yes',
    quote: 'It is so.',
    paraphrase: null,
    locator: 'page 4',
    note: null,
    standing: 'foi_reply',
    agesFrom: '2026-10-05',
    answeredUnderId: null,
    extractedById: personId,
    verifiedOn: null,
    ...said,
  };
  const nothing = { facts: new Map(), documents: new Map() };
  await app.get(Database).transaction(() => app.get(FactsWriter).write([document], [fact], nothing));
  const [written] = await app.db.query<{ id: string }>(
    'select id from policy_fact where lineage = $1 and superseded_at is null',
    [lineage],
  );
  return written?.id ?? '';
}
