import { describe, expect, it } from '@jest/globals';
import type { LessonContent } from '../../courses/courses.types.js';
import type { LessonBlock } from '../../courses/lesson-blocks.types.js';
import type { AskedQuestion } from '../../courses/questions.types.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import { differencesOf, differs, inParts, minutesFor } from './differences.rules.js';

const context = (over: Partial<TailoringContext> = {}): TailoringContext => ({
  profile: null,
  nation: 'england',
  regionCode: null,
  icbCode: null,
  profession: 'nurse',
  on: '2026-11-25',
  factAgeLimitMonths: 24,
  ...over,
});

const lesson = (blocks: LessonBlock[]): LessonContent => ({
  id: 'lesson',
  versionId: 'version',
  slug: 'papers',
  title: 'Papers',
  summary: '',
  minutes: 5,
  position: 1,
  outcomes: [1],
  distressing: null,
  blocks,
  references: [],
});

const law: LessonBlock = {
  kind: 'law',
  key: 'law',
  parts: [
    { nations: ['england', 'wales'], html: '<p>The Act.</p>' },
    { nations: ['scotland'], html: '<p>The common law.</p>' },
  ],
};
const guidance: LessonBlock = {
  kind: 'guidance',
  key: 'g',
  title: 'G',
  nations: ['england'],
  html: '<p>NICE says.</p>',
};
const text: LessonBlock = { kind: 'text', key: 'text', html: '<p>The same for everyone.</p>' };
const nurses: LessonBlock = {
  kind: 'tailored',
  key: 'nurses',
  mode: 'informs',
  variants: [{ key: 'nurse', when: { kind: 'profession', values: ['nurse'] }, html: '<p>You are a nurse.</p>' }],
  defaultHtml: '<p>You are not.</p>',
};

const local = (key: string, right: string): AskedQuestion => ({
  id: key,
  key,
  core: false,
  outcome: 1,
  stemHtml: `<p>${key}?</p>`,
  options: ['copy', 'original'].map((id) => ({ id, html: id, feedbackHtml: '', correct: id === right })),
  local: {
    question: key,
    factId: 'fact',
    profileRevisionId: 'revision',
    organisation: 'Riverbank',
    fictional: true,
    provenance: { standing: 'confirmed', text: '', source: null, detail: null },
  },
});

const none = { before: [], after: [] };
const between = (blocks: LessonBlock[], before: TailoringContext, after: TailoringContext) =>
  differencesOf([{ lesson: lesson(blocks), before }], none, after);

describe('what differs between two contexts', () => {
  it('is nothing between two that are the same, or where a text is the same for everyone', () => {
    expect(differs(between([law, guidance, text, nurses], context(), context()))).toBe(false);
    expect(differs(between([text], context(), context({ nation: 'scotland' })))).toBe(false);
  });

  it('holds the law of another nation, and guidance that is not meant for it, but no more', () => {
    const [found] = between([law, guidance, text, nurses], context(), context({ nation: 'scotland' })).lessons;
    expect(found?.passages).toEqual([
      {
        blockKey: 'law',
        beforeHtml: '<p>The Act.</p>',
        afterHtml: '<p>The common law.</p>',
        lawHtml: null,
        reasons: [],
      },
      { blockKey: 'g', beforeHtml: '<p>NICE says.</p>', afterHtml: null, lawHtml: null, reasons: [] },
    ]);
  });

  it('says so where a course is silent on the law of the other nation', () => {
    const [found] = between([law], context(), context({ nation: 'northern_ireland' })).lessons;
    expect(found?.passages[0]?.afterHtml).toContain('does not say what the law in Northern Ireland is');
  });

  it('says why a passage reads differently', () => {
    const [found] = between([nurses], context(), context({ profession: 'doctor' })).lessons;
    expect(found?.passages[0]?.reasons[0]).toContain('Because you gave your profession');
  });

  it('asks a question about the Trust that was not asked before or that had another right answer', () => {
    const asked = {
      before: [local('same', 'copy'), local('other', 'copy'), local('gone', 'copy')],
      after: [local('same', 'copy'), local('other', 'original'), local('new', 'copy')],
    };
    expect(differencesOf([], asked, context()).questions.map(({ id }) => id)).toEqual(['other', 'new']);
  });

  it('reckons minutes from the words of both wordings and the questions, and at least one', () => {
    expect(minutesFor({ lessons: [], questions: [] })).toBe(1);
    const html = `<p>${'word '.repeat(270)}</p>`;
    const passages = [{ blockKey: 'a', beforeHtml: html, afterHtml: html, lawHtml: null, reasons: [] }];
    const lessons = [{ id: 'l', title: 'L', passages }];
    expect(minutesFor({ lessons, questions: [] })).toBe(3);
    const { questions } = differencesOf([], { before: [], after: [local('new', 'copy')] }, context());
    expect(minutesFor({ lessons, questions })).toBe(4);
  });

  it('is read lesson by lesson where several take more than ten minutes', () => {
    const html = `<p>${'word '.repeat(1000)}</p>`;
    const passages = [{ blockKey: 'a', beforeHtml: html, afterHtml: html, lawHtml: null, reasons: [] }];
    const long = { id: 'l', title: 'L', passages };
    expect(inParts({ lessons: [long], questions: [] })).toBe(false);
    expect(inParts({ lessons: [long, { ...long, id: 'm' }], questions: [] })).toBe(true);
    const short = { id: 's', title: 'S', passages: [] };
    expect(inParts({ lessons: [short, { ...short, id: 't' }], questions: [] })).toBe(false);
  });

  it('shows the law above with a passage that speaks of it, unless the law is a difference itself', () => {
    const speaking: LessonBlock = { ...nurses, key: 'speaking', defaultHtml: '<p>Go by the law above.</p>' };
    const doctor = context({ profession: 'doctor' });
    const lawOf = (blocks: LessonBlock[], after: TailoringContext) =>
      between(blocks, context(), after).lessons[0]?.passages.find(({ blockKey }) => blockKey === 'speaking')?.lawHtml;
    expect(lawOf([law, guidance, speaking], doctor)).toBe('<p>The Act.</p>');
    expect(lawOf([speaking, law], doctor)).toBeNull();
    expect(lawOf([law, { ...speaking, defaultHtml: '<p>You are not.</p>' }], doctor)).toBeNull();
    expect(lawOf([law, speaking], context({ profession: 'doctor', nation: 'scotland' }))).toBeNull();
  });
});
