import { dateInWords } from '../platform/civil-date.rules.js';
import type { Addendum } from './certificates.types.js';

/** An addendum as one line, for the holder and administrators. It tells no score. */
export function addendumInWords({ number, recordedOn, content }: Addendum): string {
  const passages = content.lessons.reduce((sum, lesson) => sum + lesson.passages.length, 0);
  return `Addendum ${String(number)}, ${dateInWords(recordedOn)}: ${content.from === content.to ? `what has changed at ${content.to}` : `what differs at ${content.to} from ${content.from}`} (${sizeInWords(passages, content.answers.length)})`;
}

/** The same for whoever checks the certificate: it tells no workplace, as the certificate tells none. */
export function addendumForAnybody({ number, recordedOn, content }: Addendum): string {
  const passages = content.lessons.reduce((sum, lesson) => sum + lesson.passages.length, 0);
  return `Addendum ${String(number)}, ${dateInWords(recordedOn)}: brought up to date (${sizeInWords(passages, content.answers.length)})`;
}

/** How much differs, in words: "3 passages and 1 question". */
export function sizeInWords(passages: number, questions: number): string {
  const counted = (count: number, word: string) =>
    count === 0 ? [] : [`${String(count)} ${word}${count === 1 ? '' : 's'}`];
  return [...counted(passages, 'passage'), ...counted(questions, 'question')].join(' and ');
}
