import { describe, expect, it } from '@jest/globals';
import { renumbered, stemOf } from './lesson-names.rules.js';

describe('the names of lessons', () => {
  it('stay while they are in order, and are numbered anew when they are not', () => {
    expect(renumbered(['lessons/01-a.md', 'lessons/03-b.md'])).toEqual(['lessons/01-a.md', 'lessons/03-b.md']);
    expect(renumbered(['lessons/03-b.md', 'lessons/01-a.md'])).toEqual(['lessons/01-b.md', 'lessons/02-a.md']);
    const many = Array.from({ length: 120 }, (_, index) => `lessons/x${String(index)}.md`);
    expect(renumbered(many)[9]).toBe('lessons/010-x9.md');
    expect([...renumbered(many)].sort()).toEqual(renumbered(many));
  });

  it('hold the slug', () => {
    expect(stemOf('lessons/02-is-it-valid.md')).toBe('is-it-valid');
  });
});
