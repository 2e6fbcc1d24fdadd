import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { definePage } from '../../platform/views/page.js';
import type { CourseReview, CourseVersion, ReviewKind } from '../courses.types.js';
import { coursesPaths } from '../paths.js';
import { reviewDayState } from '../review-day.rules.js';
import type { Retirement } from '../retirements.service.js';
import { underWayChoices } from './keeping.form.js';

interface Link {
  text: string;
  href: string;
}

export interface KeepingView {
  title: string;
  studioHref: string;
  rows: { key: string; value: string }[];
  ways: Link[];
  retired: { text: string; reason: string; action: string; otherwise: Link } | null;
  tag: { text: string; kind: string } | null;
  reviewText: string;
  reviewAction: string;
  retirementWay: Link;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const keepingPage = definePage<KeepingView>('courses/keeping');

export type ReviewDay = { reviewBy: CivilDate; setAt: Date; setBy: string } | undefined;

/** A published course, for those who keep it up. */
export function keepingView(
  version: CourseVersion,
  reviews: Record<ReviewKind, CourseReview | null>,
  given: { reviewDay: ReviewDay; retirement: Retirement | undefined; today: CivilDate },
  typed: Record<string, string> | null,
  errors: FieldError[],
): KeepingView {
  const { slug, number } = version;
  const { reviewDay, retirement, today } = given;
  return {
    title: version.title,
    studioHref: coursesPaths.studio(),
    rows: [
      { key: 'Version', value: `${String(number)}, published on ${dateInWords(version.publishedOn)}` },
      { key: 'Clinical review', value: reviewInWords(reviews.clinical) },
      { key: 'Legal review', value: reviewInWords(reviews.legal) },
    ],
    ways: [
      { text: 'Page of the course', href: `/courses/${slug}` },
      { text: 'Reviews of this version', href: coursesPaths.reviews(slug, number) },
      { text: 'Accreditation pack', href: coursesPaths.accreditation(slug) },
      ...(number > 1 ? [{ text: 'What changed between versions', href: coursesPaths.versionDifferences(slug) }] : []),
    ],
    retired: retirement ? retiredView(retirement, today) : null,
    tag: retirement ? { text: 'Retired', kind: 'warm' } : reviewDayTag(reviewDay?.reviewBy ?? null, today),
    reviewText: reviewDay
      ? `To be read through again by ${dateInWords(reviewDay.reviewBy)}: ${reviewDay.setBy} said so on ${dateInWords(londonDate(reviewDay.setAt))}.`
      : 'No day is set.',
    reviewAction: coursesPaths.reviewDays(slug),
    retirementWay: { text: 'Retire this course', href: coursesPaths.retirement(slug) },
    typed: typed ?? dayFields('reviewBy', reviewDay?.reviewBy ?? null),
    errors,
  };
}

/** Null while it is far off, or not set. */
export function reviewDayTag(reviewBy: CivilDate | null, today: CivilDate): { text: string; kind: string } | null {
  const state = reviewDayState(reviewBy, today);
  if (state === 'overdue') return { text: 'Review overdue', kind: 'warm' };
  return state === 'soon' ? { text: 'Review due', kind: 'accent' } : null;
}

function reviewInWords(review: CourseReview | null): string {
  if (!review) return 'Awaited';
  return `${review.reviewerName}, ${review.reviewerRole}, ${dateInWords(review.reviewedOn)}`;
}

function retiredView(retirement: Retirement, today: CivilDate): NonNullable<KeepingView['retired']> {
  const { retiredAt, retiredBy, finishBy, reason, courseSlug } = retirement;
  const underWay =
    finishBy === null
      ? 'Learners under way stopped.'
      : finishBy < today
        ? `Learners under way could finish until ${dateInWords(finishBy)}.`
        : `Learners under way can finish until ${dateInWords(finishBy)}.`;
  return {
    text: `${retiredBy} retired it on ${dateInWords(londonDate(retiredAt))}. ${underWay} Nobody can join, and certificates stay valid.`,
    reason,
    action: coursesPaths.reopenings(courseSlug),
    otherwise: { text: 'Change what happens to learners under way', href: coursesPaths.retirement(courseSlug) },
  };
}

export interface RetirementView {
  title: string;
  caption: string;
  back: Link;
  action: string;
  choices: { value: string; text: string; hint: string }[];
  button: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const retirementPage = definePage<RetirementView>('courses/retirement');

const choiceWords: Record<(typeof underWayChoices)[number], { text: string; hint: string }> = {
  finish: {
    text: 'They may finish it until a day',
    hint: 'Lessons and the knowledge check stay open to them until then, and a certificate is issued as ever.',
  },
  stop: {
    text: 'They stop now',
    hint: 'For a course that should not be learned from any more. What they did is kept.',
  },
};

/** @param typed what was typed; null when the form is opened, which then shows how the course is retired */
export function retirementView(
  version: CourseVersion,
  retirement: Retirement | undefined,
  typed: Record<string, string> | null,
  errors: FieldError[],
): RetirementView {
  const standing = retirement && {
    ...dayFields('finishBy', retirement.finishBy),
    underWay: retirement.finishBy === null ? 'stop' : 'finish',
    reason: retirement.reason,
  };
  return {
    title: retirement ? 'What happens to learners under way' : 'Retire this course',
    caption: version.title,
    back: { text: version.title, href: coursesPaths.keeping(version.slug) },
    action: coursesPaths.retirements(version.slug),
    choices: underWayChoices.map((value) => ({ value, ...choiceWords[value] })),
    button: retirement ? 'Change it' : 'Retire the course',
    typed: typed ?? standing ?? {},
    errors,
  };
}
