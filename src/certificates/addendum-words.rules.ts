import { dateInWords } from '../platform/civil-date.rules.js';
import type { Addendum } from './certificates.types.js';

/** An addendum as one line, for the holder and administrators. It tells no score. */
export function addendumInWords({ number, recordedOn, content }: Addendum): string {
  return `Addendum ${String(number)}, ${dateInWords(recordedOn)}: ${content.from === content.to ? `what has changed at ${content.to}` : `what differs at ${content.to} from ${content.from}`} (${sizeInWords(sizeOf(content))})`;
}

/** The same for whoever checks the certificate: it tells no workplace, as the certificate tells none. */
export function addendumForAnybody({ number, recordedOn, content }: Addendum): string {
  return `Addendum ${String(number)}, ${dateInWords(recordedOn)}: what has changed or differs was read (${sizeInWords(sizeOf(content))})`;
}

interface Size {
  passages: number;
  questions: number;
}

interface Sized {
  lessons: readonly { passages: readonly unknown[] }[];
  answers: readonly unknown[];
}

/** How much an addendum holds. */
export const sizeOf = ({ lessons, answers }: Sized): Size => ({
  passages: lessons.flatMap(({ passages }) => passages).length,
  questions: answers.length,
});

/** How much differs, in words: "3 passages and 1 question". */
export function sizeInWords({ passages, questions }: Size): string {
  const counted = (count: number, word: string) =>
    count === 0 ? [] : [`${String(count)} ${word}${count === 1 ? '' : 's'}`];
  return [...counted(passages, 'passage'), ...counted(questions, 'question')].join(' and ');
}
