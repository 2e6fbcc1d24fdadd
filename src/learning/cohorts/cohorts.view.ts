import { professionName } from '../../accounts/account-words.rules.js';
import { professions } from '../../accounts/accounts.types.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { type FieldError, typedFields, typedPairs } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { cohortsPaths, enrolmentsPaths, joiningPaths } from '../paths.js';
import { dueInWords, type MemberBy, ruleInWords } from './cohort.rules.js';
import type { Cohort, ListedMember } from './cohorts.queries.js';

export const PAGE_SIZE = 25;

interface Link {
  href: string;
  text: string;
}
interface Choice {
  value: string;
  text: string;
}

const day = (at: Date): string => dateInWords(londonDate(at));

export interface CohortsView {
  title: string;
  course: string;
  back: Link;
  newHref: string;
  matrixHref: string;
  cohorts: { href: string; name: string; what: string; members: number; ended: boolean }[];
}
export const cohortsPage = definePage<CohortsView>('learning/cohorts/list');

export function cohortsView(course: CourseVersion, cohorts: readonly (Cohort & { members: number })[]): CohortsView {
  return {
    title: 'Cohorts',
    course: course.title,
    back: { href: enrolmentsPaths.list(course.slug), text: 'Enrolments' },
    newHref: cohortsPaths.new(course.slug),
    matrixHref: cohortsPaths.matrix(),
    cohorts: cohorts.map((cohort) => ({
      href: cohortsPaths.one(course.slug, cohort.id),
      name: cohort.name,
      what: whatOf(cohort),
      members: cohort.members,
      ended: cohort.endedAt !== null,
    })),
  };
}

const whatOf = (cohort: Cohort): string =>
  cohort.by === 'rule'
    ? `By rule: ${ruleInWords(cohort)}`
    : `By hand${cohort.organisation === null ? '' : `, ${cohort.organisation}`}`;

export interface NewCohortView {
  title: string;
  course: string;
  back: Link;
  action: string;
  professions: (Choice & { checked: boolean })[];
  nations: Choice[];
  areas: Choice[];
  bys: (Choice & { hint: string })[];
  typed: Record<string, string>;
  errors: FieldError[];
}
export const newCohortPage = definePage<NewCohortView>('learning/cohorts/new');

const fields = [
  'name',
  'by',
  'organisation',
  'nation',
  'area',
  'reason',
  'dueDays',
  'dueOn-day',
  'dueOn-month',
  'dueOn-year',
];

export function newCohortView(
  course: CourseVersion,
  areas: Choice[],
  body: unknown,
  errors: FieldError[],
): NewCohortView {
  const chosen = new Set(typedPairs(body).flatMap(({ name, value }) => (name === 'professions' ? [value] : [])));
  return {
    title: 'New cohort',
    course: course.title,
    back: { href: cohortsPaths.list(course.slug), text: 'Cohorts' },
    action: cohortsPaths.list(course.slug),
    professions: professions.map((one) => ({ value: one, text: professionName(one), checked: chosen.has(one) })),
    nations: nations.map((nation) => ({ value: nation, text: nationName(nation) })),
    areas,
    bys: [
      {
        value: 'rule',
        text: 'By rule',
        hint: 'Everybody who fits, also those who come later. You see first how many fit.',
      },
      { value: 'hand', text: 'By hand', hint: 'You add people by their email addresses.' },
    ],
    typed: { ...Object.fromEntries(fields.map((name) => [name, ''])), ...typedFields(body) },
    errors,
  };
}

export interface CohortView {
  title: string;
  course: string;
  back: Link;
  summary: { key: string; value: string | null; href: null; action: null; hidden: null }[];
  /** How many a rule fits that was not started yet; null once it was. */
  fitting: number | null;
  startAction: string | null;
  endAction: string | null;
  /** Null for a cohort that is of no Trust. */
  contacts: {
    trust: string;
    list: { id: string; name: string; worksThere: boolean }[];
    action: string;
    removeAction: string;
    codesHref: string;
    esrHref: string;
  } | null;
  matrixHref: string;
  addAction: string | null;
  action: string;
  text: string | null;
  reset: string | null;
  removeAction: string;
  rows: {
    id: string;
    name: string;
    email: string;
    how: string;
    href: string | null;
    state: string;
    hiddenFromContact: boolean;
  }[];
  firstHref: string | null;
  next: Link | null;
  typed: Record<string, string>;
  errors: FieldError[];
}
export const cohortPage = definePage<CohortView>('learning/cohorts/one');

const byWords: Record<MemberBy, string> = { hand: 'By hand', rule: 'By the rule', code: 'With an invitation code' };

export function cohortView(
  course: CourseVersion,
  cohort: Cohort,
  found: {
    members: readonly ListedMember[];
    counts: { members: number; enrolled: number; completed: number };
    contacts: readonly { personId: string; name: string; worksThere: boolean }[];
    fitting: number | null;
  },
  asked: { text: string; before: string | null },
  form: { typed: Record<string, string>; errors: FieldError[] },
): CohortView {
  const { slug } = course;
  const { counts } = found;
  const row = (key: string, value: string | null) => ({ key, value, href: null, action: null, hidden: null });
  const shown = found.members.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const open = cohort.endedAt === null;
  return {
    title: cohort.name,
    course: course.title,
    back: { href: cohortsPaths.list(slug), text: 'Cohorts' },
    summary: [
      row('Who', whatOf(cohort)),
      row('Why', cohort.reason),
      row('Due', dueInWords(cohort)),
      row('Made', `${day(cohort.madeAt)}, by ${cohort.madeBy ?? 'somebody whose account was erased'}`),
      ...(cohort.endedAt === null ? [] : [row('Ended', day(cohort.endedAt))]),
      row(
        'People',
        `${String(counts.members)}, of whom ${String(counts.enrolled)} are enrolled and ${String(counts.completed)} have completed`,
      ),
    ],
    fitting: found.fitting,
    startAction: found.fitting === null ? null : cohortsPaths.starts(slug, cohort.id),
    endAction: open && found.fitting === null ? cohortsPaths.endings(slug, cohort.id) : null,
    contacts:
      cohort.organisation === null
        ? null
        : {
            trust: cohort.organisation,
            list: found.contacts.map(({ personId, ...rest }) => ({ id: personId, ...rest })),
            action: cohortsPaths.contacts(slug, cohort.id),
            removeAction: cohortsPaths.contactRemovals(slug, cohort.id),
            codesHref: joiningPaths.codes(slug, cohort.id),
            esrHref: cohortsPaths.esr(slug, cohort.id),
          },
    matrixHref: cohortsPaths.matrix(),
    addAction: open && cohort.by === 'hand' ? cohortsPaths.members(slug, cohort.id) : null,
    action: cohortsPaths.one(slug, cohort.id),
    text: asked.text === '' ? null : asked.text,
    reset: asked.text === '' ? null : cohortsPaths.one(slug, cohort.id),
    removeAction: cohortsPaths.removals(slug, cohort.id),
    rows: shown.map((member) => ({
      id: member.personId,
      name: member.name,
      email: member.email,
      how: `${byWords[member.by]}, ${day(member.joinedAt)}`,
      href: member.enrolmentId === null ? null : enrolmentsPaths.one(slug, member.enrolmentId),
      state: stateOf(member),
      hiddenFromContact: cohort.organisation !== null && !member.shown,
    })),
    firstHref: asked.before === null ? null : cohortsPaths.one(slug, cohort.id, { text: asked.text }),
    next:
      found.members.length > PAGE_SIZE && last
        ? { href: cohortsPaths.one(slug, cohort.id, { text: asked.text, before: last.personId }), text: 'More people' }
        : null,
    typed: { emails: '', contact: '', ...form.typed },
    errors: form.errors,
  };
}

function stateOf({ enrolmentId, completedAt, dueOn }: ListedMember): string {
  if (enrolmentId === null) return 'Not enrolled';
  if (completedAt !== null) return `Completed on ${day(completedAt)}`;
  return dueOn === null ? 'Enrolled' : `Enrolled, due ${dateInWords(dueOn)}`;
}
