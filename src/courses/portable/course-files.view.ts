import { dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import type { CourseVersion } from '../courses.types.js';
import { courseFilesPaths } from '../paths.js';

export interface CourseFilesListView {
  title: string;
  newImportHref: string;
  courses: { title: string; href: string; version: string; size: string }[];
}

export const courseFilesListPage = definePage<CourseFilesListView>('courses/files/list');

export interface CourseFilesView {
  title: string;
  listHref: string;
  version: string;
  rows: { key: string; value: string }[];
  zipHref: string;
  scormHref: string;
  newImportHref: string;
}

export const courseFilesPage = definePage<CourseFilesView>('courses/files/course');

export function courseFilesListView(versions: readonly CourseVersion[]): CourseFilesListView {
  return {
    title: 'Courses as files',
    newImportHref: courseFilesPaths.newImport(),
    courses: versions.map((version) => ({
      title: version.title,
      href: courseFilesPaths.course(version.slug),
      version: versionInWords(version),
      size: sizeInWords(version),
    })),
  };
}

export function courseFilesView(version: CourseVersion): CourseFilesView {
  return {
    title: version.title,
    listHref: courseFilesPaths.list(),
    version: versionInWords(version),
    rows: [
      { key: 'Short name', value: version.slug },
      { key: 'Contents', value: sizeInWords(version) },
      { key: 'Learning time', value: `${String(version.minutes)} minutes` },
    ],
    zipHref: courseFilesPaths.zip(version.slug),
    scormHref: courseFilesPaths.scorm(version.slug),
    newImportHref: courseFilesPaths.newImport(),
  };
}

const versionInWords = ({ number, publishedOn }: CourseVersion) =>
  `Version ${String(number)}, published ${dateInWords(publishedOn)}`;

const sizeInWords = ({ lessons, sources }: CourseVersion) =>
  `${String(lessons.length)} lessons, ${String(sources.length)} sources`;
