import type { CivilDate } from '../../platform/civil-date.rules.js';
import { patientDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';
import type { ReflectionWords } from '../portfolio.types.js';

export const reflectionTexts = ['nature', 'learned', 'changed', 'relevance'] as const;
export type ReflectionText = (typeof reflectionTexts)[number];

const questions: Record<ReflectionText, string> = {
  nature: 'What was the CPD activity, feedback, event or experience?',
  learned: 'What did you learn from it?',
  changed: 'How did you change or improve your practice as a result?',
  relevance: 'How is this relevant to the Code?',
};
const missing: Record<ReflectionText, string> = {
  nature: 'Say what the activity, feedback, event or experience was',
  learned: 'Say what you learned',
  changed: 'Say how you changed or improved your practice',
  relevance: 'Say how it is relevant to the Code',
};

/** What the account is asked, in the sense of the NMC's form. */
export const reflectionQuestion = (text: ReflectionText): string => questions[text];

/** What an account still lacks before it can be called complete, by field. */
export function whatIsMissing(words: ReflectionWords): { field: string; message: string }[] {
  return [
    ...(words.title === '' ? [{ field: 'title', message: 'Give it a title by which you find it again' }] : []),
    ...(words.ground === null ? [{ field: 'ground', message: 'Choose what it draws on' }] : []),
    ...reflectionTexts.filter((text) => words[text] === '').map((text) => ({ field: text, message: missing[text] })),
    ...(words.themes.length === 0 ? [{ field: 'themes', message: 'Choose at least one theme of the Code' }] : []),
  ];
}

/** What in an account may tell who somebody is, where: it may be wrong, so it warns and decides nothing. */
export function whoMayBeKnown(
  words: Pick<ReflectionWords, 'title' | ReflectionText>,
  today: CivilDate,
): { field: string; where: string; found: string }[] {
  const texts = [
    { field: 'title', where: 'Title', text: words.title },
    ...reflectionTexts.map((field) => ({ field, where: questions[field], text: words[field] })),
  ];
  return texts.flatMap(({ field, where, text }) =>
    patientDataIn(text, today).map((one) => ({ field, where, found: personalDataInWords(one) })),
  );
}
