import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aContext, aFact } from '../../test/factories/tailoring.js';
import type { Nation } from '../organisations/organisations.types.js';
import { addDays } from '../platform/civil-date.rules.js';
import { answerStates, type ProfileFact, standings } from '../policies/policies.types.js';
import type { TailoringContext } from '../tailoring/tailoring.types.js';
import type { LessonContent, Source } from './courses.types.js';
import type { LessonBlock, RenderedBlock } from './lesson-blocks.types.js';
import { renderLesson } from './lesson-rendering.rules.js';

const copies: LessonBlock = { kind: 'fact', key: 'copies', question: 'copy_accepted', wordings: {} };
const tailored: LessonBlock = {
  kind: 'tailored',
  key: 'copy',
  mode: 'instructs',
  variants: [
    {
      key: 'enough',
      when: { question: 'copy_accepted', orPartial: false, kind: 'is', values: ['copy_ok'] },
      html: '<p>A copy will do.</p>',
    },
  ],
  defaultHtml: '<p>The law asks for no original.</p>',
};

function lesson(...blocks: LessonBlock[]): LessonContent {
  return {
    id: 'lesson-1',
    versionId: 'version-1',
    slug: 'lesson',
    title: 'Lesson',
    summary: '',
    minutes: 5,
    position: 1,
    outcomes: [1],
    distressing: null,
    blocks,
    references: [],
  };
}

const only = (block: LessonBlock, context: TailoringContext) => renderLesson(lesson(block), context).blocks[0];

function factHtml(
  context: TailoringContext,
  wordings: Extract<LessonBlock, { kind: 'fact' }>['wordings'] = {},
): string {
  const block = only({ kind: 'fact', key: 'copies', question: 'copy_accepted', wordings }, context);
  return block?.kind === 'fact' ? block.html : '';
}

describe('renderLesson', () => {
  it('teaches the law of the learner’s nation, and says where it is silent', () => {
    const law: LessonBlock = {
      kind: 'law',
      key: 'law',
      parts: [
        { nations: ['england', 'wales'], html: '<p>The Act.</p>' },
        { nations: ['scotland'], html: '<p>Common law.</p>' },
      ],
    };
    expect(only(law, aContext([], { nation: 'wales' }))).toMatchObject({
      nation: 'England and Wales',
      html: '<p>The Act.</p>',
    });
    expect(only(law, aContext([], { nation: 'scotland' }))).toMatchObject({
      nation: 'Scotland',
      html: '<p>Common law.</p>',
    });
    expect(only(law, aContext([], { nation: 'northern_ireland' }))).toMatchObject({
      html: null,
      silence: 'This course does not say what the law in Northern Ireland is on this point.',
    });
  });

  it('lists the sources of what is shown, and of nothing else', () => {
    const cite = (id: string) => `<p><a class="bh-cite" href="#source-${id}">${id}</a></p>`;
    const source = (id: string): Source => ({
      id,
      kind: 'law',
      title: id,
      short: id,
      publisher: '',
      url: 'https://example.org',
      nation: 'uk',
      checkedOn: '2026-11-23',
      provision: null,
      commencement: null,
    });
    const content: LessonContent = {
      ...lesson({
        kind: 'law',
        key: 'law',
        parts: [
          { nations: ['england'], html: cite('mca2005') },
          { nations: ['scotland'], html: cite('awia2000') },
        ],
      }),
      references: [source('mca2005'), source('awia2000'), source('mca')],
    };
    const cited = (nation: Nation) => renderLesson(content, aContext([], { nation })).references.map(({ id }) => id);
    expect(cited('england')).toEqual(['mca2005']);
    expect(cited('scotland')).toEqual(['awia2000']);
  });

  it('leaves out guidance for other nations', () => {
    const guidance: LessonBlock = { kind: 'guidance', key: 'g', title: 'ReSPECT', nations: ['scotland'], html: '' };
    expect(renderLesson(lesson(guidance), aContext()).blocks).toEqual([]);
    expect(only(guidance, aContext([], { nation: 'scotland' }))).toEqual({
      kind: 'guidance',
      key: 'g',
      title: 'ReSPECT',
      html: '',
    });
  });

  it('leads behind a distressing case', () => {
    const aCase = (distressing: boolean): LessonBlock => ({
      kind: 'case',
      key: 'okafor',
      title: '',
      distressing,
      html: '',
    });
    expect(only(aCase(true), aContext())).toMatchObject({ skipHref: '#after-okafor', afterId: 'after-okafor' });
    expect(only(aCase(false), aContext())).toMatchObject({ skipHref: null });
  });

  it('gives the variant, why, its source, and keeps what was shown', () => {
    const { blocks, shown, holdsUntil } = renderLesson(lesson(tailored), aContext([aFact()]));
    expect(blocks[0]).toMatchObject({
      voice: { organisation: 'Riverbank Hospitals', fictional: true },
      html: '<p>A copy will do.</p>',
      why: { reasons: [expect.stringContaining('a copy or photograph is accepted')] },
      provenance: [{ standing: 'confirmed', text: 'Confirmed by the Trust on 2 November 2026' }],
    });
    expect(shown).toEqual([{ blockKey: 'copy', variant: 'enough', factIds: ['fact-copy_accepted'] }]);
    expect(holdsUntil).toBe('2028-11-02');
  });

  it('teaches the default where nothing may instruct, in nobody’s voice', () => {
    const block = only(tailored, aContext([aFact({ standing: 'archived' })]));
    expect(block).toMatchObject({ voice: null, html: '<p>The law asks for no original.</p>' });
  });

  it('does not say which practice answer is right by its id', () => {
    const options = [{ id: 'right', html: 'A', feedbackHtml: '<p>Yes.</p>', correct: true }];
    const block = only({ kind: 'check_yourself', key: 'q', stemHtml: '', options }, aContext());
    expect(block).toMatchObject({ options: [{ html: 'A', feedbackHtml: '<p>Yes.</p>', correct: true }] });
  });
});

describe('a fact block', () => {
  it('words each state plainly when the author did not', () => {
    const html = (fields: Partial<ProfileFact>) => factHtml(aContext([aFact(fields)]));
    const about = 'about “Copy or original”';
    expect(html({})).toBe(
      `<p>The policy of Riverbank Hospitals says ${about}: <strong>a copy or photograph is accepted</strong>.</p>`,
    );
    expect(html({ state: 'partial' })).toContain('says, in the part that we could read,');
    expect(html({ state: 'absent' })).toContain(`was read and says nothing ${about}. The law of your nation applies`);
    expect(html({ state: 'unclear' })).toContain('is unclear. Check your intranet');
    expect(html({ state: 'not_held' })).toContain('says that it holds nothing');
    expect(html({ state: 'refused' })).toContain('declined to say');
    expect(html({ state: 'awaiting' })).toContain('no answer yet');
    expect(html({ conflicting: true })).toContain('disagree');
    expect(factHtml(aContext())).toBe(
      `<p>We do not know what the policy of Riverbank Hospitals says ${about}. Check your intranet, or ask your Mental Capacity Act lead.</p>`,
    );
  });

  it('words an old copy as what it is, whatever the author wrote', () => {
    const archived = aFact({
      standing: 'archived',
      agesFrom: '2019-04',
      source: { title: 'Policy', url: null, publisher: null, seenOn: '2026-11-23', documentDate: '2019-04' },
    });
    const html = factHtml(aContext([archived]), { stated: '<p>Here it is {{answer}}.</p>' });
    expect(html).toBe(
      '<p>An archived copy of the policy of Riverbank Hospitals (document of April 2019) said about “Copy or original”: <strong>a copy or photograph is accepted</strong>. We do not know whether it is in force: check your intranet.</p>',
    );
  });

  it('never puts a predecessor’s or a region’s words into the Trust’s mouth', () => {
    const stated = { stated: '<p>Here it is {{answer}}.</p>' };
    const old = factHtml(aContext([aFact({ fromPredecessor: { code: 'ZZ9', name: 'Old Mill Hospitals' } })]), stated);
    expect(old).toContain('The policy of Old Mill Hospitals said');
    expect(old).toContain('we do not know whether Riverbank Hospitals kept it');
    const regional = factHtml(aContext([aFact({ standing: 'published_regionally' })]), stated);
    expect(regional).toContain('Regional guidance that covers Riverbank Hospitals says');
  });

  it('uses the author’s words with the answer in them, as text', () => {
    const fact = aFact({ valueInWords: `<b>"Tom & Jerry's"</b> $& $1` });
    expect(factHtml(aContext([fact]), { stated: '<p>Here: {{answer}}, {{answer}}.</p>' })).toBe(
      '<p>Here: &lt;b&gt;&quot;Tom &amp; Jerry&#39;s&quot;&lt;/b&gt; $&amp; $1, &lt;b&gt;&quot;Tom &amp; Jerry&#39;s&quot;&lt;/b&gt; $&amp; $1.</p>',
    );
    expect(factHtml(aContext(), { unknown: '<p>Ask.</p>' })).toBe('<p>Ask.</p>');
  });

  it('adds what the source says in more words, marked as whose they are', () => {
    expect(factHtml(aContext([aFact({ paraphrase: 'A clear copy is <accepted>.' })]))).toContain(
      '<p class="bh-meta">In our words: A clear copy is &lt;accepted&gt;.</p>',
    );
    expect(factHtml(aContext([aFact({ quote: 'Copies suffice' })]))).toContain('In its own words: “Copies suffice”');
  });

  it('has words for somebody without a Trust', () => {
    const block = only(copies, aContext([], { profile: null }));
    expect(block).toMatchObject({
      voice: null,
      known: false,
      why: { reasons: ['Because we hold no policy of the place where you work.'] },
      provenance: [],
    });
    expect(JSON.stringify(block)).not.toMatch(/Trust|undefined|null hospital/);
  });

  it('shows where its fact comes from, and links only to pages', () => {
    const from = (url: string) => {
      const block = only(copies, aContext([aFact({ locator: 's4', source: { ...aFact().source, url } })]));
      return block?.kind === 'fact' ? block.provenance[0] : undefined;
    };
    expect(from('https://example.org/policy.pdf')).toMatchObject({
      source: { title: 'Advance Decisions Policy', href: 'https://example.org/policy.pdf' },
      detail: 'Where in it: s4.',
    });
    expect(from('javascript:alert(1)')?.source?.href).toBeNull();
  });

  it('warns from the first day on which a fact is old', () => {
    const context = aContext([aFact({ agesFrom: '2025-01-31' })], { on: '2027-01-31' });
    const first = renderLesson(lesson(copies), context);
    expect(first.holdsUntil).toBe('2027-01-31');
    const next = renderLesson(lesson(copies), { ...context, on: '2027-02-01' });
    expect(next.holdsUntil).toBeNull();
    expect(JSON.stringify(next.blocks)).toContain('It is more than 24 months old: check that it still holds.');
  });
});

describe('whatever is held', () => {
  const partialDate = fc.constantFrom('2019', '2025-02', '2025-02-28', '2026-11-02');
  const fact = fc.record({
    state: fc.constantFrom(...answerStates, 'stated' as const),
    valueInWords: fc.option(fc.constantFrom('<script>alert(1)</script>', 'a "copy" & more', "it's {{answer}}")),
    paraphrase: fc.option(fc.constant('<img src=x onerror=alert(1)>')),
    quote: fc.option(fc.constant('<i>so</i>')),
    standing: fc.constantFrom(...standings),
    agesFrom: fc.option(partialDate),
    conflicting: fc.boolean(),
    fromPredecessor: fc.option(fc.constant({ code: 'ZZ9', name: '<b>Old</b> Mill' })),
  });
  const wordings = fc.constantFrom({}, { stated: '<p>{{answer}}</p>', unknown: '<p>Ask.</p>' });
  const html = (blocks: RenderedBlock[]) => blocks.map((block) => ('html' in block ? block.html : '')).join('');

  it('lets no fact bring HTML of its own, and shows the same until the day it names', () => {
    fc.assert(
      fc.property(fact, wordings, fc.nat(1500), (fields, wordings, days) => {
        const content = lesson({ kind: 'fact', key: 'f', question: 'copy_accepted', wordings }, tailored);
        const context = aContext([aFact(fields)]);
        const shown = renderLesson(content, context);
        expect(html(shown.blocks)).not.toMatch(/<(script|img|i|b)\b/);
        const on = addDays(context.on, days);
        if (shown.holdsUntil === null || on <= shown.holdsUntil)
          expect(renderLesson(content, { ...context, on })).toEqual(shown);
        if (shown.holdsUntil !== null)
          expect(renderLesson(content, { ...context, on: addDays(shown.holdsUntil, 1) }).blocks).not.toEqual(
            shown.blocks,
          );
      }),
      { numRuns: 300 },
    );
  });
});
