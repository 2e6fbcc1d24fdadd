import { Injectable } from '@nestjs/common';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import type { CourseVersion, LessonContent } from '../courses.types.js';
import type { AskedQuestion, KnowledgeQuestion, QuestionOption } from '../questions.types.js';
import { placeOfMedium } from '../format/course-names.js';
import { renderLesson } from '../lesson-rendering.rules.js';
import { questionsToAsk } from '../question-asking.rules.js';
import { kindOf, markingInWords } from '../question-answers.rules.js';
import { referenceView } from '../references.rules.js';
import { manifestXml } from './manifest.rules.js';

/** All that a package is made from. */
export interface ScormContents {
  version: CourseVersion;
  reviewed: boolean;
  lessons: readonly LessonContent[];
  questions: readonly KnowledgeQuestion[];
  organisation: { code: string; name: string; fictional: boolean };
  context: TailoringContext;
}

/** Makes the files of a package: the pages of the course as one Trust sees it, and what a learning platform needs. */
@Injectable()
export class ScormPages {
  constructor(
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  /** By their names. The same contents give the same files. */
  of(contents: ScormContents): Map<string, string> {
    const { version, lessons, context } = contents;
    const made = madeFor(contents);
    const rendered = lessons.map((lesson) => ({ lesson, words: renderLesson(lesson, context, '../media') }));
    const asked = questionsToAsk(contents.questions, context, version.id, version.check);
    const pages = [
      ...lessons.map(({ slug, title }) => ({ href: `lessons/${slug}.html`, name: slug, title })),
      { href: 'check.html', name: 'check', title: 'Knowledge check' },
    ];
    const holdsUntil = rendered
      .flatMap(({ words }) => words.holdsUntil ?? [])
      .sort()
      .at(0);
    const files = new Map<string, string>();
    for (const [index, { lesson, words }] of rendered.entries()) {
      const wordsHtml = this.pages.part('courses/lesson-words', {
        blocks: words.blocks,
        references: words.references.map(referenceView),
      });
      const next = pages[index + 1];
      const body = {
        title: lesson.title,
        place: `Lesson ${String(index + 1)} of ${String(lessons.length)}, ${minutesInWords(lesson.minutes)}`,
        notice: lesson.distressing,
        wordsHtml,
        next: next && {
          text: next.title,
          href: next.href.replace('lessons/', '').replace('check.html', '../check.html'),
        },
        made,
      };
      files.set(`lessons/${lesson.slug}.html`, this.page('lesson', '../', lesson.slug, body));
    }
    files.set('check.html', this.page('check', '', 'check', { ...checkOf(asked, version.passMark), made }));
    files.set('about.html', this.page('about', '', 'about', { ...aboutOf(contents, holdsUntil), made }));
    const shell = {
      title: version.title,
      lessons: pages.slice(0, -1),
      check: pages.at(-1),
      settings: {
        passMark: version.passMark,
        attempts: version.attempts === null ? '' : String(version.attempts),
        shape: shapeOf(lessons, asked),
      },
      made,
    };
    files.set('index.html', this.pages.part('courses/scorm/index', shell));
    // The addresses within it are the product's own.
    files.set('shared/site.css', this.views.assetText('site.css').replaceAll(/url\("?\/assets[^)]*\)/g, 'none'));
    files.set('shared/sco.js', this.views.assetText('sco.js'));
    const manifest = manifestXml({
      identifier: `beforehand.${version.slug}.${contents.organisation.code}`,
      title: `${version.title}, as at ${contents.organisation.name}`,
      version: `${String(version.number)}.${String(context.profile?.number ?? 0)}`,
      files: [...files.keys(), ...(version.media ?? []).map(({ file }) => placeOfMedium(file))].sort(),
    });
    return new Map([['imsmanifest.xml', manifest], ...files]);
  }

  private page(template: string, up: string, name: string, body: { title: string; made: object }): string {
    const bodyHtml = this.pages.part(`courses/scorm/${template}`, body);
    return this.pages.part('courses/scorm/document', { title: body.title, up, name, bodyHtml });
  }
}

/** For whom and when it was made: at the foot of every page, so that one that is printed or copied says so as well. */
function madeFor({ version, organisation, context }: ScormContents) {
  return {
    organisation: organisation.name,
    fictional: organisation.fictional,
    on: dateInWords(context.on),
    revision: revisionInWords(context.profile),
    version: String(version.number),
  };
}

const revisionInWords = (profile: PolicyProfile | null): string =>
  profile ? `revision ${String(profile.number)} of its policy profile` : 'nothing recorded of its policy';

const minutesInWords = (minutes: number) => `${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}`;

function aboutOf({ version, reviewed, organisation, context, lessons }: ScormContents, holdsUntil: string | undefined) {
  const { profile } = context;
  return {
    title: 'About this package',
    beginHref: lessons[0] ? `lessons/${lessons[0].slug}.html` : 'check.html',
    course: version.title,
    summary: version.summary,
    reviewed,
    rows: [
      { key: 'Made for', value: `${organisation.name} (${organisation.code})` },
      { key: 'Law of', value: nationName(context.nation) },
      {
        key: 'Course',
        value: `${version.title}, version ${String(version.number)}, published ${dateInWords(version.publishedOn)}`,
      },
      {
        key: 'Policy profile',
        value: profile
          ? `Revision ${String(profile.number)}, made ${dateInWords(londonDate(new Date(profile.madeAt)))} (${profile.revisionId})`
          : 'Nothing is recorded of this organisation’s policy',
      },
      { key: 'As of', value: dateInWords(context.on) },
      {
        key: 'Good until',
        value:
          holdsUntil === undefined
            ? 'Until the policy or the course changes'
            : `${dateInWords(holdsUntil)}, unless the policy or the course changes before`,
      },
      {
        key: 'Contents',
        value: `${String(lessons.length)} lessons and a knowledge check, ${minutesInWords(version.minutes)} in all`,
      },
    ],
    credits: version.credits,
  };
}

function checkOf(asked: readonly AskedQuestion[], passMark: number) {
  return {
    title: 'Knowledge check',
    passMark,
    questions: asked.map(checkQuestion),
  };
}

const legends = {
  single: 'Choose one answer',
  true_false: 'Is this true or false?',
  multiple: 'Choose every answer that is right',
  ordering: 'Choose the place of each, from 1 for the first',
  matching: 'Choose what belongs to each',
};

/** A question with its options and what is right: the page is marked in the browser, as there is no server behind it. */
function checkQuestion(question: AskedQuestion, index: number) {
  const { stemHtml, options, choices = [], core, local, step } = question;
  const kind = kindOf(question);
  const id = `question-${String(index + 1)}`;
  const isListed = kind === 'ordering' || kind === 'matching';
  const listed = kind === 'ordering' ? options.map((_, at) => String(at + 1)) : choices.map(({ text }) => text);
  const rightPlace = ({ place, match }: QuestionOption) =>
    kind === 'ordering' ? (place ?? 0) : choices.findIndex((choice) => choice.id === match) + 1;
  return {
    id,
    number: index + 1,
    core: core ? 'yes' : 'no',
    legend: legends[kind],
    step: step ? `${step.title}: step ${String(step.number)} of ${String(step.of)}` : null,
    /** Folded until the step before it is gone on from. */
    folded: step !== undefined && step.number > 1,
    goesOn: step !== undefined && step.number < step.of,
    marking: markingInWords(question),
    local: local && { organisation: local.organisation, fictional: local.fictional, provenance: local.provenance },
    stemHtml,
    input: isListed ? null : kind === 'multiple' ? 'checkbox' : 'radio',
    options: options.map((option, at) => ({
      id: `${id}-${String(at + 1)}`,
      question: id,
      value: String(at),
      optionHtml: option.html,
      feedbackHtml: option.feedbackHtml,
      right: isListed ? String(rightPlace(option)) : option.correct ? 'yes' : 'no',
      rightText: isListed ? (listed[rightPlace(option) - 1] ?? '') : null,
      choices: isListed ? listed.map((text, place) => ({ value: String(place + 1), text })) : [],
    })),
  };
}

/** What a learner's saved progress belongs to: another set of lessons or questions begins anew. */
function shapeOf(lessons: readonly LessonContent[], asked: readonly AskedQuestion[]): string {
  const text = JSON.stringify([
    lessons.map(({ slug }) => slug),
    asked.map(({ key, options, choices }) => [key, [...options, ...(choices ?? [])].map(({ id }) => id)]),
  ]);
  let hash = 5381;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 33) ^ text.charCodeAt(at)) >>> 0;
  return hash.toString(36);
}
