import { type CivilDate, dateInWords, latestDay, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { isOld } from '../fact-age.rules.js';
import { stateInWords } from '../fact-words.rules.js';
import { type FactQueue, policiesPaths } from '../paths.js';
import type { PolicyQuestion, Standing } from '../policies.types.js';
import { valueInWords } from '../profiles/profile.rules.js';
import { standingInWords } from '../standing-words.rules.js';
import { factQueues, type QueueAsked } from './queues.form.js';
import type { OwnWork, QueuedFact } from './queues.queries.js';

export const PAGE_SIZE = 25;

export interface QueueRow {
  organisation: string;
  fictional: boolean;
  question: string;
  href: string;
  /** What it says, or in which document it is being read. */
  answer: string;
  standing: { standing: Standing; text: string } | null;
  /** Why it is in this queue. */
  why: string | null;
  tag: string | null;
}

export interface QueueView {
  title: string;
  action: string;
  differencesHref: string;
  queues: { text: string; count: number; href: string; current: boolean }[];
  queue: FactQueue;
  name: string;
  explained: string;
  count: number;
  organisation: string;
  question: string;
  questions: { value: string; text: string }[];
  reset: string | null;
  rows: QueueRow[];
  empty: string;
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const queuePage = definePage<QueueView>('policies/facts');

const words: Record<FactQueue, { name: string; explained: string; empty: string }> = {
  mine: {
    name: 'Mine',
    explained: 'Your drafts, and readings of yours that a second person sent back.',
    empty: 'You have no drafts, and nothing was sent back to you.',
  },
  unverified: {
    name: 'Unverified',
    explained:
      'Facts that wait for a second person. Open the source, compare, and say what you find. Until then a fact is shown on the Trust page as unverified, and in no lesson.',
    empty: 'Every fact that is recorded has been compared with its source by a second person.',
  },
  disagreed: {
    name: 'Disagreed',
    explained:
      'Two people read the source differently: the fact was corrected or sent back, and nobody has verified what came of it.',
    empty: 'Nowhere do two readers differ.',
  },
  stale: {
    name: 'Stale',
    explained:
      'What holds today, although its source is older than two years, has no date, or is past the review or expiry date that it gives. Ask the Trust, or look for a newer version.',
    empty: 'Nothing that holds today is old.',
  },
};

export function queueView(
  asked: QueueAsked,
  counts: Record<FactQueue, number>,
  rows: QueueRow[],
  {
    questions,
    further,
  }: {
    questions: readonly PolicyQuestion[];
    further: readonly { name: string; href: string; count: number }[];
  },
): QueueView {
  const { queue, organisation, question, page } = asked;
  const pages = Math.max(1, Math.ceil(counts[queue] / PAGE_SIZE));
  const to = (number: number) => ({
    href: policiesPaths.toVerify({ ...asked, page: number }),
    text: `Page ${String(number)} of ${String(pages)}`,
  });
  return {
    title: `${words[queue].name}: facts`,
    action: policiesPaths.toVerify(),
    differencesHref: policiesPaths.differences(),
    queues: [
      ...factQueues.map((name) => ({
        text: words[name].name,
        count: counts[name],
        href: policiesPaths.toVerify({ queue: name, organisation, question }),
        current: name === queue,
      })),
      ...further.map(({ name, ...elsewhere }) => ({ text: name, ...elsewhere, current: false })),
    ],
    queue,
    ...words[queue],
    count: counts[queue],
    organisation,
    question,
    questions: questions.map(({ key, shortName, retired }) => ({
      value: key,
      text: retired ? `${shortName} (asked no more)` : shortName,
    })),
    reset: organisation === '' && question === '' ? null : policiesPaths.toVerify({ queue }),
    rows,
    previous: page > 1 ? to(page - 1) : null,
    next: page < pages ? to(page + 1) : null,
  };
}

export function factRow(fact: QueuedFact, ask: { queue: FactQueue; personId: string; today: CivilDate }): QueueRow {
  return {
    organisation: fact.organisation.name,
    fictional: fact.organisation.fictional,
    question: fact.question.shortName,
    href: policiesPaths.fact(fact.id),
    answer: fact.paraphrase ?? fact.quote ?? valueInWords(fact.question, fact.value) ?? stateInWords(fact.state),
    standing: { standing: fact.standing, text: standingInWords(fact) },
    why: whyHere(fact, ask.queue, ask.today),
    tag: ask.queue !== 'stale' && fact.extractedById === ask.personId ? 'You read it' : null,
  };
}

function whyHere(fact: QueuedFact, queue: FactQueue, today: CivilDate): string | null {
  if (queue === 'disagreed')
    return fact.sentBackFor === null ? `Corrected: ${fact.correctedFor ?? ''}` : `Sent back: ${fact.sentBackFor}`;
  if (queue !== 'stale') return null;
  const { reviewOn } = fact;
  const reasons = [
    ...(reviewOn !== null && latestDay(reviewOn) < today ? [`Its review was due ${dateInWords(reviewOn)}.`] : []),
    ...(fact.agesFrom === null
      ? ['It has no date.']
      : isOld(fact.agesFrom, today)
        ? ['It is older than two years.']
        : []),
  ];
  return reasons.length === 0 ? 'It has expired.' : reasons.join(' ');
}

export function ownRow(work: OwnWork): QueueRow {
  const { key, part, documentId, kind, reason, withdrawn } = work;
  const on = dateInWords(londonDate(work.at));
  return {
    organisation: work.organisation.name,
    fictional: work.organisation.fictional,
    question: work.shortName,
    href: policiesPaths.extraction(documentId, { question: key, part }),
    answer: `In “${work.documentTitle}”${withdrawn ? ', which was withdrawn' : ''}`,
    standing: null,
    why: kind === 'draft' ? `Draft of ${on}` : `Sent back on ${on}: ${reason ?? ''}`,
    tag: kind === 'draft' ? 'Draft' : 'Sent back',
  };
}
