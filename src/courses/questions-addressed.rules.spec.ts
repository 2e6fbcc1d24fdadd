import { describe, expect, it } from '@jest/globals';
import type { LessonBlock } from './lesson-blocks.types.js';
import { questionsAddressed } from './questions-addressed.rules.js';

const blocks: LessonBlock[] = [
  { kind: 'text', key: 'text-1', html: '<p>Words</p>' },
  { kind: 'fact', key: 'where', question: 'record_location', wordings: {} },
  {
    kind: 'tailored',
    key: 'copies',
    mode: 'informs',
    defaultHtml: '',
    variants: [
      {
        key: 'one',
        html: '',
        when: {
          kind: 'all',
          rules: [
            { kind: 'nation', values: ['england'] },
            { kind: 'not', rule: { kind: 'is_unknown', question: 'copy_accepted', orPartial: false } },
          ],
        },
      },
    ],
  },
];

describe('the policy questions that a lesson addresses', () => {
  it('are those that it declares and those of its blocks, each once', () => {
    expect(questionsAddressed({ addresses: ['mca_lead', 'copy_accepted'], blocks })).toEqual([
      'mca_lead',
      'copy_accepted',
      'record_location',
    ]);
  });

  it('are those of its blocks alone in an older version', () => {
    expect(questionsAddressed({ blocks })).toEqual(['record_location', 'copy_accepted']);
  });
});
