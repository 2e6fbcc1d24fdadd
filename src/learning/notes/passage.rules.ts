import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import { wordsOfHtml } from '../../courses/html-words.rules.js';

/** How a passage begins, in plain words: its title where it has one. */
export function passageOf(block: RenderedBlock, most = 120): string {
  switch (block.kind) {
    case 'case':
    case 'guidance':
    case 'callout':
    case 'video':
    case 'audio':
    case 'download':
      return block.title;
    case 'image':
      return block.alt || wordsOfHtml(block.html, most) || 'A picture';
    case 'law':
      return block.silence ?? wordsOfHtml(block.html, most);
    case 'check_yourself':
      return wordsOfHtml(block.stemHtml, most);
    case 'text':
    case 'reflect':
    case 'fact':
    case 'tailored':
      return wordsOfHtml(block.html, most);
  }
}
