import { describe, expect, it } from '@jest/globals';
import { adviceOn, type Passage, sentencesOf } from './advice.rules.js';

const passage = (given: Partial<Passage>): Passage => ({
  block: 'text-1',
  headings: [],
  links: [],
  tables: [],
  texts: [],
  ...given,
});
const told = (...passages: Partial<Passage>[]) => adviceOn(passages.map(passage), null).map(({ text }) => text);

describe('advice on a lesson', () => {
  it('is none where nothing could be better', () => {
    const good = {
      headings: [
        { level: 2, text: 'The law' },
        { level: 3, text: 'Scotland' },
        { level: 2, text: 'In practice' },
      ],
      links: [{ text: 'The code of practice', href: 'https://example.org/code' }],
      tables: [['Who', 'What']],
      texts: ['An advance decision binds. Many people say “living will”.'],
    };
    expect(adviceOn([passage(good)], 14)).toEqual([]);
  });

  it('tells headings that skip a level, from one block to the next as well', () => {
    const [first, ...others] = told(
      { headings: [{ level: 3, text: 'Too deep' }] },
      { headings: [{ level: 4, text: 'So' }] },
    );
    expect(first).toContain('“Too deep” skips a level: write ## instead of ###');
    expect(others).toEqual([]);
  });

  it('tells links that do not say where they lead', () => {
    for (const text of ['here', 'Click here', 'read more', 'https://example.org/a-page'])
      expect(told({ links: [{ text, href: 'https://example.org' }] })).toHaveLength(1);
    const twice = [
      { text: 'The form', href: 'https://example.org/one' },
      { text: 'the form', href: 'https://example.org/two' },
    ];
    expect(told({ links: twice })[0]).toContain('leads to two different pages');
    expect(told({ links: twice.slice(0, 1) }, { links: twice.slice(0, 1) })).toEqual([]);
  });

  it('tells tables with a column that has no heading', () => {
    expect(told({ tables: [['', 'Scotland']] })[0]).toContain('a column without a heading');
  });

  it.each([
    ['She had a living will.', 'advance decision'],
    ['Two Living Wills were found.', 'advance decision'],
    ['An advanced decision is binding.', 'without the d'],
    ['He is DNR.', 'DNACPR'],
    ['Ask the next of kin.', 'attorney'],
    ['They agreed to withdraw care.', 'treatment'],
    ['She committed suicide.', 'die by suicide'],
    ['Utilise the form.', 'use'],
  ])('tells words that the house does not write: %s', (text, instead) => {
    expect(told({ texts: [text] })[0]).toContain(instead);
  });

  it('leaves alone what somebody says, and words that only look alike', () => {
    const harmless = [
      'He said: “She has a living will.”',
      'A sheet headed "Living will" may hold none.',
      'Living willows grow here.',
      'In advanced disease, decide early.',
      'Withdraw carefully.',
    ];
    for (const text of harmless) expect(told({ texts: [text] })).toEqual([]);
  });

  it('tells the longest sentences, the longest first, and not all of them', () => {
    const long = (words: number) => `${'word '.repeat(words).trim()}.`;
    const texts = [long(31), long(40), long(30), long(32), long(33), long(34), long(35)];
    const found = told({ texts });
    expect(found.map((text) => /of (\d+) words/.exec(text)?.[1])).toEqual(['40', '35', '34', '33', '32']);
  });

  it('tells a reading age that is hard work', () => {
    expect(adviceOn([], 17)).toEqual([expect.objectContaining({ block: null })]);
    expect(adviceOn([], 16)).toEqual([]);
  });

  it('knows where a sentence ends', () => {
    expect(sentencesOf('Ask Dr. Example first. “Is it valid?” Then, e.g. in s. 25, read on. 2 copies do.')).toEqual([
      'Ask Dr Example first.',
      '“Is it valid?”',
      'Then, e.g in s 25, read on.',
      '2 copies do.',
    ]);
  });
});
