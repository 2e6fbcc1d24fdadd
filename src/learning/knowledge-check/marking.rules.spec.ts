import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attemptsLeft, markAttempt, nextUnanswered } from './marking.rules.js';

const question = (id: string, core = true) => ({
  id,
  core,
  options: [
    { id: 'a', correct: true },
    { id: 'b', correct: false },
  ],
});

const questions = (count: number) => Array.from({ length: count }, (_, index) => question(String(index)));
const answersWith = (right: number, count: number) =>
  Object.fromEntries(questions(count).map(({ id }, index) => [id, index < right ? 'a' : 'b']));

describe('marking', () => {
  it('passes at exactly the pass mark and not below it', () => {
    expect(markAttempt(questions(20), answersWith(16, 20), 80)).toMatchObject({ percent: 80, passed: true });
    expect(markAttempt(questions(20), answersWith(15, 20), 80)).toMatchObject({ percent: 75, passed: false });
  });

  it('never rounds up to a pass', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 100 }),
        (of, some, passMark) => {
          const right = Math.min(some, of);
          const marked = markAttempt(questions(of), answersWith(right, of), passMark);
          expect(marked.passed).toBe(marked.percent >= passMark);
        },
      ),
    );
  });

  it('lets local questions decide nothing', () => {
    const asked = [...questions(5), question('local', false)];
    const right = answersWith(5, 5);
    expect(markAttempt(asked, { ...right, local: 'b' }, 100)).toMatchObject({
      passed: true,
      local: { right: 0, of: 1 },
      core: { right: 5, of: 5 },
    });
  });

  it('counts an unanswered question, and an option that was not offered, as wrong', () => {
    expect(markAttempt(questions(1), {}, 80).core.right).toBe(0);
    expect(markAttempt(questions(1), { '0': 'z' }, 80).core.right).toBe(0);
  });

  it('passes nobody on no question at all', () => {
    expect(markAttempt([], {}, 80).passed).toBe(false);
  });

  it('counts the attempts that are left', () => {
    expect(attemptsLeft(3, 1)).toBe(2);
    expect(attemptsLeft(3, 5)).toBe(0);
    expect(attemptsLeft(null, 9)).toBeNull();
  });

  it('leads on to what is unanswered, round to what was left for later, and nowhere when all is answered', () => {
    const asked = questions(3);
    expect(nextUnanswered(asked, {}, 0)).toBe(1);
    expect(nextUnanswered(asked, { '0': 'a' }, 1)).toBe(2);
    expect(nextUnanswered(asked, { '2': 'a', '1': 'a' }, 3)).toBe(1);
    // Who goes back to change an answer comes back to where they were.
    expect(nextUnanswered(asked, { '0': 'b', '1': 'a' }, 1)).toBe(3);
    expect(nextUnanswered(asked, answersWith(3, 3), 1)).toBeNull();
  });
});
