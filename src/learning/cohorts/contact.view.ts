import type { CourseVersion } from '../../courses/courses.types.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { Holding } from '../../platform/holdings/holdings.js';
import { definePage } from '../../platform/views/page.js';
import {
  itemName,
  type SeenItem,
  seenBy,
  seenItems,
  sees,
  sightOf,
  unseenBy,
  viewerName,
  viewers,
} from '../access-matrix.rules.js';
import { enrolmentState } from '../enrolling/enrolment.rules.js';
import { cohortsPaths, invitationsPaths, joiningPaths } from '../paths.js';
import type { ContactCohort, MemberSeen, SeenIn } from './contact.queries.js';

export const PAGE_SIZE = 25;

interface Link {
  href: string;
  text: string;
}

const day = (at: Date): string => dateInWords(londonDate(at));

/** The columns in which a member is shown, each for what it shows; those that the matrix denies fall away. */
const columns: { item: SeenItem; heading: string; text: (member: MemberSeen, today: CivilDate) => string }[] = [
  { item: 'name', heading: 'Name', text: ({ name }) => name ?? '' },
  { item: 'email', heading: 'Email address', text: ({ email }) => email ?? '' },
  { item: 'enrolment', heading: 'Enrolled', text: ({ enrolment }) => (enrolment ? day(enrolment) : 'Not enrolled') },
  {
    item: 'due_date',
    heading: 'Due',
    text: (member) => (member.due_date ? dateInWords(member.due_date) : 'No due date'),
  },
  { item: 'completion', heading: 'State', text: stateInWords },
  {
    item: 'completion_date',
    heading: 'Completed',
    text: ({ completion_date: at }) => (at ? day(at) : ''),
  },
];

function stateInWords({ completion, enrolment, due_date: dueOn }: MemberSeen, today: CivilDate): string {
  if (completion) return 'Completed';
  if (!enrolment) return 'Not enrolled';
  const state = enrolmentState({ completedAt: null, withdrawnAt: null, dueOn: dueOn ?? null }, today);
  return state === 'overdue' ? 'Overdue' : 'Not completed yet';
}

/** A member as the contact of their Trust sees them. */
export function cellsOf(member: MemberSeen, today: CivilDate): { heading: string; text: string }[] {
  return columns
    .filter(({ item }) => sees('trust_contact', item))
    .map(({ heading, text }) => ({ heading, text: text(member, today) }));
}

/** What a Trust's contact sees, and what they never see: for the pages that tell people before they join. */
export interface ContactSight {
  sees: string[];
  never: string[];
  matrixHref: string;
}
export function contactSight(): ContactSight {
  return {
    sees: seenBy('trust_contact').map(itemName),
    never: unseenBy('trust_contact').map(itemName),
    matrixHref: cohortsPaths.matrix(),
  };
}

export interface ContactCohortsView {
  title: string;
  cohorts: { href: string; name: string; caption: string; facts: string }[];
  matrixHref: string;
}
export const contactCohortsPage = definePage<ContactCohortsView>('learning/cohorts/of-contact');

export function contactCohortsView(
  cohorts: readonly ContactCohort[],
  courses: ReadonlyMap<string, string>,
): ContactCohortsView {
  return {
    title: 'Cohorts of your Trust',
    cohorts: cohorts.map((cohort) => ({
      href: cohortsPaths.ofContact(cohort.id),
      name: cohort.name,
      caption: cohort.trust,
      facts: `${courses.get(cohort.courseSlug) ?? ''}: ${progressInWords(cohort)}`,
    })),
    matrixHref: cohortsPaths.matrix(),
  };
}

const progressInWords = ({ members, completed }: ContactCohort): string =>
  `${String(completed)} of ${String(members)} have completed it`;

export interface ContactCohortView {
  title: string;
  course: string;
  back: Link;
  lead: string;
  bar: { value: number; max: number; label: string } | null;
  matrixHref: string;
  csvHref: string;
  esrHref: string;
  action: string;
  text: string | null;
  reset: string | null;
  headings: string[];
  rows: { cells: { heading: string; text: string }[] }[];
  firstHref: string | null;
  next: Link | null;
}
export const contactCohortPage = definePage<ContactCohortView>('learning/cohorts/progress');

export function contactCohortView(
  course: CourseVersion,
  cohort: ContactCohort,
  members: readonly MemberSeen[],
  asked: { text: string; before: string | null },
  today: CivilDate,
): ContactCohortView {
  const shown = members.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const { text } = asked;
  return {
    title: cohort.name,
    course: course.title,
    back: { href: cohortsPaths.mine(), text: 'Cohorts of your Trust' },
    lead: cohort.trust,
    bar: cohort.members === 0 ? null : { value: cohort.completed, max: cohort.members, label: progressInWords(cohort) },
    matrixHref: cohortsPaths.matrix(),
    csvHref: cohortsPaths.csv(cohort.id),
    esrHref: cohortsPaths.contactEsr(cohort.id),
    action: cohortsPaths.ofContact(cohort.id),
    text: text === '' ? null : text,
    reset: text === '' ? null : cohortsPaths.ofContact(cohort.id),
    headings: columns.filter(({ item }) => sees('trust_contact', item)).map(({ heading }) => heading),
    rows: shown.map((member) => ({ cells: cellsOf(member, today) })),
    firstHref: asked.before === null ? null : cohortsPaths.ofContact(cohort.id, { text }),
    next:
      members.length > PAGE_SIZE && last
        ? { href: cohortsPaths.ofContact(cohort.id, { text, before: last.personId }), text: 'More people' }
        : null,
  };
}

export interface MatrixView {
  title: string;
  privacyHref: string;
  viewers: string[];
  rows: { item: string; cells: { viewer: string; text: string; kind: 'yes' | 'no' | 'part' }[] }[];
  /** The cohorts in which the reader is seen, and by whom. */
  seenIn: { cohort: string; trust: string; contacts: string | null; leave: string | null }[];
  departuresAction: string;
  held: { title: string; why: string; kept: string }[];
}
export const matrixPage = definePage<MatrixView>('learning/cohorts/who-sees-what');

export function matrixView(seenIn: readonly SeenIn[], holdings: readonly Holding[]): MatrixView {
  return {
    title: 'Who sees what',
    privacyHref: invitationsPaths.privacy(),
    viewers: viewers.map(viewerName),
    rows: seenItems.map((item) => ({
      item: itemName(item),
      cells: viewers.map((viewer) => {
        const sight = sightOf(viewer, item);
        const kind = sight === true ? 'yes' : sight === false ? 'no' : 'part';
        return { viewer: viewerName(viewer), text: sight === true ? 'Yes' : sight === false ? 'No' : sight, kind };
      }),
    })),
    seenIn: seenIn.map(({ id, cohort, trust, byCode, contacts }) => ({
      cohort,
      trust,
      contacts: contacts.length === 0 ? null : contacts.join(', '),
      leave: byCode ? id : null,
    })),
    departuresAction: joiningPaths.departures(),
    held: holdings.map(({ title, why, kept }) => ({ title, why, kept })),
  };
}
