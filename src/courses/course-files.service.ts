import type { ZipFile } from 'yazl';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { QuestionsService } from '../policies/questions.service.js';
import { CoursesService } from './courses.service.js';
import type { CourseVersion } from './courses.types.js';
import { type CourseFiles, type ParsedCourse, readCourse } from './format/course-folder.js';
import type { CourseProblem } from './format/problems.js';
import { CourseMedia } from './media/course-media.js';
import { readDirectory, writeDirectory } from './portable/course-directory.js';
import type { OutgoingMedia } from './media/outgoing-media.js';
import type { CourseImportReport } from './portable/course-import.types.js';
import { addCourse } from './portable/course-zip.js';
import type { GivenFiles } from './portable/course-texts.js';
import { type Comparable, differencesOf } from './portable/differences.rules.js';
import { CourseFilesRefused } from './portable/refused.js';
import { PublishingService } from './publishing.service.js';

export { CourseFilesRefused, type CourseImportReport };

export type CourseImport = { report: CourseImportReport } | { problems: readonly CourseProblem[]; leftOut: string[] };

/** The files of a version, and what opens its media. */
export interface ExportedCourse {
  version: CourseVersion;
  files: CourseFiles;
  media: OutgoingMedia;
}

/** Courses go out as files and come back (docs/course-format.md). */
@Injectable()
export class CourseFilesService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly publishing: PublishingService,
    private readonly questions: QuestionsService,
    private readonly media: CourseMedia,
  ) {}

  /**
   * The files of the newest version. Throws NotFoundException when there is no such course, and CourseFilesRefused for a
   * version from before files were kept.
   */
  async export(slug: string): Promise<ExportedCourse> {
    const version = await this.courses.newest(slug);
    const files = await this.publishing.filesOf(version.id);
    if (files.size === 0)
      throw new CourseFilesRefused(
        `Version ${String(version.number)} of ${slug} was published before its files were kept. Publish the same folder once more with courses:publish: that makes no version, and keeps the files.`,
      );
    return { version, files, media: this.media.going(version) };
  }

  /** Puts the files of a version and its media into a zip, in a folder of their own. */
  async addTo(zip: ZipFile, version: CourseVersion, folder: string, madeAt: Date): Promise<void> {
    addCourse(zip, await this.publishing.filesOf(version.id), folder, madeAt, this.media.going(version));
  }

  /** Writes the newest version into a folder. Throws as `export` does, and when the folder holds another course. */
  async exportTo(slug: string, folder: string): Promise<ExportedCourse> {
    const exported = await this.export(slug);
    await writeDirectory(folder, exported.files, exported.media);
    return exported;
  }

  /** As `import`, from a folder. Throws CourseFilesRefused when there is no such folder. */
  async importFolder(folder: string, options: { apply: boolean }): Promise<CourseImport> {
    return this.import(await readDirectory(folder), options);
  }

  /**
   * Compares the files with the newest version of their course, and when told to apply them publishes them as the next
   * version: as a whole, or not at all. The very same files change nothing.
   */
  async import(given: GivenFiles, { apply }: { apply: boolean }): Promise<CourseImport> {
    const { leftOut } = given;
    const read = readCourse(given.files, await this.questions.all());
    // A file that could not be read as text is there: nobody is to be told that it is missing.
    const unread = new Set(given.problems.map(({ file }) => file));
    const problems = [
      ...given.problems,
      ...('problems' in read ? read.problems.filter(({ file }) => !unread.has(file)) : []),
      ...(await this.media.problemsOf(given.files, given.media)),
    ];
    if ('problems' in read || problems.length > 0) return { problems, leftOut };
    return this.database.transaction(async () => {
      if (apply) await this.database.lock(`course ${read.course.fields.slug}`);
      const compared = await this.compare(read.course);
      if (!apply) return { report: { ...compared, applied: false, leftOut } };
      await this.media.keepAll(given.media);
      const { number, published } = await this.publishing.publishFiles(compared.slug, read.course.files);
      return { report: { ...compared, version: number, applied: published, leftOut } };
    });
  }

  private async compare(course: ParsedCourse): Promise<Omit<CourseImportReport, 'applied' | 'leftOut'>> {
    const { slug, title } = course.fields;
    const newest = await this.newestOf(slug);
    const makesVersion = newest?.sha256 !== course.sha256;
    return {
      slug,
      title,
      comparedWith: newest?.version.number ?? null,
      version: (newest?.version.number ?? 0) + (makesVersion ? 1 : 0),
      makesVersion,
      ...differencesOf(newest ? await this.published(newest.version) : null, parsed(course)),
    };
  }

  private async newestOf(slug: string): Promise<{ version: CourseVersion; sha256: string } | null> {
    const [row] = await this.database.query<{ id: string; sha256: string }>(
      `select v.id, v.sha256 from course_version v join course c on c.id = v.course_id where c.slug = $1
       order by v.number desc limit 1`,
      [slug],
    );
    return row ? { version: await this.courses.version(row.id), sha256: row.sha256 } : null;
  }

  private async published(version: CourseVersion): Promise<Comparable> {
    return {
      settings: version,
      sources: version.sources,
      lessons: await Promise.all(version.lessons.map(({ id }) => this.courses.lesson(id))),
      questions: (await this.courses.questions(version.id)).map(({ id: _id, ...question }) => question),
    };
  }
}

function parsed({ fields, introductionHtml, sources, media, lessons, questions }: ParsedCourse): Comparable {
  const check = {
    passMark: fields.pass_mark,
    pauseMinutes: fields.pause_minutes,
    timeLimitMinutes: fields.time_limit_minutes,
  };
  const settings = { ...check, factAgeLimitMonths: fields.fact_age_limit_months };
  return {
    settings: { ...fields, ...settings, introductionHtml, ...(media.length > 0 && { media }) },
    sources,
    lessons,
    questions: questions.map(({ file: _file, line: _line, cites: _cites, ...question }) => question),
  };
}
