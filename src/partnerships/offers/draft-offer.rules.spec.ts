import { expect, it } from '@jest/globals';
import { draftOffer } from './draft-offer.rules.js';

it('offers the whole course where nothing that is known singles a lesson out', () => {
  const lesson = { minutes: 9, addresses: ['copy_accepted'], title: 'Papers', summary: 'Papers.' };
  const module = { ...lesson, slug: 'papers', course: { slug: 'small', title: 'Small' } };
  const trust = { fictional: true, profile: null, gaps: [], public: new Set<string>(), learners: 0, roles: [] };
  const offer = draftOffer({
    place: { kind: 'icb', name: 'Fellside' },
    trusts: [{ ...trust, name: 'Riverbank' }],
    modules: [module, module],
    provider: { name: 'Us', contactEmail: null },
    today: '2026-11-25',
  });
  expect(offer.figures.slice(-2)).toEqual([
    { value: '2', label: 'modules in all' },
    { value: '18', label: 'minutes of learning' },
  ]);
});
