import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { CourseProblem } from '../format/problems.js';
import { courseFilesPaths } from '../paths.js';
import type { StoredImport } from './course-imports.service.js';
import type { LessonDifference, Tally } from './differences.rules.js';

export interface NewCourseImportView {
  title: string;
  listHref: string;
  action: string;
  problems: { place: string; message: string }[];
  errors: FieldError[];
}

export const newCourseImportPage = definePage<NewCourseImportView>('courses/files/new-import');

export function newCourseImportView(errors: FieldError[], problems: readonly CourseProblem[]): NewCourseImportView {
  return {
    title: 'Import a course',
    listHref: courseFilesPaths.list(),
    action: courseFilesPaths.imports(),
    problems: problems.map(({ file, line, message }) => ({ place: `${file}, line ${String(line)}`, message })),
    errors,
  };
}

export interface CourseImportView {
  title: string;
  fileName: string;
  listHref: string;
  state: { text: string; kind: string };
  summary: string;
  rows: { key: string; value: string }[];
  lessons: {
    title: string;
    state: { text: string; kind: string };
    counts: Tally;
    details: string[];
  }[];
  questions: string[];
  leftOut: string[];
  /** Null when there is nothing to apply, or it was. */
  applyAction: string | null;
  applyText: string;
  errors: FieldError[];
}

export const courseImportPage = definePage<CourseImportView>('courses/files/import');

const changeWords = { added: 'New', changed: 'Changed', removed: 'Removed', unchanged: 'As it was' };
const changeKinds = { added: 'good', changed: 'warm', removed: 'bad', unchanged: 'plain' };

export function courseImportView(stored: StoredImport, errors: FieldError[]): CourseImportView {
  const { report, appliedAt } = stored;
  const version = `version ${String(report.version)}`;
  return {
    title: report.title,
    fileName: stored.fileName,
    listHref: courseFilesPaths.list(),
    state: stateOf(stored),
    summary: summaryOf(stored, version),
    rows: [
      {
        key: 'The course itself',
        value: report.settings.length === 0 ? 'As it was' : `Changed: ${report.settings.join(', ')}`,
      },
      { key: 'Sources', value: countsInWords(report.sources) },
      { key: 'Questions', value: countsInWords(report.questions) },
    ],
    lessons: report.lessons.map((lesson) => ({
      title: lesson.title,
      state: { text: changeWords[lesson.change], kind: changeKinds[lesson.change] },
      counts: lesson.blocks,
      details: detailsOf(lesson),
    })),
    questions: report.questions.touched.map(({ key, change }) => `${key}: ${changeWords[change].toLowerCase()}`),
    leftOut: report.leftOut,
    applyAction: appliedAt === null && report.makesVersion ? courseFilesPaths.applications(stored.id) : null,
    applyText: 'Begin a draft with these files',
    errors,
  };
}

function stateOf({ appliedAt, report }: StoredImport): CourseImportView['state'] {
  if (appliedAt) return { text: `Made a draft on ${dateInWords(londonDate(appliedAt))}`, kind: 'good' };
  return report.makesVersion
    ? { text: 'Nothing is changed yet', kind: 'warm' }
    : { text: 'Nothing to do', kind: 'plain' };
}

function summaryOf({ appliedAt, report }: StoredImport, version: string): string {
  const before = report.comparedWith === null ? null : `version ${String(report.comparedWith)}`;
  if (!report.makesVersion) return `The files are those of ${version}. Publishing them would change nothing.`;
  if (appliedAt)
    return `A draft was begun with these files. ${before === null ? '' : `Beside ${before}, this was otherwise:`}`.trim();
  if (before === null) return `There is no course of this short name (${report.slug}) yet. The draft would begin it.`;
  return `The draft would become ${version} once it is reviewed and published; until then learners see ${before}. Beside ${before}, this changes:`;
}

function countsInWords({ added, changed, removed, unchanged }: Tally): string {
  return `${String(added)} new, ${String(changed)} changed, ${String(removed)} removed, ${String(unchanged)} as they were`;
}

function detailsOf({ details, touched, change }: LessonDifference): string[] {
  if (change === 'added' || change === 'removed') return [];
  return [
    ...(details.length > 0 ? [`Changed: ${details.join(', ')}`] : []),
    ...touched.map((block) =>
      [
        kindWords[block.kind],
        block.kind === 'text' ? '' : ` “${block.key}”`,
        `: ${changeWords[block.change].toLowerCase()}`,
      ].join(''),
    ),
  ];
}

const kindWords: Record<LessonDifference['touched'][number]['kind'], string> = {
  text: 'Text',
  case: 'Case',
  law: 'The law',
  guidance: 'Guidance',
  callout: 'Callout',
  reflect: 'Reflection',
  image: 'Picture',
  video: 'Video',
  audio: 'Sound',
  download: 'Download',
  fact: 'Policy fact',
  tailored: 'Tailored passage',
  check_yourself: 'Check yourself',
};
