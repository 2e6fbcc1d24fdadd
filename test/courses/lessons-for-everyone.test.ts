import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { HtmlValidate } from 'html-validate';
import { parse as parseYaml } from 'yaml';
import { type ParsedCourse, readCourse } from '../../src/courses/format/course-folder.js';
import { readDirectory } from '../../src/courses/portable/course-directory.js';
import type { RenderedBlock } from '../../src/courses/lesson-blocks.types.js';
import { renderLesson } from '../../src/courses/lesson-rendering.rules.js';
import { nations } from '../../src/organisations/organisations.types.js';
import { PRODUCT_FOLDER } from '../../src/platform/shipped-data.js';
import { TemplateSet } from '../../src/platform/views/template-set.js';
import type { AnswerState, PolicyProfile, PolicyQuestion, Standing } from '../../src/policies/policies.types.js';
import { valueInWords } from '../../src/policies/profiles/profile.rules.js';
import type { TailoringContext } from '../../src/tailoring/tailoring.types.js';
import { aFact, aProfile } from '../factories/tailoring.js';

/** The shipped course, as learners of every nation meet it at the two sample Trusts, at a Trust of which nothing is known, and without one. */
const questions = catalogue();
const places: [string, PolicyProfile | null][] = [
  ['ZZ1', sampleProfile('ZZ1')],
  ['ZZ2', sampleProfile('ZZ2')],
  ['ZZ1 by archived copies', sampleProfile('ZZ1', 'archived')],
  ['a Trust of which nothing is known', { ...aProfile(), questions: byKey(questions) }],
  ['no Trust', null],
];
const views = TemplateSet.load(path.join(PRODUCT_FOLDER, 'views'));
const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] });

let course: ParsedCourse;
beforeAll(async () => {
  const { files } = await readDirectory(path.join(PRODUCT_FOLDER, 'content/advance-decisions'));
  const read = readCourse(files, questions);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
  course = read.course;
});

describe.each(places)('the lessons at %s', (_name, profile) => {
  it.each(nations)('are whole and valid in %s', async (nation) => {
    const context: TailoringContext = {
      profile: profile && { ...profile, organisation: { ...profile.organisation, nation } },
      nation,
      regionCode: null,
      icbCode: null,
      profession: 'nurse',
      on: '2026-11-24',
      factAgeLimitMonths: course.fields.fact_age_limit_months,
    };
    for (const lesson of course.lessons) {
      const { blocks } = renderLesson({ ...lesson, id: lesson.slug, versionId: 'version-1', position: 1 }, context);
      const html = views.render('courses/blocks', { blocks }, {});
      expect(html).not.toMatch(/\{\{|undefined|\[object/);
      const report = await validator.validateString(
        `<!DOCTYPE html><html lang="en"><head><title>Lesson</title></head><body>\n<h1>Lesson</h1>\n${html}</body></html>`,
      );
      expect(
        report.results.flatMap(({ messages }) =>
          messages.map(({ message, line }) => `${lesson.file}: ${message}: ${html.split('\n')[line - 3] ?? ''}`),
        ),
      ).toEqual([]);
      for (const block of blocks.filter(isLocal)) expect(block.why.reasons.length).toBeGreaterThan(0);
    }
  });
});

describe('the course', () => {
  it('is fitted in at least fifteen places, on at least twelve policy questions', () => {
    const blocks = course.lessons
      .flatMap((lesson) => lesson.blocks)
      .filter(({ kind }) => kind === 'tailored' || kind === 'fact');
    const asked = new Set([...JSON.stringify(blocks).matchAll(/"question":"(\w+)"/g)].map((match) => match[1]));
    expect(blocks.length).toBeGreaterThanOrEqual(15);
    expect(asked.size).toBeGreaterThanOrEqual(12);
  });
});

const isLocal = (block: RenderedBlock) => block.kind === 'fact' || block.kind === 'tailored';

function catalogue(): PolicyQuestion[] {
  const rows = parseYaml(readFileSync(path.join(PRODUCT_FOLDER, 'data/policies/questions.yaml'), 'utf8')) as {
    key: string;
    wording: string;
    short_name: string;
    topic: PolicyQuestion['topic'];
    kind: PolicyQuestion['kind'];
    options?: Record<string, string>;
  }[];
  return rows.map(({ key, wording, short_name: shortName, topic, kind, options = {} }) => ({
    id: key,
    key,
    wording,
    shortName,
    topic,
    kind,
    options: Object.entries(options).map(([value, label]) => ({ value, label })),
    retired: false,
  }));
}

function byKey(all: PolicyQuestion[]): PolicyProfile['questions'] {
  return Object.fromEntries(all.map((question) => [question.key, question]));
}

/** What the sample facts say of a fictional organisation; with a standing, as though all had that. */
function sampleProfile(code: string, standing?: Standing): PolicyProfile {
  const rows = parseCsv<Record<string, string>>(
    readFileSync(path.join(PRODUCT_FOLDER, 'data/policies/sample-facts.csv'), 'utf8'),
    { columns: true },
  );
  const facts = rows.flatMap((row) => {
    const question = questions.find(({ key }) => key === row['question']);
    if (row['organisation'] !== code || !question) return [];
    const text = row['value'] ?? '';
    const value = text === '' ? null : question.kind === 'choices' ? text.split(', ') : text;
    return [
      aFact({
        key: question.key,
        factId: question.key,
        state: row['state'] as AnswerState,
        value,
        valueInWords: valueInWords(question, value),
        quote: row['quote'] || null,
        paraphrase: row['paraphrase'] || null,
        locator: row['locator'] || null,
        standing: standing ?? (row['standing'] as Standing),
        agesFrom: row['confirmed_on'] || row['replied_on'] || row['document_date'] || null,
        source: { ...aFact().source, title: row['source_title'] ?? '', documentDate: row['document_date'] || null },
      }),
    ];
  });
  return { ...aProfile(facts, { code, name: `Fictional Trust ${code}` }), questions: byKey(questions) };
}
