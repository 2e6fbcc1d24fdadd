import { describe, expect, it } from '@jest/globals';
import type { PolicyQuestion } from '../policies.types.js';
import { answerOf, columnKey, DOUBTFUL_NO, partialDateOf, questionNamed } from './cell-answers.rules.js';

const question = (kind: PolicyQuestion['kind'], options: Record<string, string> = {}): PolicyQuestion => ({
  id: 'q',
  key: 'record_location',
  wording: 'Where is it recorded?',
  shortName: 'Where',
  topic: 'recording',
  kind,
  options: Object.entries(options).map(([value, label]) => ({ value, label })),
  retired: false,
});
const yesNo = question('choice', { yes: 'yes', no: 'no' });
const places = question('choices', { notes: 'at the front, in the notes', epr_alert: 'as an alert' });

describe('a cell', () => {
  it('of yes is yes; a "No" of a project may be no answer, one of our own sheet is an answer', () => {
    expect(answerOf(yesNo, 'Yes', 'alaveteli-project')).toMatchObject({ state: 'stated', value: 'yes', note: null });
    expect(answerOf(yesNo, 'No', 'alaveteli-project')).toMatchObject({
      state: 'unclear',
      value: null,
      note: DOUBTFUL_NO,
    });
    expect(answerOf(question('text'), 'No', 'alaveteli-project')).toMatchObject({ state: 'unclear' });
    expect(answerOf(yesNo, 'no', 'spreadsheet')).toMatchObject({ state: 'stated', value: 'no', note: null });
  });

  it('of several choices is split, and a label with a comma is one', () => {
    expect(answerOf(places, 'Notes, EPR alert', 'alaveteli-project').value).toEqual(['notes', 'epr_alert']);
    expect(answerOf(places, 'At the front, in the notes', 'spreadsheet').value).toEqual(['notes']);
  });

  it('that is no answer to choose from is unclear, with its words', () => {
    const answer = answerOf(places, 'Notes, in a cupboard', 'spreadsheet');
    expect(answer).toMatchObject({ state: 'unclear', value: null });
    expect(answer.note).toContain('“Notes, in a cupboard”');
  });

  it('can be a state, a date, a text', () => {
    expect(answerOf(yesNo, 'Not held', 'spreadsheet')).toMatchObject({ state: 'not_held', value: null });
    expect(answerOf(question('date'), '14/03/2018', 'spreadsheet')).toMatchObject({ value: '2018-03-14' });
    expect(answerOf(question('date'), 'soon', 'spreadsheet')).toMatchObject({ state: 'unclear' });
    expect(answerOf(question('text'), '=1+1', 'spreadsheet')).toMatchObject({ value: '=1+1' });
  });
});

describe('a date', () => {
  it.each([
    ['2018-03-14', '2018-03-14'],
    ['1/3/2018', '2018-03-01'],
    ['03/2018', '2018-03'],
    ['2018', '2018'],
    ['30/02/2018', undefined],
    ['2018-13', undefined],
    ['', undefined],
  ])('%s is %s', (text, date) => {
    expect(partialDateOf(text)).toBe(date);
  });
});

describe('a column', () => {
  it('names a question by its key, wording or short name', () => {
    for (const title of ['record_location', 'Record location', 'WHERE is it recorded', ' where '])
      expect(questionNamed(title, [places])?.key).toBe('record_location');
    expect(questionNamed('Elsewhere', [places])).toBeUndefined();
  });

  it('that is a number belongs to its campaign', () => {
    expect(columnKey('Q2', 'Spring')).toBe(columnKey('2', 'spring'));
    expect(columnKey('Q2', 'Spring')).not.toBe(columnKey('Q2', 'Autumn'));
    expect(columnKey('Is there a policy?', 'Spring')).toBe(columnKey('Is there a policy', 'Autumn'));
  });
});
