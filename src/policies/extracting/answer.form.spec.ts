import { describe, expect, it } from '@jest/globals';
import { openDoubts } from './answer-fields.view.js';
import { answerFieldsFrom, answerFieldsOf, doubtsAbout, isEmpty, readAnswer } from './answer.form.js';

const options = [
  { value: 'yes', label: 'yes' },
  { value: 'no', label: 'no' },
];
const question = (kind: 'choice' | 'choices' | 'date' | 'text') => ({ key: 'q', kind, options, wording: 'Is it?' });
const read = (kind: Parameters<typeof question>[0], body: object, others: string[] = []) =>
  readAnswer(question(kind), answerFieldsFrom(body), others);
const fieldsWrong = (kind: Parameters<typeof question>[0], body: object) =>
  read(kind, body).errors.map(({ field }) => field);

describe('an answer from its form', () => {
  it('takes an option, several, or words', () => {
    expect(read('choice', { state: 'stated', value: 'yes' }).answer).toMatchObject({ state: 'stated', value: 'yes' });
    expect(read('choices', { state: 'stated', value: ['no', 'yes'] }).answer?.value).toEqual(['yes', 'no']);
    expect(read('choices', { state: 'stated', value: 'no' }).answer?.value).toEqual(['no']);
    expect(read('text', { state: 'partial', value: ' Ask the\r\nward.\u0000 ' }).answer?.value).toBe('Ask the\nward.');
  });

  it.each([
    [{ 'value-year': '2018' }, '2018'],
    [{ 'value-year': '2018', 'value-month': '3' }, '2018-03'],
    [{ 'value-year': '2018', 'value-month': '03', 'value-day': '4' }, '2018-03-04'],
  ])('keeps a date as precise as it was given: %j', (date, value) => {
    expect(read('date', { state: 'stated', ...date }).answer?.value).toBe(value);
    const fields = answerFieldsFrom({ state: 'stated', ...date });
    const nothing = { quote: null, paraphrase: null, locator: null, note: null, under: null };
    const again = answerFieldsOf(question('date'), { ...nothing, state: 'stated', value });
    expect(again['value-year']).toBe(fields['value-year']);
    expect(readAnswer(question('date'), again, []).answer?.value).toBe(value);
  });

  it.each([
    { 'value-day': '4', 'value-year': '2018' },
    { 'value-month': '13', 'value-year': '2018' },
    { 'value-day': '31', 'value-month': '2', 'value-year': '2018' },
    { 'value-month': '3' },
    { 'value-year': 'MMXVIII' },
  ])('refuses what is no date: %j', (date) => {
    expect(fieldsWrong('date', { state: 'stated', ...date })).toEqual(['value']);
  });

  it('asks for a state, and for an answer where there is said to be one', () => {
    expect(fieldsWrong('text', {})).toEqual(['state']);
    expect(fieldsWrong('text', { state: 'certain', value: 'x' })).toEqual(['state']);
    expect(fieldsWrong('choice', { state: 'stated' })).toEqual(['value']);
    expect(fieldsWrong('choice', { state: 'stated', quote: 'A copy will do.' })).toEqual([]);
    expect(fieldsWrong('choice', { state: 'absent' })).toEqual([]);
    expect(fieldsWrong('choice', { state: 'absent', value: 'yes' })).toEqual(['value']);
    expect(fieldsWrong('choice', { state: 'stated', value: 'maybe' })).toEqual(['value']);
    expect(fieldsWrong('choice', { state: 'stated', value: ['yes', 'no'] })).toEqual(['value']);
    expect(fieldsWrong('text', { state: 'stated', value: 'x', quote: 'y'.repeat(2001) })).toEqual(['quote']);
  });

  it('may point to another answer, and to none that is not there', () => {
    expect(read('choice', { state: 'stated', under: 'copy' }, ['copy']).answer?.under).toBe('copy');
    expect(read('choice', { state: 'stated', under: 'copy' }).errors).toHaveLength(1);
  });

  it('knows when nothing was typed', () => {
    expect(isEmpty(answerFieldsFrom({ quote: '  ' }))).toBe(true);
    expect(isEmpty(answerFieldsFrom({ state: 'absent' }))).toBe(false);
    expect(isEmpty(answerFieldsFrom(undefined))).toBe(true);
  });
});

describe('doubts about an answer', () => {
  const answer = {
    state: 'stated' as const,
    value: null,
    quote: null,
    paraphrase: null,
    locator: null,
    note: null,
    under: null,
  };

  it('are of personal data anywhere in its words, and of dates to come', () => {
    const written = { ...answer, value: 'Dr Jane Example', note: 'jane.example@nhs.net' };
    expect(doubtsAbout(question('text'), written, '2026-11-23')).toHaveLength(2);
    expect(doubtsAbout(question('choice'), { ...answer, value: 'yes' }, '2026-11-23', 'Mr Example erred')).toHaveLength(
      1,
    );
    expect(doubtsAbout(question('date'), { ...answer, value: '2026-12' }, '2026-11-23')).toHaveLength(1);
    expect(doubtsAbout(question('date'), { ...answer, value: '2026-11' }, '2026-11-23')).toEqual([]);
  });

  it('are settled by a tick beside exactly those that were shown', () => {
    expect(openDoubts(['a'], {})).toEqual(['a']);
    expect(openDoubts(['a'], { knowingly: 'yes' })).toEqual(['a']);
    expect(openDoubts(['a', 'b'], { knowingly: 'yes', doubted: 'a\r\nb' })).toEqual([]);
    expect(openDoubts(['a', 'new'], { knowingly: 'yes', doubted: 'a\nb' })).toEqual(['a', 'new']);
    expect(openDoubts([], {})).toEqual([]);
  });
});
