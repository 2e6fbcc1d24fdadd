import { Injectable } from '@nestjs/common';
import { QuestionsService } from '../policies/questions.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { type CourseFiles, type ParsedCourse, readCourse } from './format/course-folder.js';
import { type CourseProblem, problemInWords } from './format/problems.js';
import { CourseMedia, type GivenMedia } from './media/course-media.js';
import { readDirectory } from './portable/course-directory.js';
import { LegalRegisterService } from './legal-register.service.js';
import { citationsOf } from './register/citations.rules.js';

export type { CourseFiles, CourseProblem };

/** The files of a course have faults; the message lists them all, each with file, line and remedy. */
export class CourseFaulty extends Error {
  constructor(
    folder: string,
    readonly problems: readonly CourseProblem[],
  ) {
    super(`${folder} cannot be published:\n${problems.map((problem) => `  ${problemInWords(problem)}`).join('\n')}`);
    this.name = 'CourseFaulty';
  }
}

export interface Publication {
  slug: string;
  number: number;
  /** False when the newest version was made from the very same files. */
  published: boolean;
}

type ReadCourse = { course: ParsedCourse; media: GivenMedia } | { problems: readonly CourseProblem[] };

/** Publishes courses from their files (docs/course-format.md). */
@Injectable()
export class PublishingService {
  constructor(
    private readonly database: Database,
    private readonly questions: QuestionsService,
    private readonly register: LegalRegisterService,
    private readonly media: CourseMedia,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Everything that has to be put right in a course's folder; empty when it can be published. */
  async problemsOf(folder: string): Promise<readonly CourseProblem[]> {
    const read = await this.readFolder(folder);
    return 'problems' in read ? read.problems : [];
  }

  /** Publishes the folder as the next version, unless the newest was made from the same files. Throws CourseFaulty. */
  async publish(folder: string): Promise<Publication> {
    const read = await this.readFolder(folder);
    if ('problems' in read) throw new CourseFaulty(folder, read.problems);
    return this.database.transaction(() => this.write(read.course, null, read.media));
  }

  /**
   * As `publish`, for a course that ships. Once somebody here has published a version of it, the course is theirs: what
   * ships no longer takes its place.
   */
  async publishShipped(folder: string): Promise<Publication | 'ours no more'> {
    const read = await this.readFolder(folder);
    if ('problems' in read) throw new CourseFaulty(folder, read.problems);
    const { course, media } = read;
    return this.database.transaction(async () => {
      await this.database.lock(`course ${course.fields.slug}`);
      const [newest] = await this.database.query<{ publishedBy: string }>(
        `select a.actor_kind as "publishedBy" from course c join course_version v on v.course_id = c.id
           join audit_entry a on a.subject_kind = 'course_version' and a.subject_id = v.id::text and a.action = 'courses.published'
          where c.slug = $1 order by v.number desc limit 1`,
        [course.fields.slug],
      );
      return newest && newest.publishedBy !== 'system' ? 'ours no more' : this.write(course, null, media);
    });
  }

  /** Everything that has to be put right in the files of a course; empty when they can be published. */
  async problemsIn(files: CourseFiles): Promise<readonly CourseProblem[]> {
    const read = await this.read(files);
    return 'problems' in read ? read.problems : [];
  }

  /**
   * As `publish`, for files that are at hand; `name` says in messages whose they are. `whatChanged` is for learners on an
   * older version. Throws CourseFaulty.
   */
  async publishFiles(name: string, files: CourseFiles, whatChanged: string | null = null): Promise<Publication> {
    const read = await this.read(files);
    if ('problems' in read) throw new CourseFaulty(name, read.problems);
    return this.database.transaction(() => this.write(read.course, whatChanged));
  }

  /** The files that a version was made from; empty for one from before they were kept. */
  async filesOf(versionId: string): Promise<CourseFiles> {
    const rows = await this.database.query<{ name: string; text: string }>(
      'select name, text from course_file where version_id = $1 order by name collate "C"',
      [versionId],
    );
    return new Map(rows.map(({ name, text }) => [name, text]));
  }

  private async readFolder(folder: string): Promise<ReadCourse> {
    const { files, media, problems } = await readDirectory(folder);
    return problems.length > 0 ? { problems } : this.read(files, media);
  }

  /** Media that do not come with the files have to be kept already. */
  private async read(files: CourseFiles, media: GivenMedia = new Map()): Promise<ReadCourse> {
    const read = readCourse(files, await this.questions.all());
    const problems = [...('problems' in read ? read.problems : []), ...(await this.media.problemsOf(files, media))];
    return 'problems' in read || problems.length > 0 ? { problems } : { course: read.course, media };
  }

  private async write(
    course: ParsedCourse,
    whatChanged: string | null = null,
    media: GivenMedia = new Map(),
  ): Promise<Publication> {
    const { slug } = course.fields;
    await this.database.lock(`course ${slug}`);
    await this.media.keepAll(media);
    await this.database.query('insert into course (id, slug) values ($1, $2) on conflict (slug) do nothing', [
      newId(),
      slug,
    ]);
    const [newest] = await this.database.query<{
      courseId: string;
      versionId: string | null;
      number: number | null;
      sha256: string | null;
    }>(
      `select c.id as "courseId", v.id as "versionId", v.number, v.sha256 from course c left join course_version v on v.course_id = c.id
       where c.slug = $1 order by v.number desc nulls last limit 1`,
      [slug],
    );
    if (!newest) throw new Error(`The course ${slug} was not made.`);
    if (newest.versionId !== null && newest.sha256 === course.sha256) {
      await this.keepFiles(newest.versionId, course);
      return { slug, number: newest.number ?? 0, published: false };
    }
    const number = (newest.number ?? 0) + 1;
    const versionId = newId();
    await this.database.query(
      'insert into course_version (id, course_id, number, content, sha256, published_at) values ($1, $2, $3, $4, $5, $6)',
      [
        versionId,
        newest.courseId,
        number,
        JSON.stringify({ ...contentOf(course), whatChanged }),
        course.sha256,
        this.clock.now(),
      ],
    );
    await this.writeLessons(versionId, course);
    await this.writeQuestions(versionId, course);
    await this.keepFiles(versionId, course);
    await this.register.take(versionId, course.sources, citationsOf(course));
    await this.database.query('select index_course($1)', [newest.courseId]);
    await this.audit.record({
      action: 'courses.published',
      subjectKind: 'course_version',
      subjectId: versionId,
      details: { slug, number },
    });
    return { slug, number, published: true };
  }

  private async writeLessons(versionId: string, { lessons }: ParsedCourse): Promise<void> {
    const rows = lessons.map(({ slug, file: _file, addressed: _addressed, ...content }, index) => ({
      id: newId(),
      slug,
      position: index + 1,
      content,
    }));
    await this.database.query(
      `insert into course_lesson (id, version_id, slug, position, content)
       select id, $2, slug, position, content from jsonb_to_recordset($1) as l(id uuid, slug text, position int, content jsonb)`,
      [JSON.stringify(rows), versionId],
    );
  }

  private async writeQuestions(versionId: string, { questions }: ParsedCourse): Promise<void> {
    const rows = questions.map(({ key, file: _file, line: _line, cites: _cites, ...content }, index) => ({
      id: newId(),
      key,
      position: index + 1,
      content,
    }));
    await this.database.query(
      `insert into course_question (id, version_id, key, position, content)
       select id, $2, key, position, content from jsonb_to_recordset($1) as q(id uuid, key text, position int, content jsonb)`,
      [JSON.stringify(rows), versionId],
    );
  }

  /** Versions from before files were kept get theirs when the same files come again. */
  private async keepFiles(versionId: string, { files }: ParsedCourse): Promise<void> {
    await this.database.query(
      `insert into course_file (version_id, name, text) select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
      [versionId, [...files.keys()], [...files.values()]],
    );
  }
}

function contentOf({ fields, introductionHtml, sources, media, coreQuestionCount }: ParsedCourse) {
  const { title, code, summary, aims, minutes, attempts, audience, credits, outcomes } = fields;
  const check = {
    passMark: fields.pass_mark,
    attempts,
    pauseMinutes: fields.pause_minutes,
    timeLimitMinutes: fields.time_limit_minutes,
    feedback: fields.feedback,
  };
  const settings = { ...check, factAgeLimitMonths: fields.fact_age_limit_months };
  return {
    title,
    code,
    summary,
    ...(aims !== undefined && { aims }),
    introductionHtml,
    minutes,
    ...settings,
    audience,
    credits,
    outcomes,
    sources,
    coreQuestionCount,
    ...(fields.check && { check: fields.check }),
    ...(media.length > 0 && { media }),
  };
}
