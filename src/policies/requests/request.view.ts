import { nationName } from '../../organisations/organisation-words.rules.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { exemptionInWords, exemptionsUnder } from '../exemptions.rules.js';
import { requestsPaths } from '../paths.js';
import { alaveteliLabel, isOverdue, requestStateInWords } from '../request-states.rules.js';
import { type Campaign, type PolicyRequest, type RequestEvent, requestStates } from '../requests.types.js';
import type { Choice } from './area-choices.view.js';
import { actOf, type IsBankHoliday, USUAL_EXTENSION_DAYS, workingDaysBetween } from './deadline.rules.js';
import { actName, letterTo, reminderTo } from './letter.rules.js';
import { type Tag, tagsOf } from './register.view.js';
import { eventInWords, eventOffer, recordable, replyStates, reviewStates } from './request-log.rules.js';

/** All that the pages of one request need. */
export interface RequestRecord {
  campaign: Campaign;
  request: PolicyRequest;
  body: OrganisationSummary;
  movedFrom: OrganisationSummary | null;
  events: readonly RequestEvent[];
  today: CivilDate;
  isBankHoliday: IsBankHoliday;
}

interface SummaryRow {
  key: string;
  value: string | null;
  href: string | null;
  action: string | null;
  hidden: string | null;
}

export interface RequestView {
  title: string;
  campaignName: string;
  back: { href: string; text: string };
  fictional: boolean;
  tags: Tag[];
  /** Set when the body has closed. */
  closed: { on: string; successors: { id: string; name: string }[]; action: string } | null;
  errors: FieldError[];
  summary: SummaryRow[];
  correctionHref: string;
  offers: { text: string; href: string }[];
  log: {
    on: string;
    what: string;
    text: string | null;
    withdrawn: boolean;
    withdrawalAction: string | null;
  }[];
  letter: string;
  reminder: string | null;
}

export interface EventView {
  title: string;
  body: string;
  back: { href: string; text: string };
  action: string;
  kind: string;
  outcomes: Choice[] | null;
  exemptions: Choice[] | null;
  asksDays: boolean;
  usualDays: string;
  textLabel: string;
  textOptional: boolean;
  /** Something in the text looked like personal data. */
  warned: boolean;
  typed: Record<string, string | undefined>;
  errors: FieldError[];
}

export interface CorrectionView {
  title: string;
  body: string;
  back: { href: string; text: string };
  action: string;
  states: Choice[];
  exemptions: Choice[];
  typed: Record<string, string | undefined>;
  errors: FieldError[];
}

export const requestPage = definePage<RequestView>('policies/requests/request');
export const eventPage = definePage<EventView>('policies/requests/event');
export const correctionPage = definePage<CorrectionView>('policies/requests/correction');

export function requestView(record: RequestRecord, errors: FieldError[]): RequestView {
  const { campaign, request, body, events, today } = record;
  const paths = { slug: campaign.slug, id: request.id };
  const isClosed = body.closedOn !== null && body.closedOn <= today;
  return {
    title: body.name,
    campaignName: campaign.name,
    back: { href: requestsPaths.list(campaign.slug), text: `Requests of ${campaign.name}` },
    fictional: body.fictional,
    tags: tagsOf(request, today),
    closed: isClosed
      ? {
          on: dateInWords(body.closedOn ?? ''),
          successors: body.successors.map(({ id, name }) => ({ id, name })),
          action: requestsPaths.moves(paths.slug, paths.id),
        }
      : null,
    errors,
    summary: summaryOf(record),
    correctionHref: requestsPaths.correction(paths.slug, paths.id),
    offers: recordable(request.state).map((kind) => ({
      text: eventOffer(kind),
      href: requestsPaths.newEvent(paths.slug, paths.id, kind),
    })),
    log: events.toReversed().map((event) => ({
      on: dateInWords(event.onDate),
      what: event.days === null ? eventInWords(event.kind) : `${eventInWords(event.kind)}: ${String(event.days)} days`,
      text: event.text,
      withdrawn: event.withdrawnAt !== null,
      withdrawalAction:
        event.withdrawnAt === null && event.kind !== 'sent'
          ? requestsPaths.eventWithdrawals(paths.slug, paths.id, event.id)
          : null,
    })),
    letter: letterTo({ body: body.name, act: actOf(body.nation) }, campaign, request.sentOn ?? today),
    reminder: reminderOf(record),
  };
}

function summaryOf({ request, body, movedFrom, today, isBankHoliday }: RequestRecord): SummaryRow[] {
  const act = actOf(body.nation);
  const row = (key: string, value: string | null): SummaryRow => ({
    key,
    value,
    href: null,
    action: null,
    hidden: null,
  });
  const label = alaveteliLabel(request.state);
  return [
    row('State', requestStateInWords(request.state)),
    ...(label === null ? [] : [row('WhatDoTheyKnow says', label)]),
    row('Nation', nationName(body.nation)),
    row('Answers under', actName(act)),
    ...(movedFrom === null ? [] : [row('Asked first of', movedFrom.name)]),
    ...(request.state === 'not_sent' ? [] : [row('Sent', request.sentOn && dateInWords(request.sentOn))]),
    ...(request.dueOn === null ? [] : [row('Due', dueInWords(request, request.dueOn))]),
    ...(request.answeredOn === null ? [] : [row('Answered', dateInWords(request.answeredOn))]),
    ...(request.state !== 'rejected' && request.exemption === null
      ? []
      : [row('Exemption', request.exemption && exemptionInWords(request.exemption))]),
    ...(request.url === null
      ? []
      : [
          {
            ...row('Address', request.url),
            href: request.url,
            action: 'Open',
            hidden: 'the request on WhatDoTheyKnow',
          },
        ]),
  ];

  function dueInWords({ answeredOn }: PolicyRequest, dueOn: CivilDate): string {
    const days = (from: CivilDate, to: CivilDate) => {
      const count = workingDaysBetween(act, from, to, isBankHoliday);
      return `${String(count)} working ${count === 1 ? 'day' : 'days'}`;
    };
    const text = dateInWords(dueOn);
    if (answeredOn !== null) return answeredOn > dueOn ? `${text}; answered ${days(dueOn, answeredOn)} late` : text;
    if (isOverdue(request, today)) return `${text}, which was ${days(dueOn, today)} ago`;
    return dueOn > today ? `${text}, in ${days(today, dueOn)}` : text;
  }
}

function reminderOf({ request, body, today, isBankHoliday }: RequestRecord): string | null {
  const { sentOn, dueOn } = request;
  if (sentOn === null || dueOn === null || !isOverdue(request, today)) return null;
  const act = actOf(body.nation);
  const workingDaysLate = workingDaysBetween(act, dueOn, today, isBankHoliday);
  const inReview = request.state === 'internal_review';
  return reminderTo({ body: body.name, act }, { sentOn, dueOn, workingDaysLate, inReview }, today);
}

export function eventView(record: RequestRecord, typed: Record<string, string>, errors: FieldError[]): EventView {
  const { campaign, request, body } = record;
  const kind = recordable(request.state).find((one) => one === typed['kind']) ?? 'note';
  const outcomes = kind === 'reply' ? replyStates : kind === 'internal_review_answered' ? reviewStates : null;
  const refers = ['refused', 'reply', 'internal_review_answered'].includes(kind);
  return {
    title: eventOffer(kind),
    body: body.name,
    back: { href: requestsPaths.request(campaign.slug, request.id), text: body.name },
    action: requestsPaths.events(campaign.slug, request.id),
    kind,
    outcomes: outcomes && outcomes.map((state) => ({ value: state, text: requestStateInWords(state) })),
    exemptions: refers ? exemptionChoices(record) : null,
    asksDays: kind === 'extension',
    usualDays: String(USUAL_EXTENSION_DAYS),
    textLabel: kind === 'note' ? 'What happened?' : 'What was said',
    textOptional: kind !== 'note',
    warned: typed['harmless'] === 'yes' || errors.some(({ message }) => message.includes('personal data')),
    typed: fieldsOf(typed, [
      'onDate-day',
      'onDate-month',
      'onDate-year',
      'text',
      'days',
      'outcome',
      'exemption',
      'harmless',
    ]),
    errors,
  };
}

export function correctionView(
  record: RequestRecord,
  typed: Record<string, string>,
  errors: FieldError[],
): CorrectionView {
  const { campaign, request, body } = record;
  const days = ['sentOn', 'answeredOn'].flatMap((name) => ['day', 'month', 'year'].map((unit) => `${name}-${unit}`));
  return {
    title: 'Correct the request',
    body: body.name,
    back: { href: requestsPaths.request(campaign.slug, request.id), text: body.name },
    action: requestsPaths.correction(campaign.slug, request.id),
    states: requestStates.map((state) => {
      const [text, label] = [requestStateInWords(state), alaveteliLabel(state)];
      return { value: state, text: label === null || label === text ? text : `${text} (“${label}”)` };
    }),
    exemptions: exemptionChoices(record),
    typed: fieldsOf(typed, ['state', 'exemption', 'url', ...days]),
    errors,
  };
}

function exemptionChoices({ body }: RequestRecord): Choice[] {
  return exemptionsUnder(actOf(body.nation)).map(({ code, section, about }) => ({
    value: code,
    text: `Section ${section}: ${about}`,
  }));
}

/** Every field that a template names has to be there. */
function fieldsOf(typed: Record<string, string>, names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, typed[name]]));
}
