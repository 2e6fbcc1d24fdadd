import { dateInWords } from '../platform/civil-date.rules.js';
import type { Source } from './courses.types.js';

/** A source as the list at the end of a lesson shows it, for views/courses/lesson-words.hbs. */
export function referenceView(source: Source) {
  const parts = [
    source.publisher,
    source.provision,
    source.commencement,
    `checked on ${dateInWords(source.checkedOn)}`,
  ];
  const detail = `${parts.filter((part) => part !== null).join('; ')}.`;
  return { id: `source-${source.id}`, title: source.title, url: source.url, detail };
}
