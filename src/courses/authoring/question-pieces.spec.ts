import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { questionsOfACase, questionsOfAllKinds } from '../../../test/learning/small-course.js';
import { joinLesson } from './lesson-source.js';
import { checkFieldsOf, checkSource, splitQuestions } from './question-pieces.js';

const QUESTIONS = path.resolve(import.meta.dirname, '../../../content/advance-decisions/questions');
const shipped = readdirSync(QUESTIONS).map((name) => readFileSync(path.join(QUESTIONS, name), 'utf8'));

/** Empty lines around a question's parts carry nothing, nor does the order of what its heading says. */
const dense = (text: string) => text.replaceAll(/\n\s*\n/g, '\n').trim();

describe('a question of the check', () => {
  it('comes back from its fields as it was, whichever that ships it is, and of whatever kind', () => {
    const pieces = [...shipped, questionsOfAllKinds, questionsOfACase].flatMap(splitQuestions);
    expect(pieces.length).toBeGreaterThan(50);
    for (const piece of pieces) {
      const fields = checkFieldsOf(piece);
      if (!fields) throw new Error(`${piece.id} has no form`);
      expect(dense(checkSource(fields, piece.id))).toBe(dense(piece.raw));
    }
  });

  it('loses no word of its file, and no form opens over what it could not hold', () => {
    const odd = 'Words before.\n\n## no-attributes\nWhat?\n\n## one {outcome=1 tags=a,b}\nnations: [england\nWhat?\n';
    const pieces = splitQuestions(odd);
    expect(pieces.map(({ id, name }) => `${name} ${id}`)).toEqual([
      'text text-1',
      'question question-2',
      'question one',
    ]);
    expect(pieces.map(checkFieldsOf)).toEqual([undefined, undefined, undefined]);
    expect(
      joinLesson(
        null,
        pieces.map(({ raw }) => raw),
      ),
    ).toBe(odd);
    const [kept] = splitQuestions('## one {outcome=1 tags=a,b}\nWhat?\n\n- [x] A\n  > A.\n');
    const fields = kept && checkFieldsOf(kept);
    expect(fields && checkSource(fields, 'one')).toContain('## one {outcome=1 tags=a,b}\n');
  });
});
