import { describe, expect, it } from '@jest/globals';
import { type MatrixQuestion, outcomeMatrix } from './outcome-matrix.rules.js';

const question = (key: string, fields: Partial<MatrixQuestion> = {}): MatrixQuestion => ({
  key,
  group: key,
  outcome: 1,
  nations: [],
  local: false,
  drawn: false,
  ...fields,
});
const matrix = (...questions: MatrixQuestion[]) =>
  outcomeMatrix([{ id: 1, text: 'Know' }], [{ title: 'Papers', outcomes: [1] }], questions)[0];

describe('the matrix of outcomes', () => {
  it('counts once what is asked in versions for several nations', () => {
    const row = matrix(
      question('a', { nations: ['england', 'wales'] }),
      question('a-scotland', { group: 'a', nations: ['scotland'] }),
      question('b', { drawn: true }),
      question('other', { outcome: 2 }),
      question('local', { local: true }),
    );
    expect(row).toMatchObject({ lessons: ['Papers'], local: 1 });
    expect(row?.core.england).toEqual({ count: 2, drawn: 1 });
    expect(row?.core.northern_ireland).toEqual({ count: 1, drawn: 1 });
    expect(row?.gaps).toEqual(['A draw may leave out all that test it in Northern Ireland.']);
  });

  it('says what is missing', () => {
    expect(matrix(question('a', { nations: ['wales'] }))?.gaps).toEqual([
      'No question that counts tests it in England, Scotland, Northern Ireland.',
    ]);
    expect(outcomeMatrix([{ id: 2, text: 'Do' }], [], [])[0]?.gaps).toEqual([
      'No lesson serves it.',
      'No question that counts tests it in any nation.',
    ]);
  });
});
