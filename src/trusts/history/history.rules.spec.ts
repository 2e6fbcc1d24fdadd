import { describe, expect, it } from '@jest/globals';
import { aFact, aProfile } from '../../../test/factories/tailoring.js';
import { revisionChanges } from './history.rules.js';

const copies = aFact({ factId: 'f1' });
const revision = (number: number, profile: ReturnType<typeof aProfile>) => ({ ...profile, number });

describe('what a revision changed', () => {
  it('names what came, what is another answer, what was read again and what went', () => {
    const lead = aFact({ key: 'mca_lead', factId: 'f2', value: 'The lead' });
    const [second] = revisionChanges([
      revision(2, aProfile([aFact({ factId: 'f3', value: 'original_required' }), lead])),
      revision(1, aProfile([copies, aFact({ key: 'next_review', factId: 'f4', value: '2027-01' })])),
    ]);
    expect(second).toMatchObject({
      added: ['mca_lead'],
      changed: ['copy_accepted'],
      gone: ['next_review'],
      reread: [],
    });
  });

  it('tells an answer that was confirmed anew from another answer', () => {
    const [second] = revisionChanges([
      revision(2, aProfile([aFact({ factId: 'f9', agesFrom: '2026-11-20' })])),
      revision(1, aProfile([copies])),
    ]);
    expect(second).toMatchObject({ changed: [], reread: ['copy_accepted'] });
  });

  it('sees that the organisation itself changed', () => {
    const [second] = revisionChanges([revision(2, aProfile([], { name: 'New name' })), revision(1, aProfile([]))]);
    expect(second?.organisation).toBe(true);
  });

  it('compares the oldest at hand with nothing, unless nothing came before it', () => {
    expect(revisionChanges([revision(5, aProfile([copies]))])).toEqual([]);
    expect(revisionChanges([revision(1, aProfile([copies]))])).toMatchObject([
      { first: true, added: ['copy_accepted'] },
    ]);
  });
});
