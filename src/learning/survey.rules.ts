import { type CivilDate, daysBetween } from '../platform/civil-date.rules.js';

/** When learners are asked about themselves: before the course, as they have completed it, and weeks later. */
export const surveyMoments = ['before', 'after', 'practice'] as const;
export type SurveyMoment = (typeof surveyMoments)[number];

/** What somebody may be confident of doing, from 1 (not at all) to 5 (very). The same words each time, so that answers compare. */
export const confidences = ['tell_apart', 'weigh', 'find', 'act'] as const;
export type Confidence = (typeof confidences)[number];

/** Whether something is done differently since. */
export const practiceChanges = ['yes', 'not_yet', 'no'] as const;
export type PracticeChange = (typeof practiceChanges)[number];

/** So many questions of the knowledge check are asked before the course. */
export const MOST_QUESTIONS = 3;

/** Days since completion, both ends among them. */
export const SURVEY_DAYS = {
  /** As the course is completed: later it would not be about the course any more. */
  after: { from: 0, to: 28 },
  /** Eight to twelve weeks; who opens the mail late may answer for four more. */
  practice: { from: 56, to: 112 },
} as const;

const confidenceWords: Record<Confidence, string> = {
  tell_apart: 'Tell an advance decision (in Scotland an advance directive) from other papers about future care',
  weigh: 'Judge whether one is valid and applies',
  find: 'Find, record and flag one where I work',
  act: 'Act rightly when there is doubt, or when the family disagrees',
};
const changeWords: Record<PracticeChange, string> = {
  yes: 'Yes, I have done something differently',
  not_yet: 'Not yet, but I mean to',
  no: 'No',
};
const degreeWords = ['Not at all', 'A little', 'Somewhat', 'Fairly', 'Very'];

export const confidenceWord = (confidence: Confidence): string => confidenceWords[confidence];
export const changeWord = (change: PracticeChange): string => changeWords[change];
/** How confident somebody may be, the most last. */
export const confidenceDegrees: readonly { value: number; text: string }[] = degreeWords.map((text, index) => ({
  value: index + 1,
  text,
}));

/** What decides about what somebody is asked. */
export interface SurveyStanding {
  /** Whether a lesson was read or the knowledge check begun. */
  begun: boolean;
  completedOn: CivilDate | null;
  /** What they have answered, or said that they would rather not, by moment. */
  said: Partial<Record<SurveyMoment, 'answered' | 'declined'>>;
}

/**
 * What somebody is asked today; null when it is nothing. From the top of the ladder down. After the course only those are
 * asked who answered before it: without that there is nothing to compare. Pure.
 */
export function surveyFor({ begun, completedOn, said }: SurveyStanding, today: CivilDate): SurveyMoment | null {
  if (completedOn === null) return begun || said.before !== undefined ? null : 'before';
  const since = daysBetween(completedOn, today);
  const within = ({ from, to }: { from: number; to: number }) => from <= since && since <= to;
  if (within(SURVEY_DAYS.practice)) return said.practice === undefined ? 'practice' : null;
  if (within(SURVEY_DAYS.after)) return said.before === 'answered' && said.after === undefined ? 'after' : null;
  return null;
}
