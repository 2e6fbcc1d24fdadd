import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { sentencesOf, wordsIn } from './advice.rules.js';

/** Children begin school at five; the formula counts years of school. */
const BEFORE_SCHOOL = 5;
/** Of fewer words nothing can be said. */
const FEWEST_WORDS = 100;

/** The age at which most can read the texts, by the formula of Flesch and Kincaid; null where they are too short to say. */
export function readingAge(texts: readonly string[]): number | null {
  const sentences = texts.flatMap(sentencesOf);
  const word = sentences.reduce((all, sentence) => all + wordsIn(sentence), 0);
  if (word < FEWEST_WORDS) return null;
  const grade = fleschKincaid({ sentence: sentences.length, word, syllable: syllable(sentences.join(' ')) });
  return Math.max(BEFORE_SCHOOL, Math.round(grade + BEFORE_SCHOOL));
}
