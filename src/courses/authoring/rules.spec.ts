import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { AudienceRule } from '../../tailoring/tailoring.types.js';
import { fieldsOf } from './block-source.js';
import { splitLesson } from './lesson-source.js';
import { flattened, readRule, ruleSource, unflattened } from './rule-source.js';
import { ruleInWords } from './rule-words.rules.js';
import { sentVariant } from './variant.form.js';

const LESSONS = path.resolve(import.meta.dirname, '../../../content/advance-decisions/lessons');

const copies: PolicyQuestion = {
  id: '1',
  key: 'copy_accepted',
  wording: 'Is a copy accepted?',
  shortName: 'Copies',
  topic: 'checking',
  kind: 'choice',
  options: [{ value: 'copy_ok', label: 'a copy is accepted' }],
  retired: false,
};

describe('the rule of a variant', () => {
  it('goes into forms and comes back the same, for every variant that ships', () => {
    const rules = readdirSync(LESSONS)
      .flatMap((name) => splitLesson(readFileSync(path.join(LESSONS, name), 'utf8'))?.pieces ?? [])
      .flatMap((piece) => {
        const fields = fieldsOf(piece);
        return fields?.kind === 'tailored' ? fields.variants.map(({ rule }) => readRule(rule)) : [];
      });
    expect(rules.length).toBeGreaterThan(20);
    for (const rule of rules) {
      if (!rule) throw new Error('A rule that ships can be understood');
      expect(readRule(ruleSource(rule))).toEqual(rule);
      const flat = flattened(rule);
      if (flat) expect(unflattened(flat)).toEqual(rule);
    }
  });

  const nation: AudienceRule = { kind: 'nation', values: ['wales'] };
  const nurse: AudienceRule = { kind: 'profession', values: ['nurse'] };
  const other: AudienceRule = { kind: 'not', rule: { kind: 'sector', values: ['ambulance'] } };

  it('nests in brackets, in which the other way of combining holds', () => {
    const nested: AudienceRule[] = [
      { kind: 'all', rules: [nation, { kind: 'any', rules: [nurse, other] }] },
      { kind: 'any', rules: [{ kind: 'all', rules: [nurse, other, nation] }, nation] },
      {
        kind: 'all',
        rules: [
          { kind: 'any', rules: [nurse, nation] },
          { kind: 'any', rules: [other, nation] },
        ],
      },
    ];
    for (const rule of nested) {
      const flat = flattened(rule);
      expect(flat && unflattened(flat)).toEqual(rule);
    }
    expect(flattened({ kind: 'all', rules: [nation, { kind: 'any', rules: [nurse, other] }] })).toEqual({
      combine: 'all',
      conditions: [
        { not: false, joined: false, condition: nation },
        { not: false, joined: false, condition: nurse },
        { not: true, joined: true, condition: { kind: 'sector', values: ['ambulance'] } },
      ],
    });
  });

  it('keeps brackets apart when the first condition of one goes', () => {
    const sent = { 'about-0': 'nation', 'about-1': 'profession', 'about-2': 'sector', 'joined-2': 'yes', drop: '1' };
    expect(sentVariant(sent).conditions.map(({ about, joined }) => [about, joined])).toEqual([
      ['nation', false],
      ['sector', false],
    ]);
    expect(sentVariant({ ...sent, drop: '0' }).conditions.map(({ joined }) => joined)).toEqual([false, true]);
  });

  it('is left to be changed as text when it nests more deeply', () => {
    const inner: AudienceRule = { kind: 'all', rules: [nurse, nation] };
    expect(flattened({ kind: 'all', rules: [nation, { kind: 'any', rules: [nurse, inner] }] })).toBeUndefined();
    expect(flattened({ kind: 'not', rule: inner })).toBeUndefined();
    expect(flattened({ kind: 'not', rule: nation })).toEqual({
      combine: 'all',
      conditions: [{ not: true, joined: false, condition: nation }],
    });
    expect(unflattened({ combine: 'all', conditions: [] })).toBeUndefined();
    expect(readRule('when:\n  planet: mars')).toBeUndefined();
  });

  it('reads back in English', () => {
    const words = (rule: AudienceRule) => ruleInWords(rule, [copies], new Map([['RR7', 'Gateshead']]));
    const is = { question: 'copy_accepted', orPartial: true, kind: 'is' as const, values: ['copy_ok'] };
    expect(words({ kind: 'all', rules: [{ kind: 'nation', values: ['england', 'wales'] }, is] })).toBe(
      'For learners who work in England or Wales, and whose Trust’s answer to “Is a copy accepted?” is “a copy is accepted” (in part is enough)',
    );
    expect(words({ kind: 'not', rule: { kind: 'organisation', values: ['RR7', 'RX9'] } })).toBe(
      'For learners for whom this is not so: who work at Gateshead or RX9',
    );
    expect(words({ question: 'copy_accepted', orPartial: false, kind: 'is_unknown' })).toBe(
      'For learners of whose Trust nobody knows the answer to “Is a copy accepted?”',
    );
    expect(
      words({
        kind: 'any',
        rules: [
          { kind: 'all', rules: [is, is] },
          { question: 'gone', orPartial: false, kind: 'before', date: '2024-03' },
        ],
      }),
    ).toContain(', or whose Trust’s answer to “gone” is before March 2024');
  });
});
