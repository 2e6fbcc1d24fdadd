import {
  kindName,
  nationName,
  sectorBasisInWords,
  sectorName,
  shortIcbName,
} from '../../organisations/organisation-words.rules.js';
import { type CivilDate, dateInWords, latestDay, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import type { Permission } from '../../platform/http/permissions.types.js';
import { definePage } from '../../platform/views/page.js';
import { FACT_AGE_LIMIT_MONTHS, isOld } from '../../policies/fact-age.rules.js';
import { asHeading, stateInWords, subjectName, titleOf, webAddress } from '../../policies/fact-words.rules.js';
import { documentsPaths, goodPracticePaths } from '../../policies/paths.js';
import type { DocumentAttributes, PolicyDocument, PolicyProfile, Standing } from '../../policies/policies.types.js';
import { standingInWords } from '../../policies/standing-words.rules.js';
import { trustsPaths } from '../paths.js';
import type { ShownFact } from './trust-facts.rules.js';
import { LATEST, type RevisionShown, revisionsShown } from './history.view.js';
import { type RequestShown, requestsShown } from './trust-requests.view.js';
import type { BesideTrust, TrustRecord } from './trust-record.js';

interface FactShown {
  answer: string;
  /** Where the answer is an address. */
  answerHref: string | null;
  paraphrase: string | null;
  quote: string | null;
  state: string | null;
  tags: { text: string; kind: string }[];
  provenance: {
    standing: Standing | 'unverified';
    text: string;
    source: { title: string; href: string | null };
    detail: string | null;
  };
  /** Where whoever may mark it as a passage to share does so. */
  shareHref: string | null;
}

interface DocumentShown {
  title: string;
  subject: string;
  standing: Standing;
  standingText: string;
  href: string | null;
  /** For those who work with documents. */
  staffHref: string | null;
  rows: { key: string; value: string | null; href: null; action: null; hidden: null }[];
}

export interface TrustPageView {
  title: string;
  name: string;
  listHref: string;
  fictional: boolean;
  closed: string | null;
  successors: { name: string; href: string }[];
  predecessors: { text: string; name: string; href: string }[];
  summary: { key: string; value: string | null; href: null; action: null; hidden: null }[];
  /** In one sentence, what all of this rests on. */
  lead: string;
  /** Said once above the facts; null where the Trust confirmed them. */
  warning: string | null;
  cardHref: string;
  jsonHref: string;
  known: { question: string; facts: FactShown[] }[];
  documents: DocumentShown[];
  unknown: string[];
  revision: string | null;
  /** Areas that it belongs to, the smallest first. */
  areas: { name: string; href: string }[];
  compareHref: string;
  reportHref: string;
  requests: RequestShown[];
  revisions: RevisionShown[];
  historyHref: string;
  /** The day that the page stands for, when it is not today. */
  asOf: { text: string; nowHref: string; revision: string | null; href: string | null } | null;
  asOfAction: string;
  asOfTyped: string;
  errors: FieldError[];
}

export const trustPage = definePage<TrustPageView>('trusts/trust');

/** Those who have one of these see more on the page than others. */
export const seenOnTrustPage = [
  'policies.verify',
  'policies.extract',
  'landscape.read',
  'requests.administer',
] as const satisfies Permission[];

export function trustPageView(
  record: TrustRecord,
  shown: { known: { key: string; facts: ShownFact[] }[]; unknown: string[] },
  beside: BesideTrust,
  day: { today: CivilDate; on: CivilDate | null; typed: string; errors: FieldError[] },
  may: Pick<ReadonlySet<(typeof seenOnTrustPage)[number]>, 'has'>,
): TrustPageView {
  const { organisation, profile, documents } = record;
  const on = day.on ?? day.today;
  const { code } = organisation;
  const questions = profile?.questions ?? {};
  const name = (key: string) => questions[key]?.shortName ?? key;
  const facts = shown.known.flatMap(({ facts }) => facts);
  return {
    title: day.on === null ? organisation.name : `${organisation.name}, ${dateInWords(day.on)}`,
    name: organisation.name,
    listHref: trustsPaths.list(),
    fictional: organisation.fictional,
    closed: organisation.closedOn && `Closed ${dateInWords(organisation.closedOn)}`,
    successors: organisation.successors.map((one) => ({ name: one.name, href: trustsPaths.trust(one.code) })),
    predecessors: record.predecessors.map((one) => ({
      text: `since ${dateInWords(one.on)}`,
      name: one.name,
      href: trustsPaths.trust(one.code),
    })),
    summary: summaryOf(record),
    lead: leadOf(facts),
    warning: facts.some((fact) => fact.standing === 'confirmed')
      ? null
      : facts.length === 0
        ? null
        : 'Compiled by us from public copies and not confirmed by the Trust. Check your intranet before you rely on any of it.',
    cardHref: trustsPaths.card(organisation.code),
    jsonHref: trustsPaths.trustJson(organisation.code, { on: day.on ?? undefined }),
    known: shown.known.map(({ key, facts }) => ({
      question: name(key),
      facts: facts.map((fact) => factShown(fact, questions[key], on, day.on === null && may.has('policies.verify'))),
    })),
    documents: documents.map((document) => documentShown(document, on, may.has('policies.extract'))),
    unknown: shown.unknown.map(name),
    revision: profile && revisionName(profile),
    areas: areasOf(record),
    compareHref: trustsPaths.compare({ codes: code }),
    reportHref: trustsPaths.newReport(code),
    requests: requestsShown(beside.requests, day.today, {
      plan: may.has('landscape.read'),
      administer: may.has('requests.administer'),
    }),
    revisions: revisionsShown(code, beside.history, LATEST, record.asked),
    historyHref: trustsPaths.history(code),
    asOf:
      day.on === null
        ? null
        : {
            text: dateInWords(day.on),
            nowHref: trustsPaths.trust(code),
            revision: profile && revisionName(profile),
            href: trustsPaths.trust(code, { on: day.on }),
          },
    asOfAction: trustsPaths.trust(code),
    asOfTyped: day.typed,
    errors: day.errors,
  };
}

const revisionName = (profile: PolicyProfile): string =>
  `Revision ${String(profile.number)}, ${dateInWords(londonDate(new Date(profile.madeAt)))}`;

/** Where it lies. What does not exist lies nowhere. */
function areasOf({ organisation }: TrustRecord): TrustPageView['areas'] {
  const { fictional, icbCode, icbName, regionCode, regionName, nation } = organisation;
  if (fictional) return [];
  return [
    ...(icbCode !== null && icbName !== null ? [{ name: shortIcbName(icbName), href: trustsPaths.area(icbCode) }] : []),
    ...(regionCode !== null && regionName !== null ? [{ name: regionName, href: trustsPaths.area(regionCode) }] : []),
    { name: nationName(nation), href: trustsPaths.area(nation) },
  ];
}

const OLD = `More than ${String(FACT_AGE_LIMIT_MONTHS)} months old.`;

const row = (key: string, value: string | null) => ({ key, value, href: null, action: null, hidden: null });

function summaryOf({ organisation, otherNames }: TrustRecord): TrustPageView['summary'] {
  const sector =
    organisation.sector &&
    `${sectorName(organisation.sector)}${organisation.sectorBasis ? ` (${sectorBasisInWords(organisation.sectorBasis)})` : ''}`;
  const rows = [
    row('What it is', kindName(organisation.kind)),
    row('Mainly', sector),
    row('Nation', nationName(organisation.nation)),
    ...(organisation.nation === 'england' && !organisation.fictional
      ? [row('Region', organisation.regionName), row('Integrated care board', organisation.icbName)]
      : []),
    ...(organisation.town === null ? [] : [row('Town', organisation.town)]),
    row(organisation.odsCode ? 'ODS code' : organisation.gssCode ? 'GSS code' : 'Code', organisation.code),
  ];
  const names = otherNames.map((name) =>
    name.until === null ? name.name : `${name.name} (until ${dateInWords(name.until)})`,
  );
  return names.length === 0 ? rows : [...rows, row('Also known as', names.join('; '))];
}

function leadOf(facts: readonly ShownFact[]): string {
  if (facts.length === 0)
    return 'Nothing is known here about its policies on advance decisions. That does not mean that it has none.';
  const sources = new Set(facts.map(({ source }) => JSON.stringify([source.title, source.url])));
  const count = (number: number, one: string, many: string) => `${String(number)} ${number === 1 ? one : many}`;
  return `${count(facts.length, 'fact', 'facts')} from ${count(sources.size, 'document or page', 'documents or pages')}.`;
}

function factShown(
  fact: ShownFact,
  question: PolicyProfile['questions'][string] | undefined,
  on: CivilDate,
  mayShare: boolean,
): FactShown {
  const inWords = wordsOf(fact, question);
  const answer = inWords ?? fact.paraphrase ?? stateInWords(fact.state);
  const details = [
    fact.locator && `Where in it: ${fact.locator.replace(/\.$/, '')}.`,
    isOld(fact.agesFrom, on) ? (fact.agesFrom === null ? 'Its age is not known.' : OLD) : null,
  ].filter((part) => part !== null);
  return {
    answer,
    answerHref: webAddress(answer),
    paraphrase: fact.paraphrase === answer ? null : fact.paraphrase,
    quote: fact.quote,
    state: fact.state === 'stated' ? null : stateInWords(fact.state),
    tags: [
      ...(fact.verified ? [] : [{ text: 'Not verified yet', kind: 'warm' }]),
      ...(fact.conflicting ? [{ text: 'Sources disagree', kind: 'bad' }] : []),
      ...(fact.fromPredecessor ? [{ text: `From ${fact.fromPredecessor.name}, before it`, kind: 'warm' }] : []),
    ],
    provenance: {
      standing: fact.verified ? fact.standing : 'unverified',
      text: standingInWords(fact),
      source: { title: fact.source.title, href: fact.source.url },
      detail: details.length === 0 ? null : details.join(' '),
    },
    shareHref: mayShare && fact.verified && fact.holds && !fact.fromPredecessor ? goodPracticePaths.new(fact.id) : null,
  };
}

/** Labels of the options, as in the profile's own revision. */
function wordsOf(fact: ShownFact, question: PolicyProfile['questions'][string] | undefined): string | null {
  if (fact.value === null || fact.value.length === 0) return null;
  const label = (value: string) => question?.options.find((option) => option.value === value)?.label ?? value;
  const words = Array.isArray(fact.value)
    ? fact.value.map(label).join('; ')
    : question?.kind === 'date'
      ? dateInWords(fact.value)
      : label(fact.value);
  return asHeading(words);
}

const attributeNames: Record<Exclude<keyof DocumentAttributes, 'title'>, string> = {
  reference: 'Reference',
  version: 'Version',
  ratifiedOn: 'Ratified',
  effectiveOn: 'In force from',
  reviewOn: 'Review due',
  expiresOn: 'Expires',
  committee: 'Ratified by',
  sponsorRole: 'Sponsor (role)',
  ownerRole: 'Owner (role)',
};

function documentShown(document: PolicyDocument, on: CivilDate, mayOpen: boolean): DocumentShown {
  const { attributes } = document;
  const said = (Object.keys(attributeNames) as (keyof typeof attributeNames)[]).filter(
    (key) => attributes[key] !== null,
  );
  return {
    title: titleOf(document),
    subject: subjectName(document.subject),
    standing: document.standing,
    standingText: standingInWords({ ...document, agesFrom: document.documentDate, source: document }),
    href: document.url,
    staffHref: mayOpen ? documentsPaths.document(document.id) : null,
    rows: [
      ...(document.title === titleOf(document) ? [] : [row('Where it was read', document.title)]),
      ...(document.unverified.includes('title') ? [row('Title', `${attributes.title ?? ''} (not verified yet)`)] : []),
      ...said.map((key) => row(attributeNames[key], attributeInWords(key, attributes[key] ?? '', document, on))),
    ],
  };
}

function attributeInWords(
  key: keyof typeof attributeNames,
  value: string,
  document: PolicyDocument,
  on: CivilDate,
): string {
  const words = key.endsWith('On') ? dateInWords(value) : value;
  const passed = (key === 'reviewOn' || key === 'expiresOn') && latestDay(value) < on ? ', which has passed' : '';
  return `${words}${passed}${document.unverified.includes(key) ? ' (not verified yet)' : ''}`;
}
