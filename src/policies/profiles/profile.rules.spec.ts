import { describe, expect, it } from '@jest/globals';
import type { PolicyQuestion, RecordedFact } from '../policies.types.js';
import { profileFacts, valueInWords } from './profile.rules.js';

const question = (kind: PolicyQuestion['kind'], key = 'copy_accepted') => ({
  key,
  kind,
  options: [
    { value: 'copy_ok', label: 'a copy is accepted' },
    { value: 'original_required', label: 'the original must be seen' },
  ],
  retired: false,
});

let made = 0;
const fact = (with_: Partial<RecordedFact> = {}): RecordedFact => ({
  id: `fact ${String((made += 1))}`,
  organisationId: 'a Trust',
  key: 'copy_accepted',
  state: 'stated',
  value: 'copy_ok',
  quote: null,
  mayQuote: false,
  paraphrase: null,
  locator: null,
  note: null,
  standing: 'published',
  agesFrom: '2026-01-10',
  source: { title: 'A policy', url: null, publisher: null, seenOn: null, documentDate: null },
  verifiedOn: '2026-11-23',
  recordedAt: new Date('2026-11-23T10:00:00Z'),
  ...with_,
});

const winner = (facts: RecordedFact[], kind: PolicyQuestion['kind'] = 'choice') =>
  profileFacts([question(kind)], facts, [])['copy_accepted'];

describe('what holds for an organisation', () => {
  it('is nothing while nobody has verified it, and nothing where nothing is recorded', () => {
    expect(winner([fact({ verifiedOn: null })])).toBeUndefined();
    expect(winner([])).toBeUndefined();
  });

  it('is the fact of the best standing, however old', () => {
    const confirmed = fact({ standing: 'confirmed', agesFrom: '2020' });
    expect(winner([fact({ standing: 'archived', agesFrom: '2026-11' }), confirmed])?.factId).toBe(confirmed.id);
  });

  it('is the newest of equal standing; an undated one is the oldest', () => {
    const newest = fact({ agesFrom: '2026-02' });
    expect(winner([fact({ agesFrom: null }), fact({ agesFrom: '2025-12-31' }), newest])?.factId).toBe(newest.id);
  });

  it('is conflicting when an equally good source says otherwise', () => {
    const other = { value: 'original_required' };
    expect(winner([fact(), fact(other)])?.conflicting).toBe(true);
    expect(winner([fact(), fact()])?.conflicting).toBe(false);
    expect(winner([fact(), fact({ ...other, agesFrom: '2025-01-10' })])?.conflicting).toBe(false);
    expect(winner([fact(), fact({ ...other, standing: 'archived' })])?.conflicting).toBe(false);
  });

  it('cannot tell a month from a day in it, nor undated from undated', () => {
    const other = { value: 'original_required' };
    expect(winner([fact(), fact({ ...other, agesFrom: '2026-01' })])?.conflicting).toBe(true);
    expect(winner([fact({ agesFrom: null }), fact({ ...other, agesFrom: null })])?.conflicting).toBe(true);
  });

  it('compares several answers as sets, and words not at all', () => {
    const [ab, ba] = [fact({ value: ['a', 'b'] }), fact({ value: ['b', 'a'] })];
    expect(winner([ab, ba], 'choices')?.conflicting).toBe(false);
    expect(winner([fact({ value: 'ask the ward' }), fact({ value: 'ask the lead' })], 'text')?.conflicting).toBe(false);
    expect(winner([fact({ value: 'ask the ward' }), fact({ state: 'absent', value: null })], 'text')?.conflicting).toBe(
      true,
    );
  });

  it('leaves out retired questions', () => {
    expect(profileFacts([{ ...question('choice'), retired: true }], [fact()], [])).toEqual({});
  });

  describe('where it succeeded others', () => {
    const held = (value: string, with_: Partial<RecordedFact> = {}) =>
      profileFacts([question('choice')], [fact({ value, ...with_ })], []);
    const before = (code: string, facts: ReturnType<typeof held>) => ({ code, name: `Trust ${code}`, facts });
    const successor = (own: RecordedFact[], ...predecessors: ReturnType<typeof before>[]) =>
      profileFacts([question('choice')], own, predecessors)['copy_accepted'];

    it('uses a predecessor’s fact, marked, when it has none', () => {
      expect(successor([], before('A', held('copy_ok')))).toMatchObject({
        value: 'copy_ok',
        fromPredecessor: { code: 'A', name: 'Trust A' },
      });
    });

    it('prefers its own, even an archived one', () => {
      const own = successor([fact({ standing: 'archived', value: 'original_required' })], before('A', held('copy_ok')));
      expect(own).toMatchObject({ value: 'original_required', fromPredecessor: null });
    });

    it('knows nothing when predecessors disagree, or one of them is conflicting', () => {
      expect(successor([], before('A', held('copy_ok')), before('B', held('original_required')))).toBeUndefined();
      const conflicting = profileFacts([question('choice')], [fact(), fact({ value: 'original_required' })], []);
      expect(successor([], before('A', conflicting))).toBeUndefined();
    });

    it('lets no predecessor’s own words stand for another’s', () => {
      const words = (paraphrase: string) => held('', { value: null, paraphrase });
      expect(successor([], before('A', words('Ask the ward.')), before('B', words('Ask the lead.')))).toBeUndefined();
      expect(successor([], before('A', words('Ask.')), before('B', words('Ask.')))?.paraphrase).toBe('Ask.');
      const silent = held('', { state: 'absent', value: null, paraphrase: 'Silent.' });
      const quiet = held('', { state: 'absent', value: null, paraphrase: 'Not there.' });
      expect(successor([], before('A', silent), before('B', quiet))?.state).toBe('absent');
    });

    it('names whose fact it first was, through several successions', () => {
      const middle = profileFacts([question('choice')], [], [before('A', held('copy_ok'))]);
      expect(successor([], before('B', middle))?.fromPredecessor?.code).toBe('A');
    });
  });
});

describe('a value in words', () => {
  it('is the label of its option, several of them, a date or the words themselves', () => {
    expect(valueInWords(question('choice'), 'copy_ok')).toBe('a copy is accepted');
    expect(valueInWords(question('choices'), ['copy_ok', 'original_required'])).toBe(
      'a copy is accepted; the original must be seen',
    );
    expect(valueInWords(question('date'), '2018-03')).toBe('March 2018');
    expect(valueInWords(question('text'), 'ask the ward')).toBe('ask the ward');
    expect(valueInWords(question('choice'), null)).toBeNull();
    expect(valueInWords(question('choice'), 'an option of long ago')).toBe('an option of long ago');
  });
});
