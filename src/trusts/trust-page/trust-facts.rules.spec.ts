import { describe, expect, it } from '@jest/globals';
import type { PolicyProfile, ProfileFact, RecordedFact } from '../../policies/policies.types.js';
import { shownFacts } from './trust-facts.rules.js';

const source = { title: 'A policy', url: null, publisher: null, seenOn: null, documentDate: null };

const recorded = (id: string, key: string, verifiedOn: string | null = '2026-11-23'): RecordedFact => ({
  id,
  organisationId: 'a Trust',
  key,
  state: 'stated',
  value: 'yes',
  quote: null,
  mayQuote: false,
  paraphrase: null,
  locator: null,
  note: null,
  standing: 'published',
  agesFrom: null,
  source,
  verifiedOn,
  recordedAt: new Date(0),
});

const winning = (factId: string, key: string, code: string | null = null): ProfileFact => ({
  factId,
  key,
  state: 'stated',
  value: 'yes',
  valueInWords: 'yes',
  quote: null,
  paraphrase: null,
  locator: null,
  standing: 'published',
  agesFrom: null,
  conflicting: false,
  fromPredecessor: code === null ? null : { code, name: `Trust ${code}` },
  source,
});

const profile = (...facts: ProfileFact[]) =>
  ({ facts: Object.fromEntries(facts.map((fact) => [fact.key, fact])) }) as unknown as PolicyProfile;

describe('what the page of a Trust shows', () => {
  it('keeps the words of a source to itself unless their owner permits it', () => {
    const quoted = { ...recorded('1', 'a'), quote: 'Their own words' };
    const quote = (mayQuote: boolean) => shownFacts(null, [{ ...quoted, mayQuote }], ['a']).known[0]?.facts[0]?.quote;
    expect([quote(true), quote(false)]).toEqual(['Their own words', null]);
  });

  it('keeps the order of the questions, and lists those without a fact apart', () => {
    const shown = shownFacts(null, [recorded('1', 'b'), recorded('2', 'a')], ['a', 'b', 'c']);
    expect(shown.known.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(shown.unknown).toEqual(['c']);
  });

  it('puts what holds before other sources, and marks what nobody has verified', () => {
    const [only] = shownFacts(profile(winning('2', 'a')), [recorded('1', 'a', null), recorded('2', 'a')], ['a']).known;
    expect(only?.facts.map(({ id, holds, verified }) => ({ id, holds, verified }))).toEqual([
      { id: '2', holds: true, verified: true },
      { id: '1', holds: false, verified: false },
    ]);
  });

  it('shows what a predecessor had, as its', () => {
    const [only] = shownFacts(profile(winning('9', 'a', 'OLD')), [recorded('1', 'a', null)], ['a']).known;
    expect(only?.facts[0]).toMatchObject({ id: '9', holds: true, fromPredecessor: { code: 'OLD' } });
    expect(only?.facts).toHaveLength(2);
  });
});
