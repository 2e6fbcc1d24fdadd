import { type Query, withQuery } from '../platform/http/with-query.js';

/** Addresses of everything that a learner does. `course` and `lesson` are slugs, the others ids. */
export const learningPaths = {
  courses: (query: Query = {}) => withQuery('/courses', query),
  course: (course: string) => `/courses/${course}`,
  enrolments: (course: string) => `/courses/${course}/enrolments`,
  mine: () => '/learning',
  enrolment: (enrolment: string) => `/learning/${enrolment}`,
  versionChanges: (enrolment: string) => `/learning/${enrolment}/version-changes`,
  lesson: (enrolment: string, lesson: string) => `/learning/${enrolment}/lessons/${lesson}`,
  lessonWithoutCases: (enrolment: string, lesson: string) => `/learning/${enrolment}/lessons/${lesson}?cases=without`,
  completions: (enrolment: string, lesson: string) => `/learning/${enrolment}/lessons/${lesson}/completions`,
  attempts: (enrolment: string) => `/learning/${enrolment}/attempts`,
  attempt: (enrolment: string, attempt: string) => `/learning/${enrolment}/attempts/${attempt}`,
  question: (enrolment: string, attempt: string, position: number) =>
    `/learning/${enrolment}/attempts/${attempt}/questions/${String(position)}`,
  answers: (enrolment: string, attempt: string, position: number) =>
    `/learning/${enrolment}/attempts/${attempt}/questions/${String(position)}/answers`,
  submissions: (enrolment: string, attempt: string) => `/learning/${enrolment}/attempts/${attempt}/submissions`,
  /** Certificates stand to the right of learning; at this address they receive who completed. */
  certificate: (enrolment: string) => `/certificates?enrolment=${enrolment}`,
  /** Stands to the right as well: what differs where the learner works now. */
  differences: () => '/differences',
  /** Portfolios stand to the right as well; this address takes the prompt that somebody writes about. */
  reflections: () => '/portfolio/reflections',
};

/** Addresses of those who enrol others. `course` is a slug, the others are ids. */
export const enrolmentsPaths = {
  courses: () => '/enrolments',
  list: (course: string, query: { text?: string; state?: string; before?: string } = {}) =>
    withQuery(`/enrolments/${course}`, query),
  new: (course: string) => `/enrolments/${course}/new`,
  one: (course: string, enrolment: string) => `/enrolments/${course}/${enrolment}`,
  dueDates: (course: string, enrolment: string) => `/enrolments/${course}/${enrolment}/due-dates`,
  withdrawals: (course: string, enrolment: string) => `/enrolments/${course}/${enrolment}/withdrawals`,
  newWithdrawal: (course: string, enrolment: string) => `/enrolments/${course}/${enrolment}/withdrawals/new`,
  adjustments: (course: string, enrolment: string) => `/enrolments/${course}/${enrolment}/adjustments`,
  imports: (course: string) => `/enrolments/${course}/imports`,
  import: (course: string, id: string, query: { outcome?: string; after?: number | null } = {}) =>
    withQuery(`/enrolments/${course}/imports/${id}`, query),
  importOutcomes: (course: string, id: string) => `/enrolments/${course}/imports/${id}/outcomes.csv`,
  importApplications: (course: string, id: string) => `/enrolments/${course}/imports/${id}/applications`,
  /** Pages of accounts. */
  person: (id: string) => `/people/${id}`,
};

/** Addresses of what is decided about questions after attempts. `course` is a slug, `version` a number, `question` a key. */
export const correctionsPaths = {
  one: (course: string, version: number, question: string) => `/corrections/${course}/${String(version)}/${question}`,
  decisions: (course: string, version: number, question: string) =>
    `/corrections/${course}/${String(version)}/${question}/decisions`,
  /** A page of reports. */
  statistics: (course: string, version: number) => `/statistics/${course}/${String(version)}/questions`,
};

/** Addresses of what learners say of blocks. `lesson` and the others are ids, `block` is a key. */
export const remarksPaths = {
  new: (lesson: string, block: string) => `/lessons/${lesson}/blocks/${block}/remarks/new`,
  send: (lesson: string, block: string) => `/lessons/${lesson}/blocks/${block}/remarks`,
  mine: (query: { before?: string } = {}) => withQuery('/learning/remarks', query),
  list: (query: Query = {}) => withQuery('/remarks', query),
  one: (id: string) => `/remarks/${id}`,
  answers: (id: string) => `/remarks/${id}/answers`,
  /** A page of trusts. */
  trustReport: (code: string, query: { question?: string } = {}) => withQuery(`/trusts/${code}/reports/new`, query),
};

/** Addresses of what learners keep for themselves. `lesson` and `id` are ids, `block` is a key. */
export const notesPaths = {
  mine: (query: { text?: string; before?: string } = {}) => withQuery('/learning/notes', query),
  edit: (lesson: string, block: string) => `/lessons/${lesson}/blocks/${block}/notes/new`,
  keep: (lesson: string, block: string) => `/lessons/${lesson}/blocks/${block}/notes`,
  removals: (id: string) => `/learning/notes/${id}/removals`,
};

/** Addresses of who is invited. The token is the secret of the link. */
export const invitationsPaths = {
  one: (token: string) => `/invitations/${token}`,
  acceptances: (token: string) => `/invitations/${token}/acceptances`,
  refusals: (token: string) => `/invitations/${token}/refusals`,
  privacy: () => '/privacy',
};

/** Addresses of cohorts: of those who make them, of the contacts who see theirs, and of who sees what. */
export const cohortsPaths = {
  list: (course: string) => `/enrolments/${course}/cohorts`,
  new: (course: string) => `/enrolments/${course}/cohorts/new`,
  one: (course: string, id: string, query: { text?: string; before?: string } = {}) =>
    withQuery(`/enrolments/${course}/cohorts/${id}`, query),
  starts: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/starts`,
  endings: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/endings`,
  members: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/members`,
  removals: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/removals`,
  contacts: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/contacts`,
  contactRemovals: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/contact-removals`,
  esr: (course: string, id: string) => `/enrolments/${course}/cohorts/${id}/esr`,
  /** Of the contact. */
  mine: () => '/cohorts',
  ofContact: (id: string, query: { text?: string; before?: string } = {}) => withQuery(`/cohorts/${id}`, query),
  csv: (id: string) => `/cohorts/${id}/progress.csv`,
  contactEsr: (id: string) => `/cohorts/${id}/esr`,
  matrix: () => '/who-sees-what',
};

/** Addresses of codes to join with: of those who make them, and of those who have one. */
export const joiningPaths = {
  codes: (course: string, cohort: string) => `/enrolments/${course}/cohorts/${cohort}/codes`,
  stops: (course: string, cohort: string) => `/enrolments/${course}/cohorts/${cohort}/code-stops`,
  enter: () => '/join',
  one: (code: string) => `/join/${code}`,
  joinings: (code: string) => `/join/${code}/joinings`,
  departures: () => '/who-sees-what/departures',
};

/** Addresses of live sessions: of who comes to them, and of who leads them. All but `course`, a slug, are ids. */
export const liveSessionsPaths = {
  list: (query: { course?: string; after?: string } = {}) => withQuery('/live-sessions', query),
  led: (query: { before?: string } = {}) => withQuery('/live-sessions/led', query),
  new: () => '/live-sessions/new',
  one: (id: string) => `/live-sessions/${id}`,
  places: (id: string) => `/live-sessions/${id}/places`,
  placesGivenUp: (id: string) => `/live-sessions/${id}/places-given-up`,
  edit: (id: string) => `/live-sessions/${id}/changes/new`,
  changes: (id: string) => `/live-sessions/${id}/changes`,
  cancellations: (id: string) => `/live-sessions/${id}/cancellations`,
  attendance: (id: string, query: { after?: string } = {}) => withQuery(`/live-sessions/${id}/attendance`, query),
  /** A page of certificates, which stand to the right. */
  certificates: (id: string) => `/live-sessions/${id}/certificates`,
};

/** Addresses at which learners say what they think of a course or a session; the rest are ids. */
export const evaluationsPaths = {
  ofEnrolment: (enrolment: string) => `/learning/${enrolment}/evaluation`,
  ofSession: (session: string) => `/live-sessions/${session}/evaluation`,
  /** A page of reports, which stand to the right. `course` is a slug. */
  told: (course: string, session: string) => withQuery(`/statistics/${course}/evaluations`, { session }),
};

/** Addresses at which learners say what they know and are confident of, and what changed; `moment` is one of survey.rules.ts. */
export const surveysPaths = {
  one: (enrolment: string, moment: string) => `/learning/${enrolment}/surveys/${moment}`,
  declined: (enrolment: string, moment: string) => `/learning/${enrolment}/surveys/${moment}/declined`,
};
