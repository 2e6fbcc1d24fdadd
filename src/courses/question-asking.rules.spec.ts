import { describe, expect, it } from '@jest/globals';
import { aContext, aFact } from '../../test/factories/tailoring.js';
import { nations } from '../organisations/organisations.types.js';
import type { ProfileFact } from '../policies/policies.types.js';
import type { TailoringContext } from '../tailoring/tailoring.types.js';
import type { KnowledgeQuestion } from './questions.types.js';
import { questionsToAsk } from './question-asking.rules.js';

function aQuestion(key: string, fields: Partial<KnowledgeQuestion> = {}): KnowledgeQuestion {
  const option = (id: string, correct: boolean) => ({ id, html: id, feedbackHtml: '', correct });
  return {
    id: `id-${key}`,
    key,
    outcome: 1,
    core: true,
    nations: [...nations],
    group: key,
    stemHtml: '<p>?</p>',
    options: [option('a', true), option('b', false), option('c', false), option('d', false)],
    policyQuestionKey: null,
    ...fields,
  };
}

const aLocal = (key: string, policyQuestionKey: string, options: string[]): KnowledgeQuestion =>
  aQuestion(key, {
    core: false,
    policyQuestionKey,
    options: options.map((id) => ({ id, html: id, feedbackHtml: '', correct: false })),
  });
const local = aLocal('local-copy', 'copy_accepted', ['copy_ok', 'original_required']);
const place = aLocal('local-place', 'record_location', ['epr_alert', 'epr_document']);

const keys = (questions: KnowledgeQuestion[], context: TailoringContext) =>
  questionsToAsk(questions, context, 'seed').map(({ key }) => key);

describe('questionsToAsk', () => {
  it('asks what is meant for the nation, one of each group', () => {
    const questions = [
      aQuestion('everywhere'),
      aQuestion('writing', { nations: ['england', 'wales'] }),
      aQuestion('writing-scotland', { nations: ['scotland'], group: 'writing' }),
      aQuestion('writing-again', { group: 'writing' }),
    ];
    expect(keys(questions, aContext())).toEqual(['everywhere', 'writing']);
    expect(keys(questions, aContext([], { nation: 'scotland' }))).toEqual(['everywhere', 'writing-scotland']);
    expect(keys(questions, aContext([], { nation: 'northern_ireland' }))).toEqual(['everywhere', 'writing-again']);
  });

  it('takes the Trust’s own answer as the right one', () => {
    const [asked] = questionsToAsk([local], aContext([aFact({ value: 'original_required' })]), 'seed');
    expect(asked?.options.filter(({ correct }) => correct).map(({ id }) => id)).toEqual(['original_required']);
    expect(asked).toMatchObject({
      core: false,
      local: {
        question: 'copy_accepted',
        factId: 'fact-copy_accepted',
        profileRevisionId: 'revision-1',
        organisation: 'Riverbank Hospitals',
        provenance: { standing: 'confirmed' },
      },
    });
  });

  it('asks a local question only where the fact may be relied on', () => {
    const asked = (fields: Partial<ProfileFact>) => keys([local], aContext([aFact(fields)])).length > 0;
    expect(asked({})).toBe(true);
    for (const fields of [
      { state: 'partial' },
      { state: 'absent', value: null },
      { standing: 'archived' },
      { standing: 'published_regionally' },
      { agesFrom: null },
      { agesFrom: '2020' },
      { conflicting: true },
      { fromPredecessor: { code: 'ZZ9', name: 'Old Mill Hospitals' } },
      { value: 'another_option' },
      { value: null },
    ] satisfies Partial<ProfileFact>[])
      expect(asked(fields)).toBe(false);
    expect(keys([local], aContext())).toEqual([]);
    expect(keys([local], aContext([], { profile: null }))).toEqual([]);
  });

  it('asks nothing that has several right answers', () => {
    const placed = (value: string[]) => keys([place], aContext([aFact({ key: 'record_location', value })]));
    expect(placed(['epr_alert'])).toEqual(['local-place']);
    expect(placed(['epr_alert', 'epr_document'])).toEqual([]);
    expect(placed([])).toEqual([]);
  });

  it('asks no question on a policy question that was retired or is answered in words', () => {
    const context = aContext([aFact()]);
    const retired = { ...context, profile: context.profile && { ...context.profile, questions: {} } };
    expect(keys([local], retired)).toEqual([]);
    const words = aLocal('words', 'mca_lead', ['the nurse']);
    expect(keys([words], aContext([aFact({ key: 'mca_lead', value: 'the nurse' })]))).toEqual([]);
  });

  it('keeps the order of options within an attempt and changes it between attempts', () => {
    const order = (seed: string) =>
      questionsToAsk([aQuestion('q')], aContext(), seed)[0]
        ?.options.map(({ id }) => id)
        .join('');
    const seeds = Array.from({ length: 200 }, (_, at) => `attempt-${String(at)}`);
    expect(order('attempt-1')).toBe(order('attempt-1'));
    const first = seeds.filter((seed) => order(seed)?.startsWith('a')).length;
    // A quarter of 200 is 50; six standard deviations are 37.
    expect(Math.abs(first - 50)).toBeLessThan(37);
    expect(new Set(seeds.map(order)).size).toBe(24);
  });

  it('draws as many of a tag as the course says, others for another attempt, and leaves the rest where it is', () => {
    const tagged = ['a', 'b', 'c', 'd', 'e'].map((key) => aQuestion(key, { tags: ['copies'] }));
    const questions = [aQuestion('first'), ...tagged, aQuestion('last')];
    const check = { shuffle: false, draws: [{ tag: 'copies', count: 2 }] };
    const draw = (seed: string) => questionsToAsk(questions, aContext(), seed, check).map(({ key }) => key);
    const seeds = Array.from({ length: 200 }, (_, at) => `attempt-${String(at)}`);
    for (const seed of seeds) {
      const asked = draw(seed);
      expect([asked.length, asked[0], asked.at(-1)]).toEqual([4, 'first', 'last']);
      expect(asked.slice(1, -1)).toEqual(asked.slice(1, -1).sort());
    }
    expect(draw('attempt-1')).toEqual(draw('attempt-1'));
    // Ten pairs of five; each in 80 of 200 attempts, four standard deviations are 28.
    expect(new Set(seeds.map((seed) => draw(seed).join())).size).toBe(10);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const times = seeds.filter((seed) => draw(seed).includes(key)).length;
      expect(Math.abs(times - 80)).toBeLessThan(28);
    }
  });

  it('shuffles questions and keeps the steps of a case together, in their order', () => {
    const steps = [
      aQuestion('one', { caseTitle: 'A case' }),
      aQuestion('two', { after: 'one' }),
      aQuestion('three', { after: 'two' }),
    ];
    const questions = [aQuestion('a'), aQuestion('b'), ...steps, aQuestion('c')];
    const orders = Array.from({ length: 60 }, (_, at) => {
      const asked = questionsToAsk(questions, aContext(), `attempt-${String(at)}`, { shuffle: true, draws: [] });
      expect(asked.filter(({ step }) => step).map(({ step }) => step)).toEqual(
        [1, 2, 3].map((number) => ({ title: 'A case', number, of: 3 })),
      );
      const first = asked.findIndex(({ key }) => key === 'one');
      expect(asked.slice(first, first + 3).map(({ key }) => key)).toEqual(['one', 'two', 'three']);
      return asked.map(({ key }) => key).join();
    });
    expect(new Set(orders).size).toBeGreaterThan(12);
  });
});
