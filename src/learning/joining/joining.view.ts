import { accountsPaths } from '../../accounts/paths.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { type ContactSight, contactSight } from '../cohorts/contact.view.js';
import { dueDateOf } from '../cohorts/cohort.rules.js';
import type { Cohort } from '../cohorts/cohorts.queries.js';
import { cohortsPaths, joiningPaths, learningPaths } from '../paths.js';
import { codeState, type CodeState, domainsInWords, mayJoin } from './joining-code.rules.js';
import type { FoundCode, JoiningCode } from './joining-codes.js';

interface Link {
  href: string;
  text: string;
}

const states: Record<CodeState, { text: string; kind: string }> = {
  open: { text: 'Works', kind: 'good' },
  expired: { text: 'Expired', kind: 'plain' },
  stopped: { text: 'Stopped', kind: 'plain' },
  used_up: { text: 'Used up', kind: 'plain' },
  ended: { text: 'Cohort ended', kind: 'plain' },
};

export interface CodesView {
  title: string;
  cohort: string;
  back: Link;
  enterHref: string;
  /** Null where no code can be made: the cohort has ended, or is of no Trust. */
  action: string | null;
  stopAction: string;
  codes: {
    id: string;
    ending: string;
    tag: { text: string; kind: string };
    facts: string[];
    stoppable: boolean;
  }[];
  typed: Record<string, string>;
  errors: FieldError[];
}
export const codesPage = definePage<CodesView>('learning/joining/codes');

export function codesView(
  course: CourseVersion,
  cohort: Cohort,
  codes: readonly JoiningCode[],
  today: CivilDate,
  form: { typed: Record<string, string>; errors: FieldError[] },
): CodesView {
  const fields = ['mostUses', 'domains', 'expiresOn-day', 'expiresOn-month', 'expiresOn-year'];
  return {
    title: 'Invitation codes',
    cohort: cohort.name,
    back: { href: cohortsPaths.one(course.slug, cohort.id), text: 'The cohort' },
    enterHref: joiningPaths.enter(),
    action:
      cohort.organisationId === null || cohort.endedAt !== null ? null : joiningPaths.codes(course.slug, cohort.id),
    stopAction: joiningPaths.stops(course.slug, cohort.id),
    codes: codes.map((code) => {
      const state = codeState(code, today);
      return {
        id: code.id,
        ending: code.ending,
        tag: states[state],
        facts: [
          `Used by ${String(code.uses)}${code.mostUses === null ? '' : ` of ${String(code.mostUses)}`}`,
          `Works until ${dateInWords(code.expiresOn)}`,
          code.domains.length === 0 ? 'For any address' : `For addresses at ${domainsInWords(code.domains)}`,
          `Made on ${dateInWords(londonDate(code.madeAt))} by ${code.madeBy ?? 'somebody whose account was erased'}`,
          ...(code.stopped ? [`Stopped by ${code.stoppedBy ?? 'somebody whose account was erased'}`] : []),
        ],
        stoppable: !code.stopped,
      };
    }),
    typed: { ...Object.fromEntries(fields.map((name) => [name, ''])), ...form.typed },
    errors: form.errors,
  };
}

export interface EnterCodeView {
  title: string;
  action: string;
  typed: Record<string, string>;
  errors: FieldError[];
}
export const enterCodePage = definePage<EnterCodeView>('learning/joining/enter');

export function enterCodeView(typed: Record<string, string>, errors: FieldError[]): EnterCodeView {
  return { title: 'Join with a code', action: joiningPaths.enter(), typed: { code: '', ...typed }, errors };
}

export interface JoinView {
  title: string;
  trust: string;
  cohort: string;
  reason: string;
  due: string | null;
  until: string;
  courseHref: string;
  /** Addresses that may join, in words; null: any. */
  domains: string | null;
  /** Who would see the learner, by name; empty while nobody is named. */
  contacts: string[];
  sight: ContactSight;
  /** Null for who is not signed in, and for who has an address that may not join. */
  joinAction: string | null;
  /** The address of who may not join with it; null for everybody else. */
  wrongEmail: string | null;
  registerHref: string | null;
  signInHref: string | null;
}
export const joinPage = definePage<JoinView>('learning/joining/join');

export function joinView(
  typed: string,
  { code, cohort }: FoundCode,
  around: {
    course: CourseVersion;
    workplace: string;
    contacts: string[];
    person: { email: string } | null;
    today: CivilDate;
  },
): JoinView {
  const { course, person } = around;
  const allowed = person !== null && mayJoin(person.email, code.domains);
  const due = dueDateOf(cohort, around.today);
  return {
    title: course.title,
    trust: cohort.organisation ?? '',
    cohort: cohort.name,
    reason: cohort.reason,
    due: due === null ? null : dateInWords(due),
    until: dateInWords(code.expiresOn),
    courseHref: learningPaths.course(course.slug),
    domains: code.domains.length === 0 ? null : domainsInWords(code.domains),
    contacts: around.contacts,
    sight: contactSight(),
    joinAction: allowed ? joiningPaths.joinings(typed) : null,
    wrongEmail: person !== null && !allowed ? person.email : null,
    registerHref: person
      ? null
      : accountsPaths.register({ workplace: around.workplace, next: joiningPaths.one(typed) }),
    signInHref: person ? null : accountsPaths.signIn(joiningPaths.one(typed)),
  };
}

export interface DeadCodeView {
  title: string;
  why: string;
  enterHref: string;
  coursesHref: string;
}
export const deadCodePage = definePage<DeadCodeView>('learning/joining/dead');

/** For a code with which one cannot join. */
export function deadCodeView(
  state: CodeState | 'unknown' | 'wrong_domain',
  domains: readonly string[] | null,
): DeadCodeView {
  const whys: Record<typeof state, string> = {
    open: 'Open the link again.',
    unknown: 'There is no such code. Check each letter and digit, or ask whoever gave it to you.',
    expired: 'The code has expired. Ask whoever gave it to you for another one.',
    stopped: 'The code was stopped. Ask whoever gave it to you for another one.',
    used_up: 'As many people have joined with the code as may. Ask whoever gave it to you for another one.',
    ended: 'What the code led to has ended.',
    wrong_domain: `The code is for addresses at ${domainsInWords(domains ?? [])}, and your account has another. Register with such an address, or ask whoever gave you the code.`,
  };
  return {
    title: 'You cannot join with this code',
    why: whys[state],
    enterHref: joiningPaths.enter(),
    coursesHref: learningPaths.courses(),
  };
}
