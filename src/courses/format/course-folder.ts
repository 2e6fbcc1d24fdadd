import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Nation } from '../../organisations/organisations.types.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { soundness } from '../../tailoring/soundness.rules.js';
import type { CourseMedium, Source } from '../courses.types.js';
import { withGroups } from './case-steps.js';
import { countCore } from './core-count.js';
import {
  type CourseFields,
  type ParsedLesson,
  type ParsedQuestion,
  readCourseFile,
  readLessonFile,
  readQuestionsFile,
  readSourcesFile,
} from './course-files.js';
import { CitingMarkdown } from './markdown.js';
import { MEDIA_FILE, readMediaFile } from './media-file.js';
import { type CourseProblem, Problems } from './problems.js';

/** A course as its files have it. */
export interface ParsedCourse {
  fields: CourseFields;
  introductionHtml: string;
  /** Ids of the sources that the introduction cites. */
  introductionCites: string[];
  sources: Source[];
  media: CourseMedium[];
  lessons: ParsedLesson[];
  questions: ParsedQuestion[];
  coreQuestionCount: Record<Nation, number>;
  /** Over the names and bytes of its files. */
  sha256: string;
  files: CourseFiles;
}

/** The files of a course by their names, such as lessons/01-first.md, in the order of the names. */
export type CourseFiles = ReadonlyMap<string, string>;

export type CourseRead = { course: ParsedCourse } | { problems: readonly CourseProblem[] };

/**
 * What was read last: the same words under the same questions are the same course. Reading hundreds of blocks takes a good part of a second, and
 * every look at what stands in a draft's way asks for it. Whoever gets a reading must not change it.
 */
const readings = new LRUCache<string, CourseRead>({ max: 6 });

/** The course of the files, or everything that has to be put right in them. */
export function readCourse(given: CourseFiles, catalogue: readonly PolicyQuestion[]): CourseRead {
  const files = new Map([...given].sort(([one], [other]) => (one < other ? -1 : 1)));
  const key = `${hashOf(files)} ${createHash('sha256').update(JSON.stringify(catalogue)).digest('hex')}`;
  const reading = readings.get(key) ?? read(files, catalogue);
  readings.set(key, reading);
  return reading;
}

function read(files: CourseFiles, catalogue: readonly PolicyQuestion[]): CourseRead {
  const problems = new Problems();
  for (const needed of ['course.md', 'sources.yaml'])
    if (!files.has(needed))
      problems.add(needed, 1, `The file is missing. docs/course-format.md says what belongs in it.`);
  const sources = readSourcesFile(files.get('sources.yaml') ?? '[]', 'sources.yaml', problems);
  const media = readMediaFile(files.get(MEDIA_FILE) ?? '[]', problems);
  const fields = files.has('course.md')
    ? readCourseFile(files.get('course.md') ?? '', 'course.md', problems)
    : undefined;
  const under = (name: string) => [...files].filter(([file]) => file.startsWith(`${name}/`) && file.endsWith('.md'));
  const lessons = under('lessons').flatMap(
    ([file, content]) => readLessonFile(content, file, { sources, media }, problems) ?? [],
  );
  const questions = withGroups(
    under('questions').flatMap(([file, content]) => readQuestionsFile(content, file, sources, problems)),
    problems,
  );
  const introduction = new CitingMarkdown('course.md', { sources, media: null }, 'to the source', problems);
  const introductionHtml = fields ? introduction.html(fields.introduction, fields.introductionLine) : '';
  if (under('lessons').length === 0)
    problems.add('lessons', 1, 'A course needs at least one lesson, such as lessons/01-first.md.');
  checkOutcomes(fields, lessons, questions, problems);
  checkKeys(lessons, questions, problems);
  checkTailoring(lessons, questions, catalogue, fields?.fact_age_limit_months ?? 24, problems);
  const coreQuestionCount = countCore(questions, fields?.check ?? { draws: [] }, problems);
  if (!fields || problems.all.length > 0) return { problems: problems.all };
  return {
    course: {
      fields,
      introductionHtml,
      introductionCites: introduction.references.map(({ id }) => id),
      sources: [...sources.values()],
      media: [...media.values()],
      lessons,
      questions,
      coreQuestionCount,
      sha256: hashOf(files),
      files,
    },
  };
}

function hashOf(files: CourseFiles): string {
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(`\0${name}\0${content}`);
  return hash.digest('hex');
}

function checkOutcomes(
  fields: CourseFields | undefined,
  lessons: readonly ParsedLesson[],
  questions: readonly ParsedQuestion[],
  problems: Problems,
): void {
  if (!fields) return;
  const known = new Set(fields.outcomes.map((outcome) => outcome.id));
  for (const lesson of lessons)
    for (const outcome of lesson.outcomes.filter((id) => !known.has(id)))
      problems.add(lesson.file, 2, `There is no outcome ${String(outcome)} in course.md.`);
  for (const question of questions.filter(({ outcome }) => !known.has(outcome)))
    problems.add(question.file, question.line, `There is no outcome ${String(question.outcome)} in course.md.`);
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  if (minutes > fields.minutes)
    problems.add(
      'course.md',
      2,
      `The lessons take ${String(minutes)} minutes, more than the ${String(fields.minutes)} of the course.`,
    );
}

function checkKeys(lessons: readonly ParsedLesson[], questions: readonly ParsedQuestion[], problems: Problems): void {
  const slugs = new Map<string, string>();
  for (const lesson of lessons) {
    const before = slugs.get(lesson.slug);
    if (before !== undefined) problems.add(lesson.file, 2, `The slug ${lesson.slug} stands in ${before} already.`);
    slugs.set(lesson.slug, lesson.file);
  }
  const keys = new Map<string, ParsedQuestion>();
  for (const question of questions) {
    const before = keys.get(question.key);
    if (before) problems.add(question.file, question.line, `The key ${question.key} stands in ${before.file} already.`);
    keys.set(question.key, question);
  }
  for (const question of questions.filter(({ group, key }) => group !== key)) {
    const first = keys.get(question.group);
    if (!first)
      problems.add(question.file, question.line, `variant_of names ${question.group}, and there is no such question.`);
    else if (first.nations.some((nation) => question.nations.includes(nation)))
      problems.add(
        question.file,
        question.line,
        `It is asked in a nation in which ${question.group} is asked as well. Each learner meets one of them.`,
      );
  }
}

/** Every policy question and option that is named exists, and every variant can be met. */
function checkTailoring(
  lessons: readonly ParsedLesson[],
  questions: readonly ParsedQuestion[],
  catalogue: readonly PolicyQuestion[],
  factAgeLimitMonths: number,
  problems: Problems,
): void {
  const byKey = new Map(catalogue.map((question) => [question.key, question]));
  const asked = (file: string, line: number, key: string) => {
    const question = byKey.get(key);
    if (!question)
      problems.add(
        file,
        line,
        `There is no policy question "${key}". The questions are ${[...byKey.keys()].join(', ')}.`,
      );
    else if (question.retired)
      problems.add(file, line, `The policy question ${key} is retired: nobody is asked it any more.`);
    return question;
  };
  for (const lesson of lessons) {
    for (const { key, line } of lesson.addressed) asked(lesson.file, line, key);
    for (const block of lesson.blocks) {
      if (block.kind === 'fact') asked(lesson.file, 1, block.question);
      if (block.kind !== 'tailored') continue;
      for (const fault of soundness(block, catalogue, factAgeLimitMonths))
        problems.add(
          lesson.file,
          1,
          `{#${block.key}}${fault.variant === null ? '' : `, variant ${fault.variant}`}: ${fault.message}`,
        );
    }
  }
  for (const { file, line, policyQuestionKey, options } of questions) {
    const question = policyQuestionKey === null ? undefined : asked(file, line, policyQuestionKey);
    if (!question) continue;
    for (const option of options.filter(({ id }) => !question.options.some(({ value }) => value === id)))
      problems.add(
        file,
        line,
        `${option.id} is no answer to ${question.key}. The answers are ${question.options.map(({ value }) => value).join(', ')}.`,
      );
  }
}
