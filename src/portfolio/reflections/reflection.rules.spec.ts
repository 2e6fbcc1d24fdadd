import { describe, expect, it } from '@jest/globals';
import type { ReflectionWords } from '../portfolio.types.js';
import { whatIsMissing, whoMayBeKnown } from './reflection.rules.js';

const whole: ReflectionWords = {
  title: 'Talking about refusals',
  ground: 'cpd',
  nature: 'A lesson on life-sustaining treatment.',
  learned: 'What the document must say.',
  changed: 'I look for it at admission.',
  relevance: 'It is about listening.',
  themes: ['prioritise'],
};
const empty: ReflectionWords = {
  title: '',
  ground: null,
  nature: '',
  learned: '',
  changed: '',
  relevance: '',
  themes: [],
};

describe('a reflective account', () => {
  it('is complete when every question is answered and a theme of the Code is named', () => {
    expect(whatIsMissing(whole)).toEqual([]);
    expect(whatIsMissing(empty).map(({ field }) => field)).toEqual([
      'title',
      'ground',
      'nature',
      'learned',
      'changed',
      'relevance',
      'themes',
    ]);
    for (const field of Object.keys(whole) as (keyof ReflectionWords)[])
      expect(whatIsMissing({ ...whole, [field]: empty[field] }).map((one) => one.field)).toEqual([field]);
  });

  it('tells where somebody may be known, in every text', () => {
    expect(whoMayBeKnown(whole, '2026-11-25')).toEqual([]);
    const named = { ...whole, title: 'Mrs Example', learned: 'NHS number 943 476 5919', changed: 'born 3/4/1948' };
    expect(whoMayBeKnown(named, '2026-11-25').map(({ field, found }) => [field, found])).toEqual([
      ['title', 'a name (Mrs Example)'],
      ['learned', 'an NHS number (943 476 5919)'],
      ['changed', 'a date of birth (born 3/4/1948)'],
    ]);
  });
});
