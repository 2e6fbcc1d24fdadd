import { describe, expect, it } from '@jest/globals';
import { aContext, aFact, aProfile } from '../../test/factories/tailoring.js';
import type { PolicyProfile } from '../policies/policies.types.js';
import { choose } from './choose.rules.js';
import type { AudienceRule, QuestionCondition, TailoredBlock, TailoringContext } from './tailoring.types.js';

const copies = (value: string, orPartial = false): QuestionCondition => ({
  question: 'copy_accepted',
  orPartial,
  kind: 'is',
  values: [value],
});
const test = (kind: 'is_known' | 'is_unknown'): QuestionCondition => ({
  question: 'copy_accepted',
  orPartial: false,
  kind,
});
const nation = (...values: ('england' | 'wales' | 'scotland')[]): AudienceRule => ({ kind: 'nation', values });

const block = (mode: TailoredBlock['mode'], ...rules: AudienceRule[]): TailoredBlock => ({
  mode,
  variants: rules.map((when, at) => ({ key: `v${String(at + 1)}`, when })),
});
const chosen = (context: TailoringContext, ...rules: AudienceRule[]) =>
  choose(block('informs', ...rules), context).variant;
const instructed = (context: TailoringContext, ...rules: AudienceRule[]) =>
  choose(block('instructs', ...rules), context).variant;

describe('choose', () => {
  it('takes the first variant that is definitely true, and the default when none is', () => {
    expect(chosen(aContext(), nation('scotland'), nation('england'), nation('england', 'wales'))).toBe('v2');
    expect(chosen(aContext(), nation('scotland'))).toBe('default');
    expect(chosen(aContext())).toBe('default');
  });

  it('takes what is unknown as neither true nor false', () => {
    const unknown = copies('copy_ok');
    expect(chosen(aContext(), unknown)).toBe('default');
    expect(chosen(aContext(), { kind: 'not', rule: unknown })).toBe('default');
    expect(chosen(aContext(), { kind: 'any', rules: [unknown, nation('england')] })).toBe('v1');
    expect(chosen(aContext(), { kind: 'not', rule: { kind: 'all', rules: [unknown, nation('wales')] } })).toBe('v1');
  });

  it('tells a policy that is silent from one that nobody knows', () => {
    const silent = aContext([aFact({ state: 'absent', value: null, valueInWords: null })]);
    expect(chosen(silent, test('is_unknown'), test('is_known'))).toBe('default');
    expect(chosen(silent, { kind: 'not', rule: copies('copy_ok') })).toBe('v1');
    expect(chosen(aContext(), test('is_unknown'))).toBe('v1');
    for (const state of ['unclear', 'not_held', 'refused', 'awaiting'] as const)
      expect(chosen(aContext([aFact({ state })]), copies('copy_ok'), test('is_unknown'))).toBe('v2');
  });

  it('matches a partial answer only where the rule says so', () => {
    const partial = aContext([aFact({ state: 'partial' })]);
    expect(chosen(partial, copies('copy_ok'))).toBe('default');
    expect(chosen(partial, copies('copy_ok', true))).toBe('v1');
    // What could not be read may say otherwise.
    expect(chosen(partial, { kind: 'not', rule: copies('original_required', true) })).toBe('default');
  });

  it('counts sources that disagree as unclear', () => {
    expect(chosen(aContext([aFact({ conflicting: true })]), copies('copy_ok'), test('is_unknown'))).toBe('v2');
  });

  it('leaves a date that straddles the comparison open', () => {
    const review = (value: string) => aContext([aFact({ key: 'next_review', value })]);
    const before: AudienceRule = { question: 'next_review', orPartial: false, kind: 'before', date: '2026-03-15' };
    const after: AudienceRule = { question: 'next_review', orPartial: false, kind: 'after', date: '2026-03' };
    expect(
      ['2026-02', '2026-03', '2026', '2026-03-15', '2026-03-14'].map((date) => chosen(review(date), before)),
    ).toEqual(['v1', 'default', 'default', 'default', 'v1']);
    expect(chosen(review('2026-03'), { kind: 'not', rule: before })).toBe('default');
    expect(chosen(review('2026-03-15'), { kind: 'not', rule: before })).toBe('v1');
    expect(['2026-04', '2026-03-31', '2026'].map((date) => chosen(review(date), after))).toEqual([
      'v1',
      'default',
      'default',
    ]);
  });

  it('instructs only on a fact that is good enough', () => {
    const rule = copies('copy_ok');
    expect(instructed(aContext([aFact()]), rule)).toBe('v1');
    for (const bad of [
      aFact({ standing: 'archived' }),
      aFact({ standing: 'published_regionally' }),
      aFact({ agesFrom: null }),
      aFact({ agesFrom: '2024-11-23' }),
      // A month counts from its first day.
      aFact({ agesFrom: '2024-11' }),
      aFact({ fromPredecessor: { code: 'ZZ9', name: 'Old Mill Hospitals' } }),
    ]) {
      expect(instructed(aContext([bad]), rule)).toBe('default');
      expect(instructed(aContext([bad]), { kind: 'not', rule: copies('original_required') })).toBe('default');
      expect(chosen(aContext([bad]), rule)).toBe('v1');
    }
  });

  it('says until when its answer holds', () => {
    const instruction = block('instructs', copies('copy_ok'));
    const context = aContext([aFact({ agesFrom: '2025-01-31' })]);
    expect(choose(instruction, context)).toMatchObject({ variant: 'v1', holdsUntil: '2027-01-31' });
    expect(choose(instruction, { ...context, on: '2027-02-01' })).toMatchObject({
      variant: 'default',
      holdsUntil: null,
    });
    expect(choose(block('informs', copies('copy_ok')), context).holdsUntil).toBeNull();
    // A month is not surely more than six months ago before its last day is.
    const overdue: AudienceRule = { question: 'next_review', orPartial: false, kind: 'older_than', months: 6 };
    const reviewed = aContext([aFact({ key: 'next_review', value: '2026-08' })]);
    expect(choose(block('informs', overdue), reviewed)).toMatchObject({ variant: 'default', holdsUntil: '2027-02-28' });
    expect(chosen({ ...reviewed, on: '2027-03-01' }, overdue)).toBe('v1');
    expect(chosen({ ...reviewed, on: '2027-02-10' }, { kind: 'not', rule: overdue })).toBe('default');
  });

  it('knows that only England has regions', () => {
    const midlands: AudienceRule = { kind: 'region', values: ['Y60'] };
    expect(chosen(aContext(), midlands)).toBe('v1');
    expect(chosen(aContext([], { nation: 'wales' }), { kind: 'not', rule: midlands })).toBe('v1');
    expect(chosen(aContext([], { regionCode: null }), { kind: 'not', rule: midlands })).toBe('default');
  });

  it('knows nothing of the Trust of somebody who has none', () => {
    const context = aContext([], { profile: null });
    expect(chosen(context, { kind: 'sector', values: ['acute'] }, { kind: 'organisation', values: ['ZZ1'] })).toBe(
      'default',
    );
    expect(choose(block('informs', copies('copy_ok')), context).reasons).toEqual([
      'Because we hold nothing about the policy of the place where you work.',
    ]);
  });

  it('gives its reasons in words', () => {
    const reasons = (context: TailoringContext, rule: AudienceRule, mode: TailoredBlock['mode'] = 'informs') =>
      choose(block(mode, rule), context).reasons;
    expect(reasons(aContext(), nation('england'))).toEqual(['Because you work in England.']);
    expect(reasons(aContext([aFact()]), copies('copy_ok'))).toEqual([
      'Because the policy of Riverbank Hospitals says on “Copy or original”: a copy or photograph is accepted. Confirmed by the Trust on 2 November 2026.',
    ]);
    expect(reasons(aContext(), copies('copy_ok'))).toEqual([
      'Because we do not know what the policy of Riverbank Hospitals says about “Copy or original”.',
    ]);
    expect(
      reasons(aContext([aFact({ standing: 'archived', agesFrom: '2019-04' })]), copies('copy_ok'), 'instructs'),
    ).toEqual([
      'Because we do not rely on what we hold about Riverbank Hospitals on “Copy or original” to tell you what to do: it is from an archived copy; it is too old to rely on.',
    ]);
    expect(
      reasons(
        aContext([aFact({ fromPredecessor: { code: 'ZZ9', name: 'Old Mill Hospitals' } })]),
        copies('copy_ok'),
      )[0],
    ).toMatch(/^Because the policy of Old Mill Hospitals, from before Riverbank Hospitals, says/);
  });

  it('names the facts that made it so, and only those', () => {
    const both: AudienceRule = { kind: 'all', rules: [nation('england'), copies('copy_ok')] };
    expect(choose(block('informs', both), aContext([aFact()])).facts).toEqual(['copy_accepted']);
    expect(
      choose(block('informs', { kind: 'all', rules: [nation('wales'), copies('copy_ok')] }), aContext([aFact()])).facts,
    ).toEqual([]);
    expect(choose(block('informs', copies('copy_ok')), aContext()).facts).toEqual([]);
  });

  it('lives with a question that was retired and with keys that every object has', () => {
    const retired: PolicyProfile = { ...aProfile([aFact()]), questions: {} };
    expect(chosen(aContext([], { profile: retired }), copies('copy_ok'))).toBe('default');
    for (const key of ['constructor', '__proto__', 'toString'])
      expect(chosen(aContext(), { question: key, orPartial: false, kind: 'is_known' })).toBe('default');
  });
});
