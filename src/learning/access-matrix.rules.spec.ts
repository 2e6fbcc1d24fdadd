import { describe, expect, it } from '@jest/globals';
import { itemName, seenBy, seenItems, sees, sightOf, unseenBy, viewerName, viewers } from './access-matrix.rules.js';

describe('who sees what', () => {
  it('lets an employer see enrolment, completion and dates, and nothing else', () => {
    expect(seenBy('trust_contact')).toEqual(['name', 'enrolment', 'due_date', 'completion', 'completion_date']);
  });

  it('never lets an employer see scores, failed attempts, answers, reflections, the portfolio or CPD added by hand', () => {
    for (const item of ['score', 'failed_attempts', 'answers', 'reflections', 'portfolio', 'own_cpd'] as const)
      expect(unseenBy('trust_contact')).toContain(item);
  });

  it('keeps reflections, portfolio and CPD added by hand to the learner', () => {
    for (const item of ['reflections', 'portfolio', 'own_cpd'] as const)
      expect(viewers.filter((viewer) => sightOf(viewer, item) !== false)).toEqual(['learner']);
  });

  it('hides nothing of a learner from the learner, and has a name for everything', () => {
    for (const item of seenItems)
      expect([item, sees('learner', item), itemName(item) !== '']).toEqual([item, true, true]);
    for (const viewer of viewers) expect(viewerName(viewer)).not.toBe('');
  });

  it('takes what is seen in part as not seen', () => {
    expect(sightOf('trust_contact', 'work')).toEqual(expect.any(String));
    expect(sees('trust_contact', 'work')).toBe(false);
  });
});
