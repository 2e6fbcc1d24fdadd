import { accountsPaths } from '../../accounts/paths.js';
import { coursesPaths } from '../../courses/paths.js';
import type { CourseReview, CourseVersion, ReviewKind } from '../../courses/courses.types.js';
import type { Retirement } from '../../courses/retirements.service.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { type ContactSight, contactSight } from '../cohorts/contact.view.js';
import { learningPaths, liveSessionsPaths } from '../paths.js';
import { durationInWords } from '../progress/duration.rules.js';
import type { TrustPassages } from './trust-passages.js';

export interface CourseCard {
  title: string;
  href: string;
  summary: string;
  facts: string;
  state: string | null;
}

export interface CourseView {
  title: string;
  summary: string;
  introductionHtml: string;
  /** What it tells of the visitor's own Trust; null for who has none, and for who is not signed in. */
  about: string | null;
  facts: { key: string; value: string }[];
  outcomes: string[];
  lessons: { title: string; length: string; summary: string }[];
  credits: string[];
  reviewed: boolean;
  /** Since when nobody can join it; null while it is open. */
  retired: string | null;
  reviews: string[];
  /** Where reviews are recorded; null for who may not. */
  reviewHref: string | null;
  /** Null for who is not signed in, and for who takes it already. */
  enrolAction: string | null;
  goOnHref: string | null;
  signInHref: string | null;
  registerHref: string | null;
  catalogueHref: string;
  /** Sessions of it that are to come; null when there are none. */
  sessions: { href: string; text: string } | null;
  sight: ContactSight;
}

export const coursePage = definePage<CourseView>('learning/course');

/** One course as a card. `enrolled` undefined: the person does not take it. */
export function courseCard(version: CourseVersion, enrolled?: { completedAt: Date | null }): CourseCard {
  return {
    title: version.title,
    href: learningPaths.course(version.slug),
    summary: version.summary,
    facts: `${String(version.lessons.length)} lessons, ${durationInWords(version.minutes)} in all`,
    state: enrolled ? (enrolled.completedAt === null ? 'You are taking this' : 'Completed') : null,
  };
}

/** The page of one course, for a visitor or for somebody who may take it. */
export function courseView(
  version: CourseVersion,
  reviews: Record<ReviewKind, CourseReview | null>,
  passages: TrustPassages | null,
  who: { signedIn: boolean; enrolmentId: string | null; mayReview: boolean },
  sessions: number,
  retirement: Retirement | undefined,
): CourseView {
  return {
    title: version.title,
    summary: version.summary,
    introductionHtml: version.introductionHtml,
    about: passages && aboutTrust(passages),
    facts: factsOf(version),
    outcomes: version.outcomes.map((outcome) => outcome.text),
    lessons: version.lessons.map(({ title, minutes, summary }) => ({
      title,
      length: durationInWords(minutes),
      summary,
    })),
    credits: version.credits,
    reviewed: reviews.clinical !== null && reviews.legal !== null,
    retired: retirement
      ? `Since ${dateInWords(londonDate(retirement.retiredAt))} nobody can join it any more. Certificates for it stay valid.`
      : null,
    reviews: [reviewInWords('Clinical', reviews.clinical), reviewInWords('Legal', reviews.legal)],
    reviewHref: who.mayReview ? coursesPaths.reviews(version.slug, version.number) : null,
    enrolAction:
      who.signedIn && who.enrolmentId === null && !retirement ? learningPaths.enrolments(version.slug) : null,
    goOnHref: who.enrolmentId === null ? null : learningPaths.enrolment(who.enrolmentId),
    signInHref: who.signedIn || retirement ? null : accountsPaths.signIn(learningPaths.course(version.slug)),
    registerHref: who.signedIn || retirement ? null : accountsPaths.register(),
    catalogueHref: learningPaths.courses(),
    sessions:
      sessions === 0
        ? null
        : {
            href: liveSessionsPaths.list({ course: version.slug }),
            text: sessions === 1 ? '1 live session is planned' : `${String(sessions)} live sessions are planned`,
          },
    sight: contactSight(),
  };
}

function aboutTrust({ trust, passages }: TrustPassages): string {
  if (passages === 0)
    return `No passage is about ${trust} yet. You learn the law of your nation, and what to ask where you work.`;
  return `${passages === 1 ? '1 passage is' : `${String(passages)} passages are`} about your Trust, ${trust}.`;
}

function factsOf(version: CourseVersion): { key: string; value: string }[] {
  const attempts = version.attempts === null ? 'as many attempts as you need' : `${String(version.attempts)} attempts`;
  const pause = version.pauseMinutes === undefined ? '' : `, ${durationInWords(version.pauseMinutes)} apart`;
  const limit = version.timeLimitMinutes === undefined ? '' : `, ${durationInWords(version.timeLimitMinutes)} for each`;
  return [
    { key: 'Length', value: `${durationInWords(version.minutes)}, in lessons that fit between shifts` },
    { key: 'For', value: version.audience },
    { key: 'Knowledge check', value: `Pass mark ${String(version.passMark)} %, ${attempts}${pause}${limit}` },
    { key: 'CPD', value: `${durationInWords(version.minutes)}, not participatory. Activity code ${version.code}` },
    { key: 'Version', value: `${String(version.number)}, published on ${dateInWords(version.publishedOn)}` },
  ];
}

function reviewInWords(kind: string, review: CourseReview | null): string {
  if (!review) return `${kind} review: awaited`;
  return `${kind} review: ${review.reviewerName}, ${review.reviewerRole}, ${dateInWords(review.reviewedOn)}`;
}
