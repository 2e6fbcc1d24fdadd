import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { aProfile, aFact, policyQuestions } from '../../test/factories/tailoring.js';
import { professions } from '../accounts/accounts.types.js';
import { nations, sectors } from '../organisations/organisations.types.js';
import { addDays, isCivilDate, type PartialDate } from '../platform/civil-date.rules.js';
import { answerStates, type FactValue, type ProfileFact, standings } from '../policies/policies.types.js';
import { evaluate } from './audience.rules.js';
import { choose } from './choose.rules.js';
import { reach } from './reach.rules.js';
import type { AudienceRule, QuestionCondition, TailoredBlock, TailoringContext, Variant } from './tailoring.types.js';

const day = fc
  .date({ min: new Date('2022-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const partialDate: fc.Arbitrary<PartialDate> = fc
  .tuple(day, fc.constantFrom(4, 7, 10))
  .map(([date, length]) => date.slice(0, length));
const months = fc.integer({ min: 0, max: 40 });
const keys = policyQuestions.map(({ key }) => key);
const options = policyQuestions.flatMap((question) => question.options.map(({ value }) => value));

const condition: fc.Arbitrary<QuestionCondition> = fc
  .record({ question: fc.constantFrom(...keys, 'no_such_question', '__proto__'), orPartial: fc.boolean() })
  .chain((base) =>
    fc
      .oneof(
        fc.record({
          kind: fc.constant('is' as const),
          values: fc.uniqueArray(fc.constantFrom(...options, 'yes'), { maxLength: 3 }),
        }),
        fc.constantFrom({ kind: 'is_known' as const }, { kind: 'is_unknown' as const }),
        fc.record({ kind: fc.constantFrom('before' as const, 'after' as const), date: partialDate }),
        fc.record({ kind: fc.constant('older_than' as const), months }),
      )
      .map((test): QuestionCondition => ({ ...base, ...test })),
  );
const place: fc.Arbitrary<AudienceRule> = fc.oneof(
  fc.record({ kind: fc.constant('nation' as const), values: fc.subarray([...nations]) }),
  fc.record({ kind: fc.constant('sector' as const), values: fc.subarray([...sectors]) }),
  fc.record({ kind: fc.constant('profession' as const), values: fc.subarray([...professions]) }),
  fc.record({
    kind: fc.constantFrom('region' as const, 'icb' as const, 'organisation' as const),
    values: fc.subarray(['Y60', 'QHL', 'ZZ1']),
  }),
);
const rule: fc.Arbitrary<AudienceRule> = fc.letrec<{ rule: AudienceRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    condition,
    place,
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      rules: fc.array(tie('rule'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), rule: tie('rule') }),
  ),
})).rule;
const block: fc.Arbitrary<TailoredBlock> = fc.record({
  mode: fc.constantFrom('instructs' as const, 'informs' as const),
  variants: fc
    .array(rule, { maxLength: 4 })
    .map((rules) => rules.map((when, at): Variant => ({ key: `v${String(at)}`, when }))),
});

const anyValue = fc.oneof(
  fc.constantFrom(...options),
  fc.subarray(options),
  partialDate,
  fc.string(),
  fc.constant(null),
);
const valueOf = (key: string): fc.Arbitrary<FactValue> =>
  key === 'next_review' ? partialDate : key === 'record_location' ? fc.subarray(options) : fc.constantFrom(...options);
const factOn = (key: string): fc.Arbitrary<ProfileFact> =>
  fc
    .record({
      state: fc.constantFrom(...answerStates, 'stated' as const, 'stated' as const),
      value: fc.oneof({ arbitrary: valueOf(key), weight: 5 }, { arbitrary: anyValue, weight: 1 }),
      valueInWords: fc.option(fc.string()),
      standing: fc.constantFrom(...standings),
      agesFrom: fc.option(partialDate, { freq: 8 }),
      conflicting: fc.constantFrom(false, false, false, true),
      fromPredecessor: fc.option(fc.constant({ code: 'ZZ9', name: 'Old Mill Hospitals' }), { freq: 1 }),
    })
    .map((fields) => aFact({ key, ...fields }));
const profile = fc
  .tuple(fc.option(fc.constantFrom(...sectors)), ...keys.map((key) => fc.option(factOn(key))))
  .map(([sector, ...facts]) =>
    aProfile(
      facts.filter((fact) => fact !== null),
      { sector },
    ),
  );
const context: fc.Arbitrary<TailoringContext> = fc.record({
  profile: fc.option(profile, { freq: 9 }),
  nation: fc.constantFrom(...nations),
  regionCode: fc.option(fc.constantFrom('Y60', 'Y61')),
  icbCode: fc.option(fc.constantFrom('QHL', 'QOX')),
  profession: fc.constantFrom(...professions),
  on: day,
  factAgeLimitMonths: months,
});

const RUNS = { numRuns: 400 };
const holds = (block: TailoredBlock, when: AudienceRule, context: TailoringContext) =>
  evaluate(when, context, block.mode).truth === 'true';
const answer = (block: TailoredBlock, context: TailoringContext) => {
  const { variant, reasons, facts } = choose(block, context);
  return JSON.stringify({ variant, reasons, facts });
};

describe('choose, whatever it is given', () => {
  it('takes the first variant that is definitely true, else the default', () => {
    fc.assert(
      fc.property(block, context, (block, context) => {
        const first = block.variants.find(({ when }) => holds(block, when, context));
        return choose(block, context).variant === (first?.key ?? 'default');
      }),
      RUNS,
    );
  });

  it('gives a reason, and the same answer to the same question', () => {
    fc.assert(
      fc.property(block, context, (block, context) => {
        const choice = choose(block, context);
        const again = choose(structuredClone(block), structuredClone(context));
        return (
          JSON.stringify(choice) === JSON.stringify(again) &&
          choice.reasons.length > 0 &&
          choice.reasons.every((reason) => /^Because .+\.$/s.test(reason))
        );
      }),
      RUNS,
    );
  });

  it('answers the same until the day that it names, and otherwise on the day after', () => {
    fc.assert(
      fc.property(block, context, fc.array(fc.nat(2500), { minLength: 5, maxLength: 5 }), (block, context, samples) => {
        const { holdsUntil } = choose(block, context);
        const now = answer(block, context);
        const days = samples
          .map((days) => addDays(context.on, days))
          .filter((on) => holdsUntil === null || on <= holdsUntil);
        if (holdsUntil !== null && (holdsUntil < context.on || !isCivilDate(holdsUntil))) return false;
        if (holdsUntil !== null && answer(block, { ...context, on: addDays(holdsUntil, 1) }) === now) return false;
        return [...days, ...(holdsUntil === null ? [] : [holdsUntil])].every(
          (on) => answer(block, { ...context, on }) === now,
        );
      }),
      RUNS,
    );
  });

  it('never takes a rule and its opposite both as true, nor both as false', () => {
    fc.assert(
      fc.property(rule, context, (rule, context) => {
        const truths = [rule, { kind: 'not' as const, rule }]
          .map((one) => evaluate(one, context, 'informs').truth)
          .sort();
        return ['false,true', 'unknown,unknown'].includes(truths.join());
      }),
      RUNS,
    );
  });

  it('turns nothing that was decided when something unknown becomes known', () => {
    fc.assert(
      fc.property(noKnowing(rule), context, factOn('copy_accepted'), (rule, context, fact) => {
        if (!context.profile) return true;
        const without = { ...context, profile: { ...context.profile, facts: { ...context.profile.facts } } };
        delete without.profile.facts['copy_accepted'];
        const before = evaluate(rule, without, 'informs').truth;
        const profile = { ...without.profile, facts: { ...without.profile.facts, copy_accepted: fact } };
        return before === 'unknown' || evaluate(rule, { ...without, profile }, 'informs').truth === before;
      }),
      RUNS,
    );
  });

  it('instructs nobody by a predecessor’s, archived, regional, undated, old or conflicting fact', () => {
    const bad = fc.constantFrom<Partial<ProfileFact>>(
      { fromPredecessor: { code: 'ZZ9', name: 'Old Mill Hospitals' } },
      { standing: 'archived' },
      { standing: 'published_regionally' },
      { agesFrom: null },
      { agesFrom: '2010' },
      { conflicting: true },
    );
    fc.assert(
      fc.property(noKnowing(rule), context, factOn('copy_accepted'), bad, (when, context, fact, spoiled) => {
        if (!context.profile) return true;
        const withFact = (facts: Record<string, ProfileFact>): TailoringContext => ({
          ...context,
          profile: { ...aProfile(), ...context.profile, facts },
        });
        const { copy_accepted: _, ...others } = context.profile.facts;
        const block: TailoredBlock = { mode: 'instructs', variants: [{ key: 'v', when }] };
        const spoiledFact = { ...fact, ...spoiled };
        return (
          choose(block, withFact({ ...others, copy_accepted: spoiledFact })).variant ===
          choose(block, withFact(others)).variant
        );
      }),
      RUNS,
    );
  });

  it('follows the nation and nothing else where a rule asks for nothing else', () => {
    const rules = fc.array(fc.subarray([...nations]), { maxLength: 4 });
    fc.assert(
      fc.property(rules, context, (lists, context) => {
        const variants = lists.map((values, at) => ({
          key: `v${String(at)}`,
          when: { kind: 'nation' as const, values },
        }));
        const expected = variants.find(({ when }) => when.values.includes(context.nation))?.key ?? 'default';
        const choice = choose({ mode: 'instructs', variants }, context);
        return choice.variant === expected && choice.holdsUntil === null && choice.facts.length === 0;
      }),
      RUNS,
    );
  });

  it('never throws, even on dates, ages and values that make no sense', () => {
    const nonsense = fc.oneof(fc.string(), fc.constantFrom('0000', '9999-12-31', '2026-02-31', '+12026', ''));
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Infinity, -Infinity, NaN));
    fc.assert(
      fc.property(
        nonsense,
        nonsense,
        nonsense,
        number,
        number,
        fc.constantFrom(...keys),
        (on, value, agesFrom, limit, months, key) => {
          const tests = [
            { kind: 'older_than' as const, months },
            { kind: 'before' as const, date: on },
            { kind: 'after' as const, date: value },
            { kind: 'is' as const, values: [value] },
          ];
          const variants = tests.map((test, at) => ({
            key: String(at),
            when: { question: key, orPartial: true, ...test },
          }));
          const profile = aProfile([aFact({ key, value, agesFrom })]);
          const context: TailoringContext = {
            profile,
            nation: 'england',
            regionCode: null,
            icbCode: null,
            profession: 'other',
            on,
            factAgeLimitMonths: limit,
          };
          for (const mode of ['informs', 'instructs'] as const) choose({ mode, variants }, context);
        },
      ),
      RUNS,
    );
  });

  it('reaches every learner exactly once', () => {
    const population = fc.array(
      fc.record({
        organisation: fc.constantFrom({ code: 'ZZ1', name: 'A' }, { code: 'ZZ2', name: 'B' }),
        context,
        learners: fc.nat(500),
      }),
    );
    fc.assert(
      fc.property(block, population, (block, population) => {
        const reached = reach(block, population);
        const total = population.reduce((sum, { learners }) => sum + learners, 0);
        return (
          reached.reduce((sum, { learners }) => sum + learners, 0) === total &&
          reached.map(({ variant }) => variant).join() === [...block.variants.map(({ key }) => key), 'default'].join()
        );
      }),
      { numRuns: 60 },
    );
  });
});

/** Rules without is_known and is_unknown, which ask about knowledge itself and so may well turn. */
function noKnowing(rules: fc.Arbitrary<AudienceRule>): fc.Arbitrary<AudienceRule> {
  return rules.filter((rule) => !/"is_(un)?known"/.test(JSON.stringify(rule)));
}
