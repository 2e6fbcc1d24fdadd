import { dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { CourseReview, CourseVersion, ReviewKind } from '../courses.types.js';
import { coursesPaths } from '../paths.js';

interface ReviewShown {
  title: string;
  review: { name: string; role: string; on: string; note: string | null } | null;
}

export interface ReviewsView {
  title: string;
  courseTitle: string;
  version: string;
  courseHref: string;
  action: string;
  complete: boolean;
  reviews: ReviewShown[];
  kinds: { value: string; text: string; hint: string }[];
  typed: Record<string, string>;
  errors: FieldError[];
}

export const reviewsPage = definePage<ReviewsView>('courses/reviews');

export function reviewsView(
  version: CourseVersion,
  reviews: Record<ReviewKind, CourseReview | null>,
  errors: FieldError[],
  typed: Record<string, string>,
): ReviewsView {
  return {
    title: `Reviews of ${version.title}`,
    courseTitle: version.title,
    version: `Version ${String(version.number)}, published ${dateInWords(version.publishedOn)}`,
    courseHref: `/courses/${version.slug}`,
    action: coursesPaths.reviews(version.slug, version.number),
    complete: reviews.clinical !== null && reviews.legal !== null,
    reviews: [shown('Clinical review', reviews.clinical), shown('Legal review', reviews.legal)],
    kinds: [
      { value: 'clinical', text: 'Clinical', hint: 'A clinician read every lesson and question, and stands for them.' },
      { value: 'legal', text: 'Legal', hint: 'A lawyer read every sentence about the law, for each nation.' },
    ],
    typed,
    errors,
  };
}

function shown(title: string, review: CourseReview | null): ReviewShown {
  return {
    title,
    review: review && {
      name: review.reviewerName,
      role: review.reviewerRole,
      on: dateInWords(review.reviewedOn),
      note: review.note,
    },
  };
}
