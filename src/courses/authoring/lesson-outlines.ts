import { LRUCache } from 'lru-cache';
import type { DraftFile } from './drafts.queries.js';
import { detailsOf } from './lesson-details.form.js';
import { splitLesson } from './lesson-source.js';

/** What a list of lessons says of one. */
export interface LessonOutline {
  title: string;
  minutes: string;
  blocks: number;
}

/** A revision of a file never changes, and reading sixty of them takes longer than all else that the list needs. */
const kept = new LRUCache<string, LessonOutline>({ max: 5_000 });

/** What a list says of the lesson, as this revision has it. */
export function outlineOf({ id, number, name, text }: Pick<DraftFile, 'id' | 'number' | 'name' | 'text'>) {
  const key = `${id} ${String(number)} ${name}`;
  const known = kept.get(key);
  if (known) return known;
  const { title, slug, minutes } = detailsOf(text);
  const outline = { title: title || slug || name, minutes, blocks: splitLesson(text)?.pieces.length ?? 0 };
  kept.set(key, outline);
  return outline;
}
