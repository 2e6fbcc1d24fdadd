import { type Profession, professions } from '../../accounts/accounts.types.js';
import type { CourseVersion, LessonContent, RenderedLesson } from '../../courses/courses.types.js';
import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { escapeHtml } from '../../courses/escape-html.rules.js';
import { renderLesson } from '../../courses/lesson-rendering.rules.js';
import { questionsToAsk } from '../../courses/question-asking.rules.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import type { PassageDifference, QuestionDifference, VersionImpact } from '../changes.types.js';

/** A version of a course with all that its pages are made from. */
export interface WholeVersion {
  version: CourseVersion;
  lessons: readonly LessonContent[];
  questions: readonly KnowledgeQuestion[];
}

type Local = Extract<RenderedBlock, { kind: 'fact' | 'tailored' }>;

/** Nothing in an order of options matters here, so every reading gets the same one. */
const SEED = '';

/**
 * What a learner at the organisation meets differently after its profile changed, in one version of a course: both
 * revisions are put through the very rules that make lessons and questions, on the same day, for every profession.
 * Null where nothing differs. Pure.
 */
export function impactOf(
  { version, lessons, questions }: WholeVersion,
  before: PolicyProfile,
  after: PolicyProfile,
  on: CivilDate,
): VersionImpact | null {
  const pairs = professions.map((profession) => ({
    profession,
    before: contextOf(before, profession, on, version),
    after: contextOf(after, profession, on, version),
  }));
  const changedLessons = lessons.flatMap((lesson) => {
    const passages = merged(
      pairs.flatMap(({ profession, before, after }) =>
        passagesBetween(renderLesson(lesson, before), renderLesson(lesson, after)).map((found) => ({
          ...found,
          professions: [profession],
        })),
      ),
    );
    return passages.length === 0 ? [] : [{ id: lesson.id, slug: lesson.slug, title: lesson.title, passages }];
  });
  const changedQuestions = merged(
    pairs.flatMap(({ profession, before, after }) =>
      questionsBetween(questions, before, after).map((found) => ({ ...found, professions: [profession] })),
    ),
  );
  if (changedLessons.length + changedQuestions.length === 0) return null;
  const concerned = [...changedLessons.flatMap(({ passages }) => passages), ...changedQuestions];
  const { id: versionId, slug, title, number } = version;
  return {
    versionId,
    slug,
    title,
    number,
    lessons: changedLessons,
    questions: changedQuestions,
    professions: professions.filter((one) =>
      concerned.some((found) => found.professions === null || found.professions.includes(one)),
    ),
  };
}

function contextOf(
  profile: PolicyProfile,
  profession: Profession,
  on: CivilDate,
  { factAgeLimitMonths }: CourseVersion,
): TailoringContext {
  const { nation, regionCode, icbCode } = profile.organisation;
  return { profile, nation, regionCode, icbCode, profession, on, factAgeLimitMonths };
}

function passagesBetween(before: RenderedLesson, after: RenderedLesson): Omit<PassageDifference, 'professions'>[] {
  const earlier = new Map(localBlocks(before).map((block) => [block.key, block]));
  return localBlocks(after).flatMap((block) => {
    const was = earlier.get(block.key);
    if (!was) return [];
    const kind = wordsOf(was) !== wordsOf(block) ? 'wording' : sourcesOf(was) !== sourcesOf(block) ? 'source' : null;
    if (kind === null) return [];
    const shown = kind === 'wording' ? (one: Local) => one.html : sourcesInHtml;
    return [{ blockKey: block.key, kind, before: shown(was), after: shown(block), reasons: block.why.reasons }];
  });
}

const localBlocks = ({ blocks }: RenderedLesson): Local[] =>
  blocks.filter((block) => block.kind === 'fact' || block.kind === 'tailored');

const wordsOf = ({ html, voice }: Local): string => JSON.stringify([html, voice?.organisation ?? null]);
const sourcesOf = ({ provenance }: Local): string =>
  JSON.stringify(provenance.map(({ standing, text, source, detail }) => [standing, text, source?.title, detail]));

/** Provenance is plain text; here it stands where passages, which are HTML, stand. */
function sourcesInHtml({ provenance }: Local): string {
  return provenance
    .map(({ text, source }) => `<p>${escapeHtml([text, source?.title].filter(Boolean).join(': '))}</p>`)
    .join('');
}

/** Only local questions depend on a profile. What was asked before and is asked no more counts, and the other way round. */
function questionsBetween(
  questions: readonly KnowledgeQuestion[],
  before: TailoringContext,
  after: TailoringContext,
): Omit<QuestionDifference, 'professions'>[] {
  const [was, is] = [before, after].map((context) => rightAnswers(questions, context));
  return questions
    .filter(({ core }) => !core)
    .map(({ key, stemHtml }) => ({ key, stemHtml, before: was?.get(key) ?? '', after: is?.get(key) ?? '' }))
    .filter((question) => question.before !== question.after);
}

function rightAnswers(questions: readonly KnowledgeQuestion[], context: TailoringContext): Map<string, string> {
  return new Map(
    questionsToAsk(questions, context, SEED)
      .filter(({ core }) => !core)
      .map(({ key, options }) => [key, options.find(({ correct }) => correct)?.html ?? '']),
  );
}

/** The same difference for several professions is one. */
function merged<Found extends { professions: Profession[] }>(
  found: readonly Found[],
): (Omit<Found, 'professions'> & { professions: Profession[] | null })[] {
  const groups = Map.groupBy(found, ({ professions: _professions, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const all = [first, ...others].flatMap((one) => one.professions);
    return [{ ...first, professions: all.length === professions.length ? null : all }];
  });
}
