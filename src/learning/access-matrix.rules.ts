/** Everybody who might see something of a learner. */
export const viewers = ['learner', 'trust_contact', 'administrator', 'trainer', 'verifier'] as const;
export type Viewer = (typeof viewers)[number];

/** Everything of a learner that is held and that somebody might see. */
export const seenItems = [
  'name',
  'email',
  'work',
  'registration',
  'enrolment',
  'due_date',
  'completion',
  'completion_date',
  'lessons',
  'certificate',
  'score',
  'failed_attempts',
  'answers',
  'adjustments',
  'reflections',
  'portfolio',
  'own_cpd',
  'remarks',
  'live_sessions',
  'evaluations',
  'surveys',
] as const;
export type SeenItem = (typeof seenItems)[number];

/** Seen, not seen, or seen in part: in words. Only `true` counts as seen. */
export type Sight = boolean | string;

const viewerNames: Record<Viewer, string> = {
  learner: 'You',
  trust_contact: 'Your Trust’s contact',
  administrator: 'Administrators',
  trainer: 'Trainers',
  verifier: 'Whoever you give your certificate’s number',
};

const itemNames: Record<SeenItem, string> = {
  name: 'Your name',
  email: 'Your email address',
  work: 'Your profession and where you work',
  registration: 'Your registration number',
  enrolment: 'That you are enrolled on a course, and since when',
  due_date: 'By when you are to finish it',
  completion: 'Whether you have completed it',
  completion_date: 'The day on which you completed it',
  lessons: 'Which lessons you have read',
  certificate: 'Your certificate',
  score: 'The score with which you passed',
  failed_attempts: 'Attempts that you did not pass, and how many you needed',
  answers: 'Your answers',
  adjustments: 'What is arranged for your knowledge check, such as extra time',
  reflections: 'What you reflect on',
  portfolio: 'Your portfolio',
  own_cpd: 'CPD that you add by hand',
  remarks: 'What you tell us of a passage in a lesson',
  live_sessions: 'Your place at a live session, and whether you were there',
  evaluations: 'What you say of a course or a session when it is over',
  surveys: 'What you say of your knowledge, confidence and practice before and after a course',
};

const yours: Record<Viewer, Sight> = {
  learner: true,
  trust_contact: false,
  administrator: false,
  trainer: false,
  verifier: false,
};

const WITHOUT_YOUR_NAME = 'Among five or more, and without your name unless you give it';
const IN_NUMBERS = 'In numbers, among five or more; words only where you let us quote them, without your name';
const AFTER_A_CHANGE = 'Where a change of policy concerns you';

/**
 * Who sees what of a learner: the one place that says so. The views that show learners to others take their columns from
 * it, and people read it, as it stands here, before they join.
 */
const matrix: Record<SeenItem, Record<Viewer, Sight>> = {
  name: { ...yours, trust_contact: true, administrator: true, trainer: AFTER_A_CHANGE, verifier: true },
  email: { ...yours, administrator: true },
  work: {
    ...yours,
    trust_contact: 'Only what the cohort itself says, such as “paramedics”',
    administrator: true,
    trainer: AFTER_A_CHANGE,
  },
  registration: { ...yours, administrator: 'On the certificate' },
  enrolment: { ...yours, trust_contact: true, administrator: true, trainer: AFTER_A_CHANGE },
  due_date: { ...yours, trust_contact: true, administrator: true },
  completion: { ...yours, trust_contact: true, administrator: true, trainer: AFTER_A_CHANGE, verifier: true },
  completion_date: { ...yours, trust_contact: true, administrator: true, verifier: true },
  lessons: {
    ...yours,
    administrator: 'Where a change of policy concerns you: how many of those that differ',
    trainer: 'Where a change of policy concerns you: how many of those that differ',
  },
  certificate: { ...yours, administrator: true, verifier: 'What it certifies, its dates and whether it holds' },
  score: { ...yours, administrator: 'On the certificate' },
  failed_attempts: yours,
  answers: yours,
  adjustments: { ...yours, administrator: true },
  reflections: yours,
  portfolio: yours,
  own_cpd: yours,
  remarks: { ...yours, administrator: 'Without your name', trainer: 'Without your name' },
  live_sessions: {
    ...yours,
    administrator: true,
    trainer: 'Of the sessions that they lead, with your name and address',
  },
  evaluations: { ...yours, administrator: WITHOUT_YOUR_NAME, trainer: WITHOUT_YOUR_NAME },
  surveys: { ...yours, administrator: IN_NUMBERS, trainer: IN_NUMBERS },
};

/** Whether the viewer sees it, without any condition. What is seen in part only is shown by nothing that asks this. Pure. */
export const sees = (viewer: Viewer, item: SeenItem): boolean => matrix[item][viewer] === true;

/** What the viewer sees of it: yes, no, or in part, in words. */
export const sightOf = (viewer: Viewer, item: SeenItem): Sight => matrix[item][viewer];

/** Everything that the viewer sees without condition, in the matrix's order. */
export const seenBy = (viewer: Viewer): SeenItem[] => seenItems.filter((item) => sees(viewer, item));

/** Everything that the viewer never sees, not even in part. */
export const unseenBy = (viewer: Viewer): SeenItem[] => seenItems.filter((item) => matrix[item][viewer] === false);

export const viewerName = (viewer: Viewer): string => viewerNames[viewer];
export const itemName = (item: SeenItem): string => itemNames[item];
