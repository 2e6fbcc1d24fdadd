import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { LessonContent, RenderedLesson } from '../../courses/courses.types.js';
import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import { renderLesson } from '../../courses/lesson-rendering.rules.js';
import { referenceView } from '../../courses/references.rules.js';
import { withSections } from '../../courses/section-links.rules.js';
import { notesPaths, remarksPaths } from '../paths.js';
import { Pages } from '../../platform/views/pages.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';

/** Some 30 kB each: what the learners of many Trusts read in an hour. */
const MOST_IN_MEMORY = 400;

/** The id of the form of the page that buttons within the words send. */
export const REFLECTION_FORM = 'reflection';

/** A lesson for one context, and its words as HTML. */
export interface LessonWords {
  rendered: RenderedLesson;
  html: string;
  /** The same for somebody who leaves out what may distress. */
  readonly htmlWithoutCases: string;
}

/**
 * The words of lessons. They follow from a published lesson, a revision of a profile, a place, a profession and a day alone
 * and none of these is ever edited: so what was made once is right for ever, and need not be made again.
 */
@Injectable()
export class LessonWordsMaker {
  private readonly made = new LRUCache<string, LessonWords>({ max: MOST_IN_MEMORY });

  constructor(private readonly pages: Pages) {}

  of(content: LessonContent, context: TailoringContext): LessonWords {
    const { profile, ...rest } = context;
    const key = JSON.stringify([content.id, profile?.revisionId ?? null, rest]);
    const known = this.made.get(key);
    if (known) return known;
    const rendered = renderLesson(content, context);
    const references = rendered.references.map(referenceView);
    const blocks = rendered.blocks.map((block, index) => ({ block, seen: remarkable(content.id, block, index + 1) }));
    const html = (left: typeof blocks) =>
      withSections(
        this.pages.part('courses/lesson-words', {
          blocks: left.map(({ seen }) => seen),
          references,
          reflectionForm: REFLECTION_FORM,
        }),
        rendered.references,
      );
    let withoutCases: string | undefined;
    const words = {
      rendered,
      html: html(blocks),
      // Few ask for it.
      get htmlWithoutCases() {
        return (withoutCases ??= html(blocks.filter(({ block }) => !mayDistress(block))));
      },
    };
    this.made.set(key, words);
    return words;
  }
}

/** A heading at the end of a text names what comes after it. */
const LAST_HEADING = /<h[2-4]>(?:(?!<h[2-4]>).)*<\/h[2-4]>$/s;

/** With where to keep it, and where to say that something is wrong with it. */
function remarkable(lessonId: string, block: RenderedBlock, part: number) {
  const remarkHref = remarksPaths.new(lessonId, block.key);
  const headingHtml = block.kind === 'text' ? (LAST_HEADING.exec(block.html)?.[0] ?? null) : null;
  const noteHref = notesPaths.edit(lessonId, block.key);
  if (block.kind !== 'text' || headingHtml === null) return { ...block, part, noteHref, remarkHref, headingHtml: null };
  const html = block.html.slice(0, -headingHtml.length);
  return { ...block, html, headingHtml, part, noteHref, remarkHref: html === '' ? null : remarkHref };
}

export function mayDistress(block: RenderedBlock): boolean {
  return block.kind === 'case' && block.skipHref !== null;
}
