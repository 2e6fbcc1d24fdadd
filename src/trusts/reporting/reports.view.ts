import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { partnershipsPaths } from '../../partnerships/paths.js';
import { definePage } from '../../platform/views/page.js';
import { stateInWords } from '../../policies/fact-words.rules.js';
import { documentsPaths, policiesPaths } from '../../policies/paths.js';
import type { PolicyQuestion, RecordedFact } from '../../policies/policies.types.js';
import { trustsPaths } from '../paths.js';
import { reportKindInWords, reportStateInWords } from './report-words.rules.js';
import { stampOf } from './reports.service.js';
import { type Report, type ReportState, reportStates } from './reports.types.js';

export const PAGE_SIZE = 25;

interface ReportsView {
  title: string;
  action: string;
  allHref: string;
  states: { value: string; text: string }[];
  state: string;
  code: string;
  waiting: number;
  rows: {
    reference: string;
    href: string;
    trust: string;
    fictional: boolean;
    about: string;
    words: string;
    sentOn: string;
    state: string;
    kind: string;
  }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

interface ReportView {
  title: string;
  listHref: string;
  reference: string;
  state: { text: string; kind: string };
  trust: string;
  fictional: boolean;
  words: string;
  summary: { key: string; value: string | null; href: string | null; action: string | null; hidden: string | null }[];
  email: string | null;
  settled: string | null;
  /** What to do next, after it was settled. */
  follow: { text: string; href: string } | null;
  /** The answers that it may be about. */
  answers: { question: string; answer: string; verified: boolean; href: string }[];
  action: string;
  seen: string;
  outcomes: { value: string; text: string; hint: string }[];
  facts: { value: string; text: string }[];
  typed: Record<string, string>;
  errors: FieldError[];
}

export const reportsPage = definePage<ReportsView>('trusts/reports/list');
export const reportPage = definePage<ReportView>('trusts/reports/report');

const tagKinds: Record<ReportState, string> = { new: 'warm', document: 'good', fact: 'good', closed: 'plain' };

/** `found` holds one more than a page when there is a next one. */
export function reportsView(
  found: readonly Report[],
  counts: ReadonlyMap<ReportState, number>,
  query: { state: string; code: string; after: string | null },
): ReportsView {
  const last = found[PAGE_SIZE - 1];
  const kept = { ...(query.state !== 'new' && { state: query.state }), ...(query.code !== '' && { code: query.code }) };
  return {
    title: 'Reports',
    action: trustsPaths.reports(),
    allHref: trustsPaths.reports({ state: 'all' }),
    states: [
      ...reportStates.map((value) => ({
        value,
        text: `${reportStateInWords(value)} (${String(counts.get(value) ?? 0)})`,
      })),
      { value: 'all', text: 'All of them' },
    ],
    state: query.state,
    code: query.code,
    waiting: counts.get('new') ?? 0,
    rows: found.slice(0, PAGE_SIZE).map((report) => ({
      reference: report.reference,
      href: trustsPaths.report(report.id),
      trust: report.organisation.name,
      fictional: report.organisation.fictional,
      about: `${report.question?.shortName ?? reportKindInWords(report.kind)}${report.replyId === null ? '' : ' (the Trust’s reply)'}`,
      words: report.words.length > 140 ? `${report.words.slice(0, 140)}…` : report.words,
      sentOn: dateInWords(londonDate(report.sentAt)),
      state: reportStateInWords(report.state),
      kind: tagKinds[report.state],
    })),
    next:
      found.length > PAGE_SIZE && last
        ? {
            href: trustsPaths.reports({ ...kept, after: last.id }),
            text: query.state === 'new' ? 'Later reports' : 'Earlier reports',
          }
        : null,
    firstHref: query.after === null ? null : trustsPaths.reports(kept),
  };
}

export function reportView(
  report: Report,
  facts: readonly RecordedFact[],
  questions: readonly PolicyQuestion[],
  mayOpenReply: boolean,
  typed: Record<string, string>,
  errors: FieldError[],
): ReportView {
  const { organisation, question } = report;
  const name = (key: string) => questions.find((one) => one.key === key)?.shortName ?? key;
  const about = facts.filter(({ key }) => question === null || key === question.key);
  // Those that it says it is about come first; a reader may be mistaken in it.
  const choosable = [...about, ...facts.filter((fact) => !about.includes(fact))];
  const row = (key: string, value: string | null, href: string | null = null, action: string | null = null) => ({
    key,
    value,
    href,
    action,
    hidden: href === null ? null : key,
  });
  return {
    title: `Report ${report.reference}`,
    listHref: trustsPaths.reports(),
    reference: report.reference,
    state: { text: reportStateInWords(report.state), kind: tagKinds[report.state] },
    trust: organisation.name,
    fictional: organisation.fictional,
    words: report.words,
    summary: [
      row('About', organisation.name, trustsPaths.trust(organisation.code), 'Open'),
      row('What', reportKindInWords(report.kind)),
      ...(report.replyId === null
        ? []
        : [
            row(
              'Said by',
              'The Trust itself, in its right of reply',
              mayOpenReply ? partnershipsPaths.reply(organisation.code, report.replyId) : null,
              mayOpenReply ? 'Open the reply' : null,
            ),
          ]),
      ...(question ? [row('Question', question.shortName)] : []),
      ...(report.url === null ? [] : [row('Address given', report.url)]),
      row('Sent', dateInWords(londonDate(report.sentAt))),
    ],
    email: report.email,
    settled:
      report.decidedAt &&
      `Settled by ${report.decidedBy ?? 'somebody'} on ${dateInWords(londonDate(report.decidedAt))}.${report.note === null ? '' : ` ${report.note}`}`,
    follow: followUp(report),
    answers: about.slice(0, question ? 10 : 0).map((fact) => ({
      question: name(fact.key),
      answer: answerOf(fact),
      verified: fact.verifiedOn !== null,
      href: policiesPaths.fact(fact.id),
    })),
    action: trustsPaths.reportDecisions(report.id),
    seen: stampOf(report),
    outcomes: [
      {
        value: 'document',
        text: 'A document to add',
        hint: 'You are led to the form for it, with the address filled in.',
      },
      ...(facts.length > 0
        ? [
            {
              value: 'fact',
              text: 'A fact to look at',
              hint: 'Choose it below. You are led to it, to compare it again.',
            },
          ]
        : []),
      { value: 'closed', text: 'Nothing follows from it', hint: 'Say why below.' },
    ],
    facts: choosable.map((fact) => ({ value: fact.id, text: `${name(fact.key)}: ${answerOf(fact).slice(0, 80)}` })),
    typed,
    errors,
  };
}

function followUp({ state, organisation, url, factId }: Report): ReportView['follow'] {
  if (state === 'document') {
    const query = { organisation: organisation.code, url: url ?? '' };
    return { text: 'Add the document', href: documentsPaths.new(query) };
  }
  return state === 'fact' && factId !== null ? { text: 'Look at the fact', href: policiesPaths.fact(factId) } : null;
}

const answerOf = (fact: RecordedFact): string =>
  fact.paraphrase ?? fact.quote ?? ([fact.value].flat().join(', ') || stateInWords(fact.state));
