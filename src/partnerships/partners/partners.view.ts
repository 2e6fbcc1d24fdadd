import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { gapName, severityName } from '../../policies/gap-words.rules.js';
import type { Gap } from '../../policies/gaps.types.js';
import { answerInWords } from '../answering/answer.view.js';
import type { Contact } from '../contacts/contacts.service.js';
import type { TrustContext } from '../context/context.service.js';
import { partnershipsPaths } from '../paths.js';
import type { LegalReview, ReplyState, StandingReply } from '../partnerships.types.js';
import { whyNotPublic } from '../publicity.rules.js';
import type { ReplyRow } from '../replies/replies.queries.js';
import { replyState } from '../reply-state.rules.js';
import type { PartnerRecord } from './partner-record.js';
import { type ListedPartner, type PartnerFilter, partnerStates } from './partners.queries.js';

export const PAGE_SIZE = 25;

const stateTags: Record<ReplyState, { text: string; kind: string }> = {
  draft: { text: 'Draft', kind: 'plain' },
  sent: { text: 'Waiting for a reply', kind: 'warm' },
  answered: { text: 'Answered', kind: 'good' },
  lapsed: { text: 'No reply in time', kind: 'bad' },
  withdrawn: { text: 'Withdrawn', kind: 'plain' },
};

export const replyTag = (state: ReplyState) => stateTags[state];

const filterNames: Record<PartnerFilter, string> = {
  partners: 'Everyone with a contact or a request',
  draft: 'With a draft',
  sent: 'Waiting for a reply',
  lapsed: 'No reply in time',
  answered: 'Answered',
};

interface PartnerRow {
  name: string;
  href: string;
  fictional: boolean;
  contacts: number;
  tag: { text: string; kind: string } | null;
  when: string | null;
}

export interface PartnersView {
  title: string;
  action: string;
  text: string | null;
  state: string;
  states: { value: string; text: string }[];
  found: { name: string; href: string; fictional: boolean }[] | null;
  rows: PartnerRow[];
  total: number;
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
  offersHref: string;
}

export const partnersPage = definePage<PartnersView>('partnerships/partners');

export function partnersView(
  rows: readonly ListedPartner[],
  asked: { text: string; state: PartnerFilter; page: number },
  found: { name: string; code: string; fictional: boolean }[] | null,
): PartnersView {
  const total = rows[0]?.total ?? 0;
  const to = (page: number) => partnershipsPaths.partners({ state: asked.state, page: String(page) });
  return {
    title: 'Partners',
    action: partnershipsPaths.partners(),
    text: asked.text === '' ? null : asked.text,
    state: asked.state,
    states: partnerStates.map((value) => ({ value, text: filterNames[value] })),
    found:
      found?.map(({ name, code, fictional }) => ({ name, fictional, href: partnershipsPaths.partner(code) })) ?? null,
    rows: rows.map((row) => ({
      name: row.name,
      href: partnershipsPaths.partner(row.code),
      fictional: row.fictional,
      contacts: row.contacts,
      tag: row.state && stateTags[row.state],
      when: whenOf(row),
    })),
    total,
    previous: asked.page > 1 ? { href: to(asked.page - 1), text: 'Partners before' } : null,
    next: asked.page * PAGE_SIZE < total ? { href: to(asked.page + 1), text: 'More partners' } : null,
    offersHref: partnershipsPaths.offers(),
  };
}

function whenOf(row: ListedPartner): string | null {
  if (row.answeredAt !== null) return `on ${dateInWords(londonDate(row.answeredAt))}`;
  return row.answerBy === null ? null : `by ${dateInWords(row.answerBy)}`;
}

interface GapShown {
  title: string;
  kind: string;
  severity: { text: string; kind: string };
  reasons: string[];
  severityReasons: string[];
  /** What opens them. */
  whySummary: string;
  facts: string;
  /** Why it may not be said in public; empty when it may. */
  whyNotPublic: string[];
  answer: { text: string; words: string | null } | null;
}

export interface PartnerView {
  title: string;
  listHref: string;
  trustHref: string;
  fictional: boolean;
  lead: string;
  mayAdminister: boolean;
  standing: { tag: { text: string; kind: string }; text: string; remark: string | null } | null;
  gaps: GapShown[];
  /** Answers to what is no gap, or is none any more. */
  otherAnswers: { title: string; text: string; words: string | null }[];
  unknown: { name: string; reasons: string[] }[];
  replies: { href: string; tag: { text: string; kind: string }; text: string }[];
  contacts: { role: string; email: string; endAction: string }[];
  contexts: { text: string; by: string; confidential: boolean; withdrawAction: string }[];
  reviews: { gap: string; provision: string; finding: string; by: string; withdrawAction: string }[];
  newReplyAction: string;
  newContactHref: string;
  newContextHref: string;
  newReviewHref: string;
  newOfferHref: string;
}

export const partnerPage = definePage<PartnerView>('partnerships/partner');

const severityKinds = { high: 'bad', medium: 'warm', low: 'plain' } as const;

export function partnerView(
  { organisation, profile, gaps }: PartnerRecord,
  known: {
    contacts: readonly Contact[];
    contexts: readonly TrustContext[];
    reviews: readonly LegalReview[];
    replies: readonly ReplyRow[];
    standing: StandingReply | null;
  },
  trustHref: string,
  mayAdminister: boolean,
  today: CivilDate,
): PartnerView {
  const { code } = organisation;
  const name = (key: string) => profile?.questions[key]?.shortName ?? key;
  const reviewed = new Set(known.reviews.map(({ gapKey }) => gapKey));
  const standing = known.replies.find((reply) => {
    const state = replyState(reply, today);
    return state === 'answered' || state === 'sent' || state === 'lapsed';
  });
  const titleOf = (gap: Gap) => gap.questionKeys.slice(0, 3).map(name).join(', ') || gapName(gap.kind);
  return {
    title: organisation.name,
    listHref: partnershipsPaths.partners(),
    trustHref,
    fictional: organisation.fictional,
    lead: [
      nationName(organisation.nation),
      ...(organisation.sector === null ? [] : [sectorName(organisation.sector)]),
      ...(profile ? [`profile revision ${String(profile.number)}`] : ['nothing is recorded yet']),
    ].join(' · '),
    mayAdminister,
    standing: standing
      ? { tag: stateTags[replyState(standing, today)], text: datesOf(standing), remark: standing.remark }
      : null,
    gaps: gaps
      .filter(({ whose }) => whose === 'trust')
      .map((gap) => {
        const point = known.standing?.points.find(({ key }) => key === gap.key);
        return {
          title: titleOf(gap),
          kind: gapName(gap.kind),
          severity: { text: severityName(gap.severity), kind: severityKinds[gap.severity] },
          reasons: gap.reasons,
          severityReasons: gap.severityReasons,
          whySummary: `Why it is ${severityName(gap.severity).toLowerCase()}, and what it rests on`,
          facts: factsInWords(gap),
          whyNotPublic: whyNotPublic({ kind: 'gap', key: gap.key }, known.standing, reviewed),
          answer: point?.answer ? { text: answerInWords(point.answer), words: point.answerText } : null,
        };
      }),
    otherAnswers: (known.standing?.points ?? [])
      .filter(({ key }) => !gaps.some((gap) => gap.key === key))
      .flatMap(({ title, answer, answerText }) =>
        answer === null ? [] : [{ title, text: answerInWords(answer), words: answerText }],
      ),
    unknown: gaps
      .filter(({ whose }) => whose === 'knowledge')
      .map((gap) => ({ name: titleOf(gap), reasons: gap.reasons.slice(0, 1) })),
    replies: known.replies.map((reply) => ({
      href: partnershipsPaths.reply(code, reply.id),
      tag: stateTags[replyState(reply, today)],
      text: datesOf(reply),
    })),
    contacts: known.contacts.map(({ id, role, email }) => ({
      role,
      email,
      endAction: partnershipsPaths.contactEnd(code, id),
    })),
    contexts: known.contexts.map(({ id, text, role, givenOn, confidential }) => ({
      text,
      by: `${role}, ${dateInWords(givenOn)}`,
      confidential,
      withdrawAction: partnershipsPaths.contextWithdrawal(code, id),
    })),
    reviews: known.reviews.map((review) => ({
      gap: gaps.filter(({ key }) => key === review.gapKey).map(titleOf)[0] ?? 'A gap that is closed now',
      provision: `${review.provision} (${nationName(review.nation)})`,
      finding: review.finding,
      by: `${review.reviewerRole}, ${dateInWords(review.reviewedOn)}`,
      withdrawAction: partnershipsPaths.legalReviewWithdrawal(code, review.id),
    })),
    newReplyAction: partnershipsPaths.replies(code),
    newContactHref: partnershipsPaths.newContact(code),
    newContextHref: partnershipsPaths.newContext(code),
    newReviewHref: partnershipsPaths.newLegalReview(code),
    newOfferHref: partnershipsPaths.newOffer({ place: `organisation ${code}` }),
  };
}

function factsInWords({ factIds, documentId }: Gap): string {
  const parts = [
    ...(factIds.length > 0 ? [`${String(factIds.length)} ${factIds.length === 1 ? 'fact' : 'facts'}`] : []),
    ...(documentId === null ? [] : ['1 document']),
  ];
  return parts.join(' and ');
}

export function datesOf(reply: ReplyRow): string {
  if (reply.answeredAt !== null) return `Answered on ${dateInWords(londonDate(reply.answeredAt))}`;
  if (reply.sentAt === null) return `Drafted on ${dateInWords(londonDate(reply.createdAt))}`;
  const by = reply.answerBy === null ? '' : `, to be answered by ${dateInWords(reply.answerBy)}`;
  return `Sent on ${dateInWords(londonDate(reply.sentAt))}${by}`;
}
