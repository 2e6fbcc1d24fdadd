import { z } from 'zod';
import { nations } from '../../organisations/organisations.types.js';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { type LessonContent, type Source, sourceKinds, sourceNations } from '../courses.types.js';
import { feedbackTimes, type KnowledgeQuestion } from '../questions.types.js';
import { splitFences } from './fences.js';
import { LessonBlocks } from './lesson-blocks.js';
import { CitingMarkdown } from './markdown.js';
import type { Media } from '../media/media-faults.rules.js';
import { kindNamed, kindNames, readOptions } from './options-part.js';
import type { Problems } from './problems.js';
import { readYaml, splitFrontMatter } from './yaml-part.js';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'It has small letters, digits and hyphens only.');
const text = z.string().trim().min(1, 'It is empty.');
// YAML reads 2026-11-23 as words unless told otherwise; both are taken.
const day = z
  .union([z.string(), z.date().transform((date) => date.toISOString().slice(0, 10))])
  .refine(isCivilDate, 'It is a day such as 2026-11-23.');

/** The one format that there is so far. A course that does not say is of this one. */
const FORMAT = 1;

export const LONGEST_PAUSE_MINUTES = 10_080;
export const LONGEST_CHECK_MINUTES = 480;

const courseFields = z.strictObject({
  format: z
    .literal(
      FORMAT,
      `This product reads format ${String(FORMAT)}. Export the course again from a product of this version, or rewrite the file after docs/course-format.md.`,
    )
    .default(FORMAT),
  slug,
  title: text,
  code: text,
  summary: text,
  aims: text.optional(),
  minutes: z.number().int().positive(),
  pass_mark: z.number().int().min(1).max(100),
  attempts: z.union(
    [z.literal('unlimited').transform(() => null), z.number().int().positive()],
    'It is a number, or unlimited.',
  ),
  pause_minutes: z.number().int().min(1).max(LONGEST_PAUSE_MINUTES, 'It is at most 10080: a week.').optional(),
  time_limit_minutes: z
    .number()
    .int()
    .min(5, 'It is at least 5.')
    .max(LONGEST_CHECK_MINUTES, 'It is at most 480: eight hours.')
    .optional(),
  feedback: z.enum(feedbackTimes, `It is one of ${feedbackTimes.join(', ')}.`).optional(),
  fact_age_limit_months: z.number().int().positive(),
  audience: text,
  outcomes: z.array(z.strictObject({ id: z.number().int().positive(), text })).nonempty(),
  credits: z.array(text).default([]),
  check: z
    .strictObject({
      shuffle: z.boolean('It is true or false.').default(false),
      draw: z.array(z.strictObject({ tag: slug, count: z.number().int().positive() })).default([]),
    })
    .transform(({ shuffle, draw: draws }) => ({ shuffle, draws }))
    .optional(),
});

const sourceFields = z.array(
  z.strictObject({
    id: slug,
    kind: z.enum(sourceKinds, `It is one of ${sourceKinds.join(', ')}.`),
    title: text,
    short: text.optional(),
    publisher: text,
    url: z.url({ protocol: /^https?$/, error: 'It is a web address that begins with https:// or http://.' }),
    nation: z.enum(sourceNations, `It is one of ${sourceNations.join(', ')}.`),
    checked_on: day,
    provision: text.nullable().default(null),
    commencement: text.nullable().default(null),
  }),
);

const lessonFields = z.strictObject({
  slug,
  title: text,
  minutes: z.number().int().min(1).max(10, 'A lesson takes at most ten minutes: split it.'),
  outcomes: z.array(z.number().int()).nonempty(),
  addresses: z.array(text).default([]),
  summary: text,
  distressing: text.nullable().default(null),
});

export type CourseFields = z.output<typeof courseFields> & { introduction: string; introductionLine: number };

/** course.md: its front matter, and the words that introduce the course. */
export function readCourseFile(content: string, file: string, problems: Problems): CourseFields | undefined {
  const split = splitFrontMatter(content, file, problems);
  if (!split) return undefined;
  const fields = readYaml(split.frontMatter, courseFields, { file, line: 2 }, problems);
  return fields && { ...fields, introduction: split.body, introductionLine: split.bodyLine };
}

/** sources.yaml, by id. */
export function readSourcesFile(content: string, file: string, problems: Problems): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const { checked_on: checkedOn, short, ...source } of readYaml(
    content,
    sourceFields,
    { file, line: 1 },
    problems,
  ) ?? []) {
    if (sources.has(source.id)) problems.add(file, 1, `The source ${source.id} stands twice.`);
    sources.set(source.id, { ...source, short: short ?? source.title, checkedOn });
  }
  return sources;
}

/** A lesson without the ids that it gets when it is published. */
export type ParsedLesson = Omit<LessonContent, 'id' | 'versionId' | 'position'> & {
  file: string;
  /** Where it says which policy questions it addresses. */
  addressed: { key: string; line: number }[];
};

export function readLessonFile(
  content: string,
  file: string,
  { sources, media }: { sources: ReadonlyMap<string, Source>; media: Media },
  problems: Problems,
): ParsedLesson | undefined {
  const split = splitFrontMatter(content, file, problems);
  if (!split) return undefined;
  const fields = readYaml(split.frontMatter, lessonFields, { file, line: 2 }, problems);
  const markdown = new CitingMarkdown(file, { sources, media }, 'to the list', problems);
  const pieces = splitFences(split.body, split.bodyLine, file, problems);
  const [first] = pieces;
  if (first?.kind !== 'block' || first.name !== 'case')
    problems.add(file, first?.line ?? split.bodyLine, 'A lesson opens with a case: put a block ::: case first.');
  const blocks = new LessonBlocks(file, markdown, media, problems).read(pieces);
  const distressing = pieces.some(
    (piece) => piece.kind === 'block' && piece.name === 'case' && /\bdistressing$/.test(piece.args),
  );
  if (fields && distressing && fields.distressing === null)
    problems.add(
      file,
      2,
      'A case in it is distressing: say in the front matter, under distressing, in one sentence what is ahead.',
    );
  if (!fields) return undefined;
  const lines = split.frontMatter.split('\n');
  const own =
    2 +
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith('addresses:')),
    );
  const addressed = [
    ...fields.addresses.map((key) => ({ key, line: own })),
    ...pieces.flatMap((piece) =>
      piece.kind === 'block' ? piece.addresses.map((key) => ({ key, line: piece.line })) : [],
    ),
  ];
  const addresses = [...new Set(addressed.map(({ key }) => key))];
  return { ...fields, file, blocks, references: markdown.references, addresses, addressed };
}

export type ParsedQuestion = Omit<KnowledgeQuestion, 'id'> & {
  file: string;
  line: number;
  /** Ids of the sources that it cites. */
  cites: string[];
};

const LOCAL_KIND =
  'A local question has one right answer, which the Trust’s policy gives: take kind= out of its heading.';

/** The line that begins a question: its key and its attributes. */
export const QUESTION_HEADING = /^##\s+([a-z0-9-]+)\s+\{([^}]*)\}\s*$/;
/** A line under the heading that says something of the question. */
export const QUESTION_SETTING = /^(nations|variant_of|case|after):/;
const questionLines = z.strictObject({
  nations: z
    .array(z.enum(nations))
    .nonempty()
    .default([...nations]),
  variant_of: slug.nullable().default(null),
  case: text.optional(),
  after: slug.optional(),
});

/** Every question of a file, in its order. */
export function readQuestionsFile(
  content: string,
  file: string,
  sources: ReadonlyMap<string, Source>,
  problems: Problems,
): ParsedQuestion[] {
  const lines = content.split('\n');
  const starts = lines.flatMap((line, index) => (/^##\s/.test(line) ? [index] : []));
  if (lines.slice(0, starts[0] ?? lines.length).some((line) => line.trim() !== ''))
    problems.add(file, 1, 'A file of questions begins with a question: ## key {outcome=1}.');
  return starts.flatMap((start, index) => {
    const question = readQuestion(
      lines.slice(start, starts[index + 1] ?? lines.length),
      file,
      start + 1,
      sources,
      problems,
    );
    return question ? [question] : [];
  });
}

function readQuestion(
  lines: string[],
  file: string,
  line: number,
  sources: ReadonlyMap<string, Source>,
  problems: Problems,
): ParsedQuestion | undefined {
  const heading = QUESTION_HEADING.exec(lines[0] ?? '');
  const attributes = new Map(
    (heading?.[2] ?? '')
      .split(/\s+/)
      .map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  );
  const key = heading?.[1];
  const outcome = Number(attributes.get('outcome'));
  if (key === undefined || !Number.isInteger(outcome)) {
    problems.add(
      file,
      line,
      'A question begins with a line such as ## key {outcome=3} or ## key {outcome=3 local=copy_accepted}.',
    );
    return undefined;
  }
  const settings = lines.findIndex((text, index) => index > 0 && !QUESTION_SETTING.test(text));
  const bodyAt = settings === -1 ? lines.length : settings;
  const given = readYaml(lines.slice(1, bodyAt).join('\n') || '{}', questionLines, { file, line: line + 1 }, problems);
  const tags = (attributes.get('tags') ?? '').split(',').filter(Boolean);
  const policyQuestionKey = attributes.get('local') ?? null;
  const markdown = new CitingMarkdown(file, { sources, media: null }, 'to the source', problems);
  const body = lines.slice(bodyAt).join('\n');
  const kind = kindNamed(attributes.get('kind') ?? kindNames.single);
  if (!kind || (policyQuestionKey !== null && kind !== 'single')) {
    const names = Object.values(kindNames).join(', ');
    problems.add(file, line, kind ? LOCAL_KIND : `The kind of a question is one of ${names}.`);
    return undefined;
  }
  const { stem, options, choices } = readOptions(
    body,
    line + bodyAt,
    policyQuestionKey === null ? kind : 'local',
    markdown,
    problems,
    file,
  );
  if (stem.trim() === '') problems.add(file, line, `The question ${key} asks nothing.`);
  if (!given) return undefined;
  const stemHtml = markdown.html(stem, line + bodyAt);
  return {
    file,
    line,
    key,
    outcome,
    core: policyQuestionKey === null,
    nations: given.nations,
    group: given.variant_of ?? key,
    // Left out where it goes without saying, as in versions from before there were kinds.
    ...(kind !== 'single' && { kind }),
    stemHtml,
    options,
    ...(choices && { choices }),
    ...(tags.length > 0 && { tags }),
    ...(given.case !== undefined && { caseTitle: given.case }),
    ...(given.after !== undefined && { after: given.after }),
    policyQuestionKey,
    cites: markdown.references.map(({ id }) => id),
  };
}
