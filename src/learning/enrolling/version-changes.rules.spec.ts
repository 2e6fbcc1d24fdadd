import { describe, expect, it } from '@jest/globals';
import type { LessonContent } from '../../courses/courses.types.js';
import { changesBetween } from './version-changes.rules.js';

let made = 0;
const lesson = (slug: string, html: string): LessonContent => ({
  id: `${slug}-${String((made += 1))}`,
  versionId: String(made),
  slug,
  title: `About ${slug}`,
  summary: '',
  minutes: 5,
  position: made,
  outcomes: [1],
  distressing: null,
  blocks: [{ kind: 'text', key: 'text-1', html }],
  references: [],
});

describe('what a newer version changes', () => {
  it('is told lesson by lesson', () => {
    const older = [lesson('law', 'a'), lesson('recording', 'b'), lesson('forms', 'c')];
    const newer = [lesson('recording', 'b, improved'), lesson('law', 'a'), lesson('doubt', 'd')];
    expect(changesBetween(older, newer)).toEqual({
      same: [{ from: older[0]?.id, to: newer[1]?.id }],
      changed: ['About recording'],
      added: ['About doubt'],
      dropped: ['About forms'],
    });
  });

  it('counts a lesson as changed when its title or its warning is another', () => {
    const older = lesson('law', 'a');
    expect(changesBetween([older], [{ ...older, id: 'x', title: 'The law' }]).changed).toEqual(['The law']);
    expect(changesBetween([older], [{ ...older, id: 'x', distressing: 'A death' }]).changed).toEqual(['About law']);
    expect(changesBetween([older], [{ ...older, id: 'x', position: 9, versionId: 'y' }]).changed).toEqual([]);
  });
});
