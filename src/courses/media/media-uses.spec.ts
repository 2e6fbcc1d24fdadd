import { describe, expect, it } from '@jest/globals';
import type { DraftFile } from '../authoring/drafts.queries.js';
import { usesIn } from './media-uses.js';

const lesson = (words: string): DraftFile => ({
  id: 'file-1',
  draftId: 'draft-1',
  draftTitle: 'A course',
  name: 'lessons/01-first.md',
  number: 1,
  text: `---\nslug: first\ntitle: First\n---\n\n${words}\n`,
  how: 'saved',
  savedAt: new Date(0),
  savedBy: 'Ann Author',
  savedById: 'person-1',
  removed: false,
});
const isUsed = (words: string) => usesIn([lesson(words)])('ward.webp').length > 0;

describe('a medium is used', () => {
  it.each([
    '![A ward](media/ward.webp)',
    '![](media/ward.webp "decorative")',
    '![A ward](<media/ward.webp>)',
    '![A ward][ward]\n\n[ward]: media/ward.webp',
    '![A ward][ward]\n\n[ward]: <media/ward.webp> "decorative"',
    '::: image ward.webp "A ward" {#ward}\n:::',
  ])('where a lesson shows it: %j', (words) => {
    expect(isUsed(words)).toBe(true);
  });

  it.each(['![A ward](media/ward.webp.png)', '![A ward](media/award.webp)', 'See ward.webp.'])(
    'not where another one stands: %j',
    (words) => {
      expect(isUsed(words)).toBe(false);
    },
  );
});
