import type { CourseVersion } from '../../courses/courses.types.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { cohortsPaths, enrolmentsPaths } from '../paths.js';
import { type EnrolmentDates, enrolmentState, type EnrolmentState, originInWords } from './enrolment.rules.js';
import type { EnrolmentChange, ListedEnrolment } from './enrolments.queries.js';

export const PAGE_SIZE = 25;

interface Link {
  href: string;
  text: string;
}
interface Tag {
  text: string;
  kind: string;
}

const stateTags: Record<EnrolmentState, Tag> = {
  under_way: { text: 'Under way', kind: 'plain' },
  due_soon: { text: 'Due soon', kind: 'accent' },
  overdue: { text: 'Overdue', kind: 'warm' },
  completed: { text: 'Completed', kind: 'good' },
  withdrawn: { text: 'Withdrawn', kind: 'plain' },
};

const filterWords: Record<EnrolmentState, string> = {
  under_way: 'Not completed yet',
  due_soon: 'Due within 14 days',
  overdue: 'Overdue',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
};

const tagOf = (enrolment: EnrolmentDates, today: CivilDate): Tag => stateTags[enrolmentState(enrolment, today)];
const day = (at: Date): string => dateInWords(londonDate(at));

export interface EnrolledCoursesView {
  title: string;
  courses: Link[];
}
export const enrolledCoursesPage = definePage<EnrolledCoursesView>('learning/enrolments/courses');

/** The courses on which people can be enrolled. */
export function enrolledCoursesView(catalogue: readonly CourseVersion[]): EnrolledCoursesView {
  return {
    title: 'Enrolments',
    courses: catalogue.map(({ slug, title }) => ({ href: enrolmentsPaths.list(slug), text: title })),
  };
}

export interface EnrolmentsView {
  title: string;
  course: string;
  back: Link;
  newHref: string;
  importsHref: string;
  cohortsHref: string;
  action: string;
  text: string | null;
  states: { value: string; text: string }[];
  state: string;
  /** The whole list, when it is narrowed. */
  reset: string | null;
  rows: {
    href: string;
    name: string;
    email: string;
    workplace: string | null;
    enrolled: string;
    due: string | null;
    tag: Tag;
  }[];
  firstHref: string | null;
  next: Link | null;
}
export const enrolmentsPage = definePage<EnrolmentsView>('learning/enrolments/list');

/** `found` holds one more than a page when there is a next one. */
export function enrolmentsView(
  course: CourseVersion,
  found: readonly ListedEnrolment[],
  asked: { text: string; state: EnrolmentState | ''; before: string | null },
  today: CivilDate,
): EnrolmentsView {
  const { text, state } = asked;
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const next =
    found.length > PAGE_SIZE && last ? enrolmentsPaths.list(course.slug, { text, state, before: last.id }) : null;
  return {
    title: 'Enrolments',
    course: course.title,
    back: { href: enrolmentsPaths.courses(), text: 'All courses' },
    newHref: enrolmentsPaths.new(course.slug),
    importsHref: enrolmentsPaths.imports(course.slug),
    cohortsHref: cohortsPaths.list(course.slug),
    action: enrolmentsPaths.list(course.slug),
    text: text === '' ? null : text,
    states: Object.entries(filterWords).map(([value, words]) => ({ value, text: words })),
    state,
    reset: text === '' && state === '' ? null : enrolmentsPaths.list(course.slug),
    rows: shown.map((one) => ({
      href: enrolmentsPaths.one(course.slug, one.id),
      name: one.name,
      email: one.email,
      workplace: one.workplace,
      enrolled: `${day(one.enrolledAt)}, ${originInWords(one.origin)}`,
      due: one.dueOn === null ? null : dateInWords(one.dueOn),
      tag: tagOf(one, today),
    })),
    firstHref: asked.before === null ? null : enrolmentsPaths.list(course.slug, { text, state }),
    next: next === null ? null : { href: next, text: 'Earlier enrolments' },
  };
}

export interface NewEnrolmentView {
  title: string;
  course: string;
  back: Link;
  action: string;
  typed: Record<string, string>;
  errors: FieldError[];
}
export const newEnrolmentPage = definePage<NewEnrolmentView>('learning/enrolments/new');

export function newEnrolmentView(
  course: CourseVersion,
  typed: Record<string, string>,
  errors: FieldError[],
): NewEnrolmentView {
  return {
    title: 'Enrol somebody',
    course: course.title,
    back: { href: enrolmentsPaths.list(course.slug), text: 'Enrolments' },
    action: enrolmentsPaths.list(course.slug),
    typed: withFields(typed, ['email', 'reason', ...dueFields]),
    errors,
  };
}

export interface OneEnrolmentView {
  title: string;
  course: string;
  back: Link;
  tag: Tag;
  summary: { key: string; value: string | null; href: string | null; action: string | null; hidden: string | null }[];
  history: { when: string; what: string; reason: string; by: string }[];
  others: Link[];
  /** Null once the enrolment has ended. */
  change: { action: string; withdrawHref: string } | null;
  adjustmentsHref: string;
  /** Null while the person takes the course. */
  againHref: string | null;
  typed: Record<string, string>;
  errors: FieldError[];
}
export const oneEnrolmentPage = definePage<OneEnrolmentView>('learning/enrolments/one');

export function oneEnrolmentView(
  course: CourseVersion,
  one: ListedEnrolment,
  history: readonly EnrolmentChange[],
  others: readonly { id: string; enrolledAt: Date }[],
  form: { typed: Record<string, string>; errors: FieldError[]; today: CivilDate },
): OneEnrolmentView {
  const row = (key: string, value: string | null) => ({ key, value, href: null, action: null, hidden: null });
  const known = (key: string, value: string | null) => (value === null ? [] : [row(key, value)]);
  return {
    title: one.name,
    course: course.title,
    back: { href: enrolmentsPaths.list(course.slug), text: 'Enrolments' },
    tag: tagOf(one, form.today),
    summary: [
      {
        ...row('Email address', one.email),
        href: enrolmentsPaths.person(one.personId),
        action: 'See the account',
        hidden: `of ${one.name}`,
      },
      row('Works at', one.workplace),
      row(
        'Enrolled',
        `${day(one.enrolledAt)}, ${originInWords(one.origin)}${one.enrolledBy === null ? '' : `: ${one.enrolledBy}`}`,
      ),
      ...known('Why', one.reason),
      row('Due', one.dueOn === null ? 'No due date' : dateInWords(one.dueOn)),
      ...known('Completed', one.completedAt && day(one.completedAt)),
      ...known(one.completedAt === null ? 'Withdrawn' : 'Begun again', one.withdrawnAt && day(one.withdrawnAt)),
    ],
    history: history.map((change) => ({
      when: day(change.changedAt),
      what: changeInWords(change),
      reason: change.reason,
      by: change.changedBy ?? 'An operator, or somebody whose account was erased',
    })),
    others: others.map(({ id, enrolledAt }) => ({
      href: enrolmentsPaths.one(course.slug, id),
      text: `Enrolment of ${day(enrolledAt)}`,
    })),
    change:
      one.completedAt === null && one.withdrawnAt === null
        ? {
            action: enrolmentsPaths.dueDates(course.slug, one.id),
            withdrawHref: enrolmentsPaths.newWithdrawal(course.slug, one.id),
          }
        : null,
    adjustmentsHref: enrolmentsPaths.adjustments(course.slug, one.id),
    againHref: one.withdrawnAt === null || one.completedAt !== null ? null : enrolmentsPaths.new(course.slug),
    typed: withFields(form.typed, ['reason', ...dueFields]),
    errors: form.errors,
  };
}

function changeInWords({ kind, dueOn, dueOnBefore }: EnrolmentChange): string {
  if (kind === 'withdrawn' || dueOn === null) return 'Withdrawn';
  const before = dueOnBefore === null ? 'no due date' : dateInWords(dueOnBefore);
  return `Due date moved from ${before} to ${dateInWords(dueOn)}`;
}

export interface WithdrawalView {
  title: string;
  name: string;
  course: string;
  back: Link;
  action: string;
  typed: Record<string, string>;
  errors: FieldError[];
}
export const withdrawalPage = definePage<WithdrawalView>('learning/enrolments/withdrawal');

export function withdrawalView(
  course: CourseVersion,
  one: ListedEnrolment,
  typed: Record<string, string>,
  errors: FieldError[],
): WithdrawalView {
  return {
    title: 'Withdraw from the course',
    name: one.name,
    course: course.title,
    back: { href: enrolmentsPaths.one(course.slug, one.id), text: 'The enrolment' },
    action: enrolmentsPaths.withdrawals(course.slug, one.id),
    typed: withFields(typed, ['reason']),
    errors,
  };
}

const dueFields = ['dueOn-day', 'dueOn-month', 'dueOn-year'];

/** Templates are strict: every field that they name is there. */
function withFields(typed: Record<string, string>, names: readonly string[]): Record<string, string> {
  return { ...Object.fromEntries(names.map((name) => [name, ''])), ...typed };
}
