import { describe, expect, it } from '@jest/globals';
import type { PolicyProfile, PolicyQuestion, ProfileFact } from '../../policies/policies.types.js';
import { answersOf, compareAnswers } from './comparing.rules.js';
import { besidePattern, patternOf } from './pattern.rules.js';

const question = (key: string, kind: PolicyQuestion['kind'] = 'choice', retired = false): PolicyQuestion => ({
  id: key,
  key,
  wording: `${key}?`,
  shortName: key,
  topic: 'policy',
  kind,
  options: [],
  retired,
});

const profile = (facts: Record<string, Partial<ProfileFact> | string>): PolicyProfile =>
  ({
    facts: Object.fromEntries(
      Object.entries(facts).map(([key, fields]) => [
        key,
        {
          factId: key,
          key,
          state: 'stated',
          value: typeof fields === 'string' ? fields : 'yes',
          valueInWords: typeof fields === 'string' ? fields : 'yes',
          quote: null,
          paraphrase: null,
          locator: null,
          standing: 'published',
          agesFrom: '2026',
          conflicting: false,
          fromPredecessor: null,
          source: { title: 'A policy', url: null, publisher: null, seenOn: null, documentDate: null },
          ...(typeof fields === 'string' ? {} : fields),
        },
      ]),
    ),
  }) as unknown as PolicyProfile;

const groups = (questions: PolicyQuestion[], ...profiles: (PolicyProfile | null)[]) =>
  Object.fromEntries(compareAnswers(questions, profiles.map(answersOf)).map((one) => [one.question.key, one.group]));

describe('a comparison', () => {
  it('tells apart what differs, what is known of some alone, what is the same, and what nobody knows', () => {
    const a = profile({ differs: 'yes', some: 'yes', same: 'yes', state: {} });
    const b = profile({ differs: 'no', same: 'yes', state: { state: 'absent', value: null, valueInWords: null } });
    const asked = ['differs', 'some', 'same', 'state', 'nothing'].map((key) => question(key));
    expect(groups(asked, a, b)).toEqual({
      differs: 'differ',
      some: 'some',
      same: 'same',
      state: 'differ',
      nothing: 'unknown',
    });
    // Of a third nothing is known: those that are known still differ.
    expect(groups(asked, a, b, null)).toEqual({
      differs: 'differ',
      some: 'some',
      same: 'some',
      state: 'differ',
      nothing: 'unknown',
    });
  });

  it('is not misled by the order of choices, nor by capitals and stops', () => {
    const asked = [question('choices', 'choices'), question('words', 'text')];
    const a = profile({ choices: { value: ['x', 'y'] }, words: 'Ask the ward sister.' });
    const b = profile({ choices: { value: ['y', 'x'] }, words: 'ask the Ward Sister' });
    expect(groups(asked, a, b)).toEqual({ choices: 'same', words: 'same' });
    expect(groups(asked, a, profile({ choices: { value: ['x', 'y'], state: 'partial' } }))).toMatchObject({
      choices: 'same',
    });
  });

  it('leaves out questions that are asked no more', () => {
    expect(compareAnswers([question('old', 'choice', true)], [])).toEqual([]);
  });
});

describe('the pattern of an area', () => {
  const copy = question('copy');
  const pattern = (...values: string[]) => patternOf(values.map((value) => profile({ copy: value })))(copy);

  it('is what most of those say of which it is known', () => {
    expect(pattern('yes', 'yes', 'no')).toMatchObject({ state: 'stated', words: 'Yes (2 of the 3 that are known)' });
    const others = patternOf([
      ...Array.from({ length: 9 }, () => profile({})),
      profile({ copy: 'no' }),
      profile({ copy: 'no' }),
    ]);
    expect(others(copy).words).toContain('Too few');
  });

  it('is none when they are divided', () => {
    expect(pattern('yes', 'yes', 'no', 'no').words).toContain('divided');
    // The most frequent is not yet what most say.
    expect(pattern('yes', 'yes', 'no', 'never', 'both').words).toContain('divided');
  });

  it('counts free words as saying something', () => {
    const words = question('words', 'text');
    const area = patternOf(['a', 'b', 'c'].map((value) => profile({ words: value })));
    const compared = compareAnswers([words], [besidePattern(profile({ words: 'd' })), area]);
    expect(compared[0]?.group).toBe('same');
  });
});
