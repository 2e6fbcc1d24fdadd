import type { CourseDifferences } from './differences.rules.js';

/** What an import of a course does, or would do. */
export interface CourseImportReport extends CourseDifferences {
  slug: string;
  title: string;
  /** The version that it was compared with; null for a course that is new here. */
  comparedWith: number | null;
  /** The version that it makes or made; that with which it was compared when the files are the very same. */
  version: number;
  /** False when the files are the very same: then nothing is made. */
  makesVersion: boolean;
  applied: boolean;
  /** What of the files belongs to no course, and was left out. */
  leftOut: string[];
}
