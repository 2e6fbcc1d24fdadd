import type { FieldError } from '../../platform/http/form.js';
import { organisationPage } from '../../organisations/paths.js';
import { definePage } from '../../platform/views/page.js';
import { asHeading } from '../fact-words.rules.js';
import { goodPracticePaths } from '../paths.js';
import type { Standing } from '../policies.types.js';
import { standingInWords } from '../standing-words.rules.js';
import type { FactToShare, SharedPassage } from './good-practice.queries.js';
import { passageOf, whyNotShare } from './good-practice.rules.js';
import { asShareable } from './good-practice.service.js';

export const MOST_SHARED = 200;

interface PassageShown {
  text: string;
  isQuote: boolean;
  why: string | null;
  trust: string;
  trustHref: string;
  code: string;
  fictional: boolean;
  standing: Standing;
  standingText: string;
  source: { title: string; href: string | null };
  detail: string | null;
  /** For staff: its fact no longer stands, so it is not shown to others. */
  stale: boolean;
  withdrawHref: string | null;
}

interface PracticeView {
  title: string;
  allHref: string | null;
  mayChange: boolean;
  questions: { key: string; name: string; wording: string; passages: PassageShown[] }[];
  more: boolean;
}

interface MarkView {
  title: string;
  wording: string;
  passage: PassageShown | null;
  whyNot: string[];
  factId: string;
  action: string;
  listHref: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

interface WithdrawView {
  title: string;
  wording: string;
  passage: PassageShown | null;
  action: string;
  listHref: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const practicePage = definePage<PracticeView>('policies/good-practice/list');
export const markPage = definePage<MarkView>('policies/good-practice/new');
export const withdrawPage = definePage<WithdrawView>('policies/good-practice/withdrawal');

/** `found` holds one more than are shown when there are more. */
export function practiceView(
  found: readonly SharedPassage[],
  question: string | null,
  mayChange: boolean,
): PracticeView {
  const byQuestion = Map.groupBy(found.slice(0, MOST_SHARED), ({ key }) => key);
  return {
    title: 'Good practice',
    allHref: question === null ? null : goodPracticePaths.list(),
    mayChange,
    questions: [...byQuestion].flatMap(([key, passages]) => {
      const shown = passages.flatMap((passage) => shownPassage(passage, passage, mayChange) ?? []);
      const first = passages[0];
      return shown.length === 0 || !first
        ? []
        : [{ key, name: first.question.shortName, wording: first.question.wording, passages: shown }];
    }),
    more: found.length > MOST_SHARED,
  };
}

export function markView(fact: FactToShare, typed: Record<string, string>, errors: FieldError[]): MarkView {
  return {
    title: `Share: ${fact.question.shortName}`,
    wording: fact.question.wording,
    passage: shownPassage(fact, null, false),
    whyNot: whyNotShare(asShareable(fact)),
    factId: fact.id,
    action: goodPracticePaths.all(),
    listHref: goodPracticePaths.list(),
    typed,
    errors,
  };
}

export function withdrawView(
  passage: SharedPassage,
  typed: Record<string, string>,
  errors: FieldError[],
): WithdrawView {
  return {
    title: `Withdraw: ${passage.question.shortName}`,
    wording: passage.question.wording,
    passage: shownPassage(passage, passage, false),
    action: goodPracticePaths.withdrawals(passage.practiceId),
    listHref: goodPracticePaths.list(),
    typed,
    errors,
  };
}

function shownPassage(
  fact: FactToShare,
  shared: Pick<SharedPassage, 'why' | 'practiceId'> | null,
  mayChange: boolean,
): PassageShown | null {
  const passage = passageOf(asShareable(fact));
  if (passage === null) return null;
  const { organisation, standing, source, locator, licence, copyrightOwner } = fact;
  const details = [
    locator && `Where in it: ${locator.replace(/\.$/, '')}.`,
    passage.isQuote && copyrightOwner ? `© ${copyrightOwner}.` : null,
    passage.isQuote && licence ? `Licence: ${licence}.` : null,
    passage.isQuote ? null : 'In our words.',
  ].filter((part) => part !== null && part !== '');
  return {
    text: passage.isQuote ? passage.text : asHeading(passage.text),
    isQuote: passage.isQuote,
    why: shared?.why ?? null,
    trust: organisation.name,
    trustHref: organisationPage(organisation.code),
    code: organisation.code,
    fictional: organisation.fictional,
    standing,
    standingText: standingInWords(fact),
    source: { title: source.title, href: source.url },
    detail: details.join(' '),
    stale: fact.superseded,
    withdrawHref: shared && mayChange ? goodPracticePaths.newWithdrawal(shared.practiceId) : null,
  };
}
