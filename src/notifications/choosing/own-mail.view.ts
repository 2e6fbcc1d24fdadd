import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { type LoggedNotice, loggedNotice, type LogLine } from '../log/log-words.rules.js';
import { type Topic, topics, topicsWithConsent } from '../notifications.types.js';
import { notificationsPaths } from '../paths.js';
import type { ReturnKind } from '../returns/return-report.rules.js';
import { topicName } from '../telling/notice-words.rules.js';

export const PAGE_SIZE = 25;

interface OwnMailView {
  title: string;
  accountHref: string;
  action: string;
  topics: { value: string; text: string; hint: string; checked: boolean }[];
  /** `since`: the day of consent; null without it. */
  news: { text: string; hint: string; checked: boolean; since: string | null };
  email: string;
  /** Why no notices are sent; null when they are. */
  stopped: string | null;
  restartAction: string;
  rows: LoggedNotice[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const ownMailPage = definePage<OwnMailView>('notifications/own-mail');

const serviceTopics = topics.filter((topic) => !topicsWithConsent.includes(topic));

/** `found` holds one more than a page when there is a next one. */
export function ownMailView(
  email: string,
  { wanted, consentedAt }: { wanted: readonly Topic[]; consentedAt: Date | null },
  stopped: { kind: ReturnKind; at: Date } | null,
  found: readonly LogLine[],
  before: string | null,
): OwnMailView {
  const last = found[PAGE_SIZE - 1];
  return {
    title: 'Mail from us',
    accountHref: notificationsPaths.account(),
    action: notificationsPaths.choices(),
    topics: serviceTopics.map((topic) => ({ value: topic, ...topicName(topic), checked: wanted.includes(topic) })),
    news: {
      ...topicName('news'),
      checked: consentedAt !== null,
      since: consentedAt && dateInWords(londonDate(consentedAt)),
    },
    email,
    stopped: stopped && stoppedWords(stopped),
    restartAction: notificationsPaths.restarts(),
    rows: found.slice(0, PAGE_SIZE).map(loggedNotice),
    next:
      found.length > PAGE_SIZE && last
        ? { href: notificationsPaths.mine({ before: last.id }), text: 'Earlier mail' }
        : null,
    firstHref: before === null ? null : notificationsPaths.mine(),
  };
}

function stoppedWords({ kind, at }: { kind: ReturnKind; at: Date }): string {
  const on = dateInWords(londonDate(at));
  return kind === 'complained'
    ? `On ${on} your mail program told us that you marked our mail as unwanted.`
    : `Mail to your address came back on ${on}: it could not be delivered.`;
}

interface UnsubscribeView {
  title: string;
  /** What mail it is; null behind a link that is none. */
  topic: string | null;
  /** Null when it has ended. */
  action: string | null;
  choicesHref: string;
}

export const unsubscribePage = definePage<UnsubscribeView>('notifications/unsubscribe');

export function unsubscribeView(secret: string, topic: Topic | null, wanted: boolean): UnsubscribeView {
  return {
    title: topic === null ? 'This link ends no mail' : wanted ? 'Stop this mail?' : 'You get no more of this mail',
    topic: topic === null ? null : topicName(topic).text,
    action: topic !== null && wanted ? notificationsPaths.unsubscribe(secret) : null,
    choicesHref: notificationsPaths.mine(),
  };
}
