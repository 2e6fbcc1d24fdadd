import { describe, expect, it } from '@jest/globals';
import { aFact, aProfile } from '../../../test/factories/tailoring.js';
import type { CourseVersion, LessonContent } from '../../courses/courses.types.js';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { impactOf } from './impact.rules.js';

const version = {
  id: 'v1',
  slug: 'small',
  title: 'A small course',
  number: 1,
  factAgeLimitMonths: 24,
} as CourseVersion;

const lesson: LessonContent = {
  id: 'l1',
  versionId: 'v1',
  slug: 'papers',
  title: 'Papers',
  summary: '',
  minutes: 5,
  position: 1,
  outcomes: [1],
  distressing: null,
  references: [],
  blocks: [
    { kind: 'text', key: 'text-1', html: '<p>The same for all.</p>' },
    { kind: 'fact', key: 'copies', question: 'copy_accepted', wordings: {} },
    {
      kind: 'tailored',
      key: 'paramedics',
      mode: 'informs',
      defaultHtml: '<p>Ask the ward.</p>',
      variants: [
        {
          key: 'photo',
          html: '<p>A photograph will do.</p>',
          when: {
            kind: 'all',
            rules: [
              { kind: 'profession', values: ['paramedic'] },
              { kind: 'is', question: 'copy_accepted', orPartial: false, values: ['copy_ok'] },
            ],
          },
        },
      ],
    },
  ],
};

const option = (id: string) => ({ id, html: `<p>${id}</p>`, feedbackHtml: '', correct: false });
const question: KnowledgeQuestion = {
  id: 'q1',
  key: 'local-copies',
  outcome: 1,
  core: false,
  nations: ['england'],
  group: 'local-copies',
  stemHtml: '<p>What counts here?</p>',
  options: [option('copy_ok'), option('original_required')],
  policyQuestionKey: 'copy_accepted',
};

const whole = { version, lessons: [lesson], questions: [question] };
const on = '2026-11-24';
const copies = aProfile([aFact()]);
const originals = aProfile([
  aFact({ factId: 'f2', value: 'original_required', valueInWords: 'the original document must be seen' }),
]);

describe('what a changed profile changes for learners', () => {
  it('is nothing when the profile says the same', () => {
    expect(impactOf(whole, copies, { ...copies, revisionId: 'later', number: 2 }, on)).toBeNull();
  });

  it('names the passages that read differently, before and after, and for whom', () => {
    const impact = impactOf(whole, copies, originals, on);
    const [papers, ...others] = impact?.lessons ?? [];
    expect(others).toEqual([]);
    expect(papers?.passages.map(({ blockKey, kind, professions }) => ({ blockKey, kind, professions }))).toEqual([
      { blockKey: 'copies', kind: 'wording', professions: null },
      // In the other professions the default stays; only why it is shown could be told differently.
      { blockKey: 'paramedics', kind: 'wording', professions: ['paramedic'] },
    ]);
    const tailored = papers?.passages.find(({ blockKey }) => blockKey === 'paramedics');
    expect(tailored).toMatchObject({ before: '<p>A photograph will do.</p>', after: '<p>Ask the ward.</p>' });
    expect(tailored?.reasons).not.toEqual([]);
  });

  it('names local questions whose right answer is another one, or that are asked no more', () => {
    expect(impactOf(whole, copies, originals, on)?.questions).toEqual([
      {
        key: 'local-copies',
        stemHtml: '<p>What counts here?</p>',
        before: '<p>copy_ok</p>',
        after: '<p>original_required</p>',
        professions: null,
      },
    ]);
    expect(impactOf(whole, copies, aProfile([]), on)?.questions).toMatchObject([
      { before: '<p>copy_ok</p>', after: '' },
    ]);
  });

  it('tells the same words on another source from other words', () => {
    const again = aProfile([aFact({ factId: 'f3', agesFrom: '2026-11-20' })]);
    const impact = impactOf({ ...whole, questions: [] }, copies, again, on);
    expect(impact?.lessons[0]?.passages.map(({ kind }) => kind)).toEqual(['source', 'source']);
  });

  it('says for which professions anything differs at all', () => {
    const paramedicsOnly = { ...whole, questions: [], lessons: [{ ...lesson, blocks: lesson.blocks.slice(2) }] };
    expect(impactOf(paramedicsOnly, copies, aProfile([]), on)?.professions).toEqual(['paramedic']);
  });
});
