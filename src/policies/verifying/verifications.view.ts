import { dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { stateInWords } from '../fact-words.rules.js';
import { policiesPaths } from '../paths.js';
import type { Standing } from '../policies.types.js';
import { valueInWords } from '../profiles/profile.rules.js';
import { standingInWords } from '../standing-words.rules.js';
import type { FactToVerify } from './verifications.queries.js';
import { whyNotVerify } from './verifying.rules.js';

export const PAGE_SIZE = 25;

interface WaitingRow {
  organisation: string;
  fictional: boolean;
  question: string;
  answer: string;
  href: string;
  standing: Standing;
  standingText: string;
}

export interface WaitingView {
  title: string;
  waiting: number;
  rows: WaitingRow[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export interface FactView {
  title: string;
  listHref: string;
  organisation: string;
  fictional: boolean;
  wording: string;
  summary: { key: string; value: string | null; href: null; action: null; hidden: null }[];
  standing: Standing;
  standingText: string;
  source: { title: string; href: string | null };
  /** Why it cannot be verified by this person now. */
  whyNot: string[];
  verifyAction: string;
  withdrawAction: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const waitingPage = definePage<WaitingView>('policies/facts');
export const factPage = definePage<FactView>('policies/fact');

/** `found` holds one more than a page when there is a next one. */
export function waitingView(found: readonly FactToVerify[], waiting: number, after: string | null): WaitingView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    title: 'Facts to verify',
    waiting,
    rows: shown.map((fact) => ({
      organisation: fact.organisation.name,
      fictional: fact.organisation.fictional,
      question: fact.question.shortName,
      answer: answerOf(fact),
      href: policiesPaths.fact(fact.id),
      standing: fact.standing,
      standingText: standingInWords(fact),
    })),
    next:
      found.length > PAGE_SIZE && last
        ? { href: policiesPaths.toVerify({ after: last.id }), text: 'More facts' }
        : null,
    firstHref: after === null ? null : policiesPaths.toVerify(),
  };
}

export function factView(
  fact: FactToVerify,
  personId: string,
  errors: FieldError[],
  typed: Record<string, string>,
): FactView {
  const row = (key: string, value: string | null) => ({ key, value, href: null, action: null, hidden: null });
  return {
    title: `${fact.question.shortName}: ${fact.organisation.name}`,
    listHref: policiesPaths.toVerify(),
    organisation: fact.organisation.name,
    fictional: fact.organisation.fictional,
    wording: fact.question.wording,
    summary: [
      row('State', stateInWords(fact.state)),
      row('Answer', valueInWords(fact.question, fact.value)),
      row('Quote', fact.quote),
      row('In our words', fact.paraphrase),
      row('Where', fact.locator),
      row('Document dated', fact.source.documentDate === null ? null : dateInWords(fact.source.documentDate)),
      row('Note', fact.note),
      row('Withdrawn', fact.withdrawnFor),
    ].filter(({ key, value }) => value !== null || key === 'Answer'),
    standing: fact.standing,
    standingText: standingInWords(fact),
    source: { title: fact.source.title, href: fact.source.url },
    whyNot: whyNotVerify(fact, personId),
    verifyAction: policiesPaths.verifications(fact.id),
    withdrawAction: policiesPaths.withdrawals(fact.id),
    typed,
    errors,
  };
}

function answerOf(fact: FactToVerify): string {
  return fact.paraphrase ?? fact.quote ?? valueInWords(fact.question, fact.value) ?? stateInWords(fact.state);
}
