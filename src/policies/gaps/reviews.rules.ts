import { type CivilDate, dateInWords, latestDay, monthsBetween } from '../../platform/civil-date.rules.js';
import type { Gap } from '../gaps.types.js';
import type { PolicyDocument, ProfileFact } from '../policies.types.js';

/** From so many months past its review date, a policy may have missed a whole round of changes. */
const LONG_OVERDUE_MONTHS = 24;

/**
 * Documents past the date at which they said that they would be reviewed, or would expire. Only dates that a second
 * person read count. Of an archived copy we cannot know whether a newer one is in force: that is a gap in our knowledge.
 */
export function staleReviews(
  documents: readonly PolicyDocument[],
  facts: Readonly<Record<string, ProfileFact>>,
  on: CivilDate,
): Gap[] {
  return documents.flatMap((document) => {
    if (document.standing === 'published_regionally') return [];
    const due = dueOf(document);
    if (due === null || latestDay(due.on) >= on) return [];
    return [document.standing === 'archived' ? notKnown(document, due) : overdue(document, due, facts, on)];
  });
}

interface Due {
  on: string;
  words: string;
}

/** The later of review and expiry: while either lies ahead the document is not stale. */
function dueOf({ attributes, unverified }: PolicyDocument): Due | null {
  const review = unverified.includes('reviewOn') ? null : attributes.reviewOn;
  const expiry = unverified.includes('expiresOn') ? null : attributes.expiresOn;
  if (review === null && expiry === null) return null;
  if (expiry !== null && (review === null || latestDay(expiry) > latestDay(review)))
    return { on: expiry, words: `expired in ${dateInWords(expiry)}` };
  return review === null ? null : { on: review, words: `was due for review in ${dateInWords(review)}` };
}

const nameOf = (document: PolicyDocument) => document.attributes.title ?? document.title;

function overdue(document: PolicyDocument, due: Due, facts: Readonly<Record<string, ProfileFact>>, on: CivilDate): Gap {
  const months = monthsBetween(latestDay(due.on), on);
  const long = months >= LONG_OVERDUE_MONTHS;
  const resting = Object.values(facts).filter(
    ({ source }) => source.title === nameOf(document) && source.url === document.url,
  );
  return {
    key: `stale_review:${document.url ?? nameOf(document)}`,
    kind: 'stale_review',
    whose: 'trust',
    severity: long ? 'medium' : 'low',
    severityReasons: [
      long
        ? `It is ${String(Math.floor(months / 12))} years past that date: changes in the law and in practice since then may be missing.`
        : 'It is less than two years past that date; a policy stays in force until it is replaced.',
    ],
    reasons: [`“${nameOf(document)}” ${due.words}, and no newer version is known here.`],
    questionKeys: resting.map(({ key }) => key),
    factIds: resting.map(({ factId }) => factId),
    documentId: document.id,
  };
}

function notKnown(document: PolicyDocument, due: Due): Gap {
  return {
    key: `weak_source:${document.url ?? nameOf(document)}`,
    kind: 'weak_source',
    whose: 'knowledge',
    severity: 'low',
    severityReasons: ['It says nothing about the Trust: it is ours to find out.'],
    reasons: [
      `An archived copy of “${nameOf(document)}” ${due.words}. Whether a newer one is in force is not known here.`,
    ],
    questionKeys: [],
    factIds: [],
    documentId: document.id,
  };
}
