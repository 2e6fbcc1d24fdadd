/** Addresses of everything that a learner does. `course` is a course's slug, `lesson` a lesson's. */
export const learningPaths = {
  courses: () => '/courses',
  course: (course: string) => `/courses/${course}`,
  enrolments: (course: string) => `/courses/${course}/enrolments`,
  mine: () => '/learning',
  myCourse: (course: string) => `/learning/${course}`,
  lesson: (course: string, lesson: string) => `/learning/${course}/lessons/${lesson}`,
  lessonCompletions: (course: string, lesson: string) => `/learning/${course}/lessons/${lesson}/completions`,
  check: (course: string) => `/learning/${course}/check`,
  attempts: (course: string) => `/learning/${course}/attempts`,
  attempt: (course: string, number: number) => `/learning/${course}/attempts/${String(number)}`,
  question: (course: string, number: number, position: number) =>
    `/learning/${course}/attempts/${String(number)}/questions/${String(position)}`,
  submissions: (course: string, number: number) => `/learning/${course}/attempts/${String(number)}/submissions`,
  /** Certificates stand to the right of learning; this is the address under which they receive who completed. */
  certificate: (enrolmentId: string) => `/certificates?enrolment=${enrolmentId}`,
};
