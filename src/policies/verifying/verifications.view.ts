import { dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { policiesPaths } from '../paths.js';
import type { Standing } from '../policies.types.js';
import { standingInWords } from '../standing-words.rules.js';
import { readingRows, type SummaryRow, summaryRow } from '../facts/reading-rows.view.js';
import type { FactToVerify } from './verifications.queries.js';
import { whyNotChange, whyNotSendBack, whyNotVerify } from './verifying.rules.js';

export interface FactView {
  title: string;
  listHref: string;
  organisation: string;
  fictional: boolean;
  wording: string;
  summary: SummaryRow[];
  standing: Standing;
  standingText: string;
  source: { title: string; href: string | null };
  /** Where the document is read, with this question before one. */
  extractionHref: string;
  /** The first reading, when this one corrects it. */
  corrects: { rows: SummaryRow[]; reason: string } | null;
  sentBackFor: string | null;
  /** What stands in its place now. */
  replacedHref: string | null;
  /** Why it cannot be verified by this person now. */
  whyNot: string[];
  verifyAction: string;
  /** Null when it came with a file, and so has nobody to go back to. */
  returnAction: string | null;
  correctHref: string;
  /** Null when it can no longer be taken back. */
  withdrawAction: string | null;
  own: boolean;
  typed: { note: string; returned: string; reason: string };
  errors: FieldError[];
}

export const factPage = definePage<FactView>('policies/fact');

export function factView(
  fact: FactToVerify,
  personId: string,
  errors: FieldError[],
  typed: Record<string, string>,
): FactView {
  const { corrects } = fact;
  return {
    title: `${fact.question.shortName}: ${fact.organisation.name}`,
    listHref: policiesPaths.toVerify(),
    organisation: fact.organisation.name,
    fictional: fact.organisation.fictional,
    wording: fact.question.wording,
    summary: [
      ...readingRows(fact.question, fact),
      ...[
        summaryRow('Document dated', fact.source.documentDate === null ? null : dateInWords(fact.source.documentDate)),
        summaryRow('Note', fact.note),
        summaryRow('Read by', fact.extractedBy),
        summaryRow('Withdrawn', fact.withdrawnFor),
      ].filter(({ value }) => value !== null),
    ],
    standing: fact.standing,
    standingText: standingInWords(fact),
    source: { title: fact.source.title, href: fact.source.url },
    extractionHref: policiesPaths.extraction(fact.documentId, { question: fact.key }),
    corrects: corrects && { rows: readingRows(fact.question, corrects), reason: corrects.reason },
    sentBackFor: fact.sentBackFor,
    replacedHref: fact.replacedById === null ? null : policiesPaths.fact(fact.replacedById),
    whyNot: whyNotVerify(fact, personId),
    verifyAction: policiesPaths.verifications(fact.id),
    returnAction: whyNotSendBack(fact, personId).length > 0 ? null : policiesPaths.returns(fact.id),
    correctHref: policiesPaths.newCorrection(fact.id),
    withdrawAction: whyNotChange(fact).length > 0 ? null : policiesPaths.withdrawals(fact.id),
    own: fact.extractedById === personId,
    typed: { note: typed['note'] ?? '', returned: typed['returned'] ?? '', reason: typed['reason'] ?? '' },
    errors,
  };
}
