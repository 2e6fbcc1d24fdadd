import { describe, expect, it } from '@jest/globals';
import { compare } from './comparison.js';

const text = (...paragraphs: string[]) => paragraphs.map((one, index) => ({ text: one, page: index + 1 }));

describe('what changed between two texts', () => {
  it('is told by paragraphs, and by words where one was reworded', async () => {
    const before = text('Scope', 'A copy is accepted by the ward.', 'Fax it to the office.', 'Keep it.');
    const after = text('Scope', 'A copy is accepted by every ward.', 'Keep it.', 'Tell the ambulance service.');
    expect(await compare(before, after)).toEqual([
      { is: 'same', paragraphs: [{ text: 'Scope', page: 1 }] },
      {
        is: 'reworded',
        page: 2,
        words: [
          { is: 'same', text: 'A copy is accepted by ' },
          { is: 'removed', text: 'the' },
          { is: 'added', text: 'every' },
          { is: 'same', text: ' ward.' },
        ],
      },
      { is: 'removed', text: 'Fax it to the office.', page: 3 },
      { is: 'same', paragraphs: [{ text: 'Keep it.', page: 3 }] },
      { is: 'added', text: 'Tell the ambulance service.', page: 4 },
    ]);
  });

  it('is nothing where only blanks and quotation marks differ', async () => {
    expect(await compare(text('The  Trust’s “form”'), text('The Trust\'s "form"'))).toEqual([
      { is: 'same', paragraphs: [{ text: 'The Trust\'s "form"', page: 1 }] },
    ]);
    expect(await compare([], [])).toEqual([]);
  });

  it('of two long texts that share nothing is told, or given up, within seconds', async () => {
    const long = (word: string) => text(...Array.from({ length: 4_000 }, (_, at) => `${word} ${String(at)}`));
    const began = Date.now();
    await compare(long('before'), long('after'));
    expect(Date.now() - began).toBeLessThan(20_000);
  });
});
