import { describe, expect, it } from '@jest/globals';
import { changesTold, knowledgeTold, pairTold, partsTold, type PairTally, stepsTold } from './impact.rules.js';

const tally = (part: string, people: number): PairTally => ({
  moment: 'after',
  statement: 'all',
  by: 'profession',
  part,
  people,
  before: 2 * people,
  later: 3.5 * people,
  rose: people,
  fell: 0,
});

describe('what may be told of what a course has changed', () => {
  it('says how many there were and how many are missing', () => {
    const reached = { enrolled: 100, completed: 60, before: 40, beforeDeclined: 7, after: 30, afterDeclined: 2 };
    const steps = stepsTold({ ...reached, written: 50, practice: 20, practiceDeclined: 0 });
    const of = (key: string) => steps.find((step) => step.key === key);
    expect(of('completed')).toMatchObject({ people: { text: '60' }, share: { text: '60 %' } });
    expect(of('beforeMissing')?.people.text).toBe('15');
    expect(of('afterDeclined')?.people.text).toBe('fewer than 5');
    expect(of('practiceMissing')?.people.text).toBe('30');
  });

  it('compares people with themselves, and hides what rests on few', () => {
    expect(pairTold({ part: null, people: 20, before: 44, later: 78, rose: 15, fell: 0 })).toMatchObject({
      people: { text: '20' },
      before: { text: '2.2' },
      later: { text: '3.9' },
      change: { text: '+1.7' },
      rose: { text: '75 %' },
      fell: { text: '0 %' },
    });
    expect(pairTold({ part: null, people: 10, before: 40, later: 35, rose: 0, fell: 5 }).change.text).toBe('−0.5');
    const few = pairTold({ part: null, people: 4, before: 8, later: 16, rose: 4, fell: 0 });
    expect([few.before, few.later, few.change, few.rose].map(({ value }) => value)).toEqual([null, null, null, null]);
  });

  it('puts small parts together, with a large one where they are too few', () => {
    const parts = partsTold([tally('nurse', 40), tally('doctor', 12), tally('paramedic', 3), tally('ahp', 0)]);
    expect(parts.map(({ part, people }) => [part, people.text])).toEqual([
      ['nurse', '40'],
      ['', '15'],
    ]);
    expect(partsTold([tally('nurse', 5), tally('doctor', 4)])).toEqual([]);
  });

  it('tells what changed in practice the same way', () => {
    const of = (part: string, yes: number, no: number) => [
      { by: 'profession' as const, part, changed: 'yes' as const, count: yes },
      { by: 'profession' as const, part, changed: 'no' as const, count: no },
    ];
    const told = changesTold([...of('nurse', 15, 5), ...of('doctor', 6, 4), ...of('ahp', 1, 1)], 'profession');
    expect(told.map(({ part, people, shares }) => [part, people.text, shares.yes.text, shares.not_yet.text])).toEqual([
      ['nurse', '20', '75 %', '0 %'],
      ['', '10', '50 %', '0 %'],
    ]);
  });

  it('tells how many knew an answer before and after', () => {
    const [told] = knowledgeTold([{ stemHtml: '<p>Which?</p>', people: 20, before: 5, after: 15 }]);
    expect([told?.before.text, told?.after.text]).toEqual(['25 %', '75 %']);
  });
});
