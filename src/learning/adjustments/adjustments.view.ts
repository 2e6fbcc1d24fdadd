import type { CourseVersion } from '../../courses/courses.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { ListedEnrolment } from '../enrolling/enrolments.queries.js';
import { adjustmentInWords, extraTimeName, extraTimes } from '../knowledge-check/time-limit.rules.js';
import { enrolmentsPaths } from '../paths.js';
import type { GivenAdjustment } from './adjustments.service.js';

interface AdjustmentsView {
  title: string;
  name: string;
  back: { href: string; text: string };
  /** What the course asks of everybody. */
  terms: string[];
  /** Null once the enrolment has ended. */
  action: string | null;
  extraTimes: { value: string; text: string }[];
  /** The latest holds. */
  given: { words: string; reason: string; when: string; by: string }[];
  typed: Record<string, string>;
  errors: FieldError[];
}
export const adjustmentsPage = definePage<AdjustmentsView>('learning/adjustments/adjustments');

/** `version`: the one that the learner takes. */
export function adjustmentsView(
  version: CourseVersion,
  one: ListedEnrolment,
  given: readonly GivenAdjustment[],
  form: { typed: Record<string, string> | null; errors: FieldError[] },
): AdjustmentsView {
  const [latest] = given;
  const stands = {
    extraTime: latest?.extraTime ?? 'none',
    moreAttempts: latest ? String(latest.moreAttempts) : '',
    noPause: latest?.noPause ? 'yes' : '',
    reason: latest?.reason ?? '',
  };
  const blank = { extraTime: '', moreAttempts: '', noPause: '', reason: '' };
  return {
    title: 'Adjustments to the knowledge check',
    name: one.name,
    back: { href: enrolmentsPaths.one(version.slug, one.id), text: 'The enrolment' },
    terms: [
      version.timeLimitMinutes === undefined
        ? 'There is no limit of time'
        : `An attempt takes at most ${String(version.timeLimitMinutes)} minutes`,
      version.attempts === null ? 'As many attempts as needed' : `${String(version.attempts)} attempts`,
      version.pauseMinutes === undefined
        ? 'No pause between attempts'
        : `${String(version.pauseMinutes)} minutes of pause between attempts`,
    ],
    action:
      one.completedAt === null && one.withdrawnAt === null ? enrolmentsPaths.adjustments(version.slug, one.id) : null,
    extraTimes: extraTimes.map((value) => ({ value, text: extraTimeName(value) })),
    given: given.map((each) => ({
      words: adjustmentInWords(each).join(', ') || 'As the course asks of everybody',
      reason: each.reason,
      when: dateInWords(londonDate(each.givenAt)),
      by: each.givenBy ?? 'Somebody whose account was erased',
    })),
    typed: form.typed === null ? stands : { ...blank, ...form.typed },
    errors: form.errors,
  };
}
