import { describe, expect, it } from '@jest/globals';
import { usualLetter, usualQuestions } from './campaign-defaults.rules.js';
import { letterProblems, letterTo, reminderTo, wordsOfEnglandAndWales } from './letter.rules.js';

const body = { body: 'Riverbank Hospitals NHS Trust (fictional)', act: 'foia' as const };

describe('a letter', () => {
  it('is filled in for each body', () => {
    const questions = [
      { number: 1, wording: 'What costs $& and $1?' },
      { number: 2, wording: 'Who?' },
    ];
    const letter = '{{date}}: {{ body }}, under the {{act}}:\n{{questions}}';
    expect(letterTo(body, { letter, questions }, '2026-11-23')).toBe(
      '23 November 2026: Riverbank Hospitals NHS Trust (fictional), under the Freedom of Information Act 2000:\n1. What costs $& and $1?\n\n2. Who?',
    );
    expect(letterTo({ ...body, act: 'foisa' }, { letter, questions }, '2026-11-23')).toContain('(Scotland) Act 2002');
  });

  it('says what is wrong with its template', () => {
    expect(letterProblems(usualLetter)).toEqual([]);
    expect(letterProblems('Dear {{name}}, {{questions}}')).toEqual([
      'There is no placeholder {{name}}. Use {{body}}, {{date}}, {{act}}, {{questions}}.',
    ]);
    expect(letterProblems('Dear {{body}}')).toEqual(['Put {{questions}} where the questions are to stand.']);
    expect(letterProblems('{{questions}} {{body')).toEqual(['A placeholder is not closed: write it as {{body}}.']);
  });

  it('knows which words do not fit Scotland and Northern Ireland', () => {
    expect(wordsOfEnglandAndWales({ letter: usualLetter, questions: usualQuestions })).toEqual([
      'Mental Capacity Act',
      'Court of Protection',
      'lasting power of attorney',
    ]);
    expect(wordsOfEnglandAndWales({ letter: '{{questions}}', questions: [{ number: 1, wording: 'Who?' }] })).toEqual(
      [],
    );
  });

  it('reminds with the days', () => {
    const late = { sentOn: '2026-10-01', dueOn: '2026-10-29', workingDaysLate: 1, inReview: false };
    const text = reminderTo(body, late, '2026-10-30');
    expect(text).toContain('my request of 1 October 2026');
    expect(text).toContain('due by 29 October 2026, which was 1 working day ago');
    expect(reminderTo(body, { ...late, inReview: true }, '2026-10-30')).toContain('internal review');
  });
});
