import { describe, expect, it } from '@jest/globals';
import { citationsOf } from './citations.rules.js';

const cite = (key: string) => `<p>So. <a class="bh-cite" href="#source-${key}">Act</a></p>`;

describe('the citations of a course', () => {
  it('are told by block, question and introduction, each once, in whatever part of a block they stand', () => {
    const blocks = [
      { key: 'one', html: cite('act') + cite('act') },
      { key: 'two', variants: [{ html: cite('act-2') }], defaultHtml: cite('act') },
      { key: 'three', html: '<p>#source-nothing</p>' },
    ];
    const course = {
      introductionCites: ['act'],
      lessons: [{ slug: 'first', blocks }],
      questions: [
        { key: 'q', cites: ['study'] },
        { key: 'r', cites: [] },
      ],
    };
    expect(citationsOf(course).map((found) => Object.values(found).join(' '))).toEqual([
      'act introduction  ',
      'act lesson first one',
      'act-2 lesson first two',
      'act lesson first two',
      'study question q ',
    ]);
  });
});
