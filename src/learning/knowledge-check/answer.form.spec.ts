import { describe, expect, it } from '@jest/globals';
import type { AskedQuestion } from '../../courses/questions.types.js';
import { fieldValues, readAnswer, sentValues } from './answer.form.js';

/** As it is shown: the items in another order than in the course's file. */
function asked(kind: NonNullable<AskedQuestion['kind']>): AskedQuestion {
  const option = (id: string, place: number, match: string) => ({
    id,
    html: id,
    feedbackHtml: '',
    correct: id < 'c',
    ...(kind === 'ordering' && { place }),
    ...(kind === 'matching' && { match }),
  });
  return {
    id: 'q',
    key: 'q',
    core: true,
    outcome: 1,
    kind,
    stemHtml: '<p>?</p>',
    options: [option('c', 3, 'z'), option('a', 1, 'x'), option('b', 2, 'y')],
    ...(kind === 'matching' && { choices: ['y', 'x', 'w', 'z'].map((id) => ({ id, text: `To ${id}` })) }),
    local: null,
  };
}

const read = (question: AskedQuestion, body: unknown) => readAnswer(question, sentValues(question, body));
const refusal = (question: AskedQuestion, body: unknown) => {
  const sent = read(question, body);
  return sent.ok ? null : sent.errors[0];
};

describe('an answer that is sent', () => {
  it('is one option where one is right', () => {
    expect(read(asked('single'), { answer: 'b' })).toEqual({ ok: true, answer: 'b' });
    for (const body of [undefined, {}, { answer: 'x' }, { answer: ['a', 'b'] }, { answer: { a: 1 } }])
      expect(refusal(asked('single'), body)).toEqual({
        field: 'answer',
        message: 'Choose an answer, or leave the question for later',
      });
  });

  it('is every option that was ticked', () => {
    expect(read(asked('multiple'), { answer: ['c', 'a'] })).toEqual({ ok: true, answer: 'a c' });
    expect(read(asked('multiple'), { answer: 'a' })).toEqual({ ok: true, answer: 'a' });
    expect(refusal(asked('multiple'), {})?.message).toMatch(/at least one/);
    expect(refusal(asked('multiple'), { answer: ['a', 'nothing'] })?.message).toMatch(/at least one/);
  });

  it('is the place of each item', () => {
    const question = asked('ordering');
    expect(read(question, { 'answer-1': '3', 'answer-2': '1', 'answer-3': '2' })).toEqual({
      ok: true,
      answer: 'a b c',
    });
    expect(refusal(question, { 'answer-1': '3', 'answer-2': '1' })).toMatchObject({ field: 'answer-3' });
    expect(refusal(question, { 'answer-1': '3', 'answer-2': '4', 'answer-3': '1' })).toMatchObject({
      field: 'answer-2',
    });
    expect(refusal(question, { 'answer-1': '3', 'answer-2': '1', 'answer-3': '3' })).toEqual({
      field: 'answer-3',
      message: 'Give each place to one only: 3 is given more than once',
    });
  });

  it('is what each item was matched with, which may be the same for several', () => {
    const question = asked('matching');
    expect(read(question, { 'answer-1': '4', 'answer-2': '2', 'answer-3': '1' })).toEqual({
      ok: true,
      answer: 'x y z',
    });
    expect(read(question, { 'answer-1': '2', 'answer-2': '2', 'answer-3': '2' })).toEqual({
      ok: true,
      answer: 'x x x',
    });
    expect(refusal(question, { 'answer-1': '5', 'answer-2': '2', 'answer-3': '1' })).toMatchObject({
      field: 'answer-1',
    });
  });

  it('fills the fields as they were', () => {
    expect(fieldValues(asked('multiple'), 'a c')).toEqual(['a', 'c']);
    expect(fieldValues(asked('ordering'), 'b a c')).toEqual(['3', '2', '1']);
    expect(fieldValues(asked('matching'), 'x w z')).toEqual(['4', '2', '3']);
    expect(fieldValues(asked('matching'), undefined)).toEqual(['', '', '']);
  });
});
