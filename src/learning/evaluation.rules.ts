import { FEWEST_TOLD, type Told, toldCount, toldFigure, toldShare } from '../platform/small-numbers.rules.js';

/** What is agreed with, from 1 (not at all) to 5 (wholly). The words are ours; accreditors ask for their like. */
export const scales = ['relevant', 'outcomes', 'clear', 'balanced', 'confident', 'recommend'] as const;
export type Scale = (typeof scales)[number];

/** What is answered in one's own words. */
export const openQuestions = ['practice', 'best', 'better'] as const;
export type OpenQuestion = (typeof openQuestions)[number];

const scaleWords: Record<Scale, string> = {
  relevant: 'It was relevant to my work',
  outcomes: 'I can do what it said I would be able to do',
  clear: 'It was clear, and at the right level',
  balanced: 'It was balanced, without bias or anything to sell',
  confident: 'I feel more confident to act on an advance decision',
  recommend: 'I would recommend it to a colleague',
};
const openWords: Record<OpenQuestion, string> = {
  practice: 'What will you do differently?',
  best: 'What helped most?',
  better: 'What should be better?',
};
const degreeWords = ['Not at all', 'Hardly', 'Partly', 'Mostly', 'Wholly'];

export const scaleWord = (scale: Scale): string => scaleWords[scale];
export const openWord = (question: OpenQuestion): string => openWords[question];
/** The answers to a scale, the best last. */
export const degrees: readonly { value: number; text: string }[] = degreeWords.map((text, index) => ({
  value: index + 1,
  text,
}));

/** How often each degree was chosen, of one scale. */
export interface ScaleTally {
  scale: Scale;
  degree: number;
  count: number;
}

/** One scale as it may be told. */
export interface ScaleTold {
  scale: Scale;
  answered: Told;
  mean: Told;
  /** Those who agree mostly or wholly. */
  agree: Told;
  degrees: { text: string; count: Told }[];
}

/** Scales as they may be told: what rests on few people is hidden, and no difference gives it back. Pure. */
export function scalesTold(tallies: readonly ScaleTally[]): ScaleTold[] {
  return scales.map((scale) => {
    const count = (degree: number) => tallies.find((one) => one.scale === scale && one.degree === degree)?.count ?? 0;
    const answered = degrees.reduce((sum, { value }) => sum + count(value), 0);
    const points = degrees.reduce((sum, { value }) => sum + value * count(value), 0);
    return {
      scale,
      answered: toldCount(answered),
      mean: toldFigure(answered === 0 ? null : points / answered, answered, (value) => value.toFixed(1)),
      agree: toldShare(count(4) + count(5), answered),
      degrees: degrees.map(({ value, text }) => ({
        text,
        count: answered < FEWEST_TOLD ? { text: '', value: null } : toldCount(count(value)),
      })),
    };
  });
}

/** Whether words may be shown: among fewer people they would tell who wrote them. */
export const wordsAreTold = (given: number): boolean => given >= FEWEST_TOLD;
