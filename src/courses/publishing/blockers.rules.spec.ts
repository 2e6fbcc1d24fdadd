import { describe, expect, it } from '@jest/globals';
import { type DraftToPublish, publicationBlockers, reviewState } from './blockers.rules.js';

const ready: DraftToPublish = {
  problems: [],
  lessons: [],
  coreQuestionCount: { england: 2, wales: 2, scotland: 2, northern_ireland: 2 },
  reviews: { clinical: { state: 'approved' }, legal: { state: 'approved' } },
  openComments: 0,
  overtakenBy: null,
  isUnchanged: false,
};
const told = (change: Partial<DraftToPublish>) => publicationBlockers({ ...ready, ...change }).map(({ text }) => text);
const law = (html: string) => ({
  lessons: [
    {
      file: 'lessons/01-a.md',
      title: 'A',
      blocks: [{ kind: 'law' as const, key: 'k', parts: [{ nations: ['wales' as const], html }] }],
    },
  ],
});

describe('what keeps a draft from being published', () => {
  it('is nothing when it is whole, reviewed and settled', () => {
    expect(publicationBlockers(ready)).toEqual([]);
  });

  it('is told with its reason and its place', () => {
    const place = { file: 'lessons/01-a.md', line: 3 };
    expect(publicationBlockers({ ...ready, problems: [{ ...place, message: 'No default.' }] })).toEqual([
      { text: 'No default.', place },
    ]);
    expect(
      told({ reviews: { clinical: { state: 'missing' }, legal: { state: 'fallen away', changed: ['a.md'] } } }),
    ).toEqual(['The clinical review is missing.', 'The legal approval fell away for what changed afterwards: a.md.']);
    expect(told({ openComments: 2, overtakenBy: 3, isUnchanged: true })).toHaveLength(3);
    expect(told({ coreQuestionCount: { england: 2, wales: 0, scotland: 2, northern_ireland: 0 } })).toEqual([
      'Nobody could pass in Wales, Northern Ireland: the knowledge check has no core question there.',
    ]);
  });

  it('is a claim about the law without a source', () => {
    expect(told(law('<p>Section 1 of nothing; see section 25.</p>'))).toHaveLength(1);
    expect(told(law('<p>The Mental Capacity Act 2005 says so.</p>'))[0]).toContain('the law of Wales');
    expect(told(law('<p>The Mental Capacity Act 2005 <a class="bh-cite" href="#x">MCA</a></p>'))).toEqual([]);
    expect(told(law('<p>No Act of Parliament governs it.</p>'))).toEqual([]);
  });
});

describe('an approval', () => {
  const file = { id: 'f', name: 'a.md', number: 2 };
  const verdict = { kind: 'legal' as const, verdict: 'approved' as const, files: { f: { name: 'a.md', number: 2 } } };

  it('holds as long as everything is as it was read', () => {
    expect(reviewState('legal', [verdict], [file])).toEqual({ state: 'approved' });
    expect(reviewState('clinical', [verdict], [file])).toEqual({ state: 'missing' });
  });

  it('falls away for what was changed, added, moved or removed', () => {
    const fallen = (files: { id: string; name: string; number: number }[]) => reviewState('legal', [verdict], files);
    expect(fallen([{ ...file, number: 3 }])).toEqual({ state: 'fallen away', changed: ['a.md'] });
    expect(fallen([file, { id: 'g', name: 'b.md', number: 1 }])).toEqual({ state: 'fallen away', changed: ['b.md'] });
    expect(fallen([{ ...file, name: 'z.md' }])).toEqual({ state: 'fallen away', changed: ['z.md'] });
    expect(fallen([])).toEqual({ state: 'fallen away', changed: ['a.md'] });
  });

  it('gives way to a later wish for changes', () => {
    expect(reviewState('legal', [{ ...verdict, verdict: 'changes' }, verdict], [file])).toEqual({
      state: 'changes asked',
    });
  });
});
