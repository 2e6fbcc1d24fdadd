import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { stringify } from 'yaml';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { CoursesService } from '../courses.service.js';
import { type CourseFiles, type CourseProblem, PublishingService } from '../publishing.service.js';
import { VersionsQueries } from '../publishing/versions.queries.js';
import { DraftFiles, type SavedHow } from './draft-files.js';
import { type Draft, type DraftFile, DraftsQueries } from './drafts.queries.js';
import { renumbered, stemOf } from './lesson-names.rules.js';

/** What a trainer says of a lesson before it has any words. */
export interface NewLesson {
  title: string;
  slug: string;
  minutes: number;
  outcomes: number[];
  summary: string;
}

/** Drafts of courses, and which lessons stand in them in which order. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly queries: DraftsQueries,
    private readonly files: DraftFiles,
    private readonly courses: CoursesService,
    private readonly publishing: PublishingService,
    private readonly versions: VersionsQueries,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The open draft of a course; begun from the newest published version when there is none. Answers its id. */
  async start(slug: string, personId: string): Promise<string> {
    const version = await this.courses.newest(slug);
    const files = await this.publishing.filesOf(version.id);
    if (files.size === 0)
      throw new ConflictException(
        'This version was published before we kept the files of courses. Publish its files again, then begin the draft.',
      );
    return this.database.transaction(async () => {
      await this.database.lock(`course draft ${slug}`);
      return (await this.queries.openId(slug)) ?? (await this.write(slug, version.title, version.id, files, personId));
    });
  }

  /** Begins a course that is new. Answers its id; undefined when the slug is taken. */
  async startNew(given: { title: string; slug: string }, personId: string): Promise<string | undefined> {
    return this.database.transaction(async () => {
      await this.database.lock(`course draft ${given.slug}`);
      if (await this.queries.isTaken(given.slug)) return undefined;
      return this.write(given.slug, given.title, null, emptyCourse(given), personId);
    });
  }

  /**
   * Begins a draft that says what the files say, to follow the newest version of its course. Whoever brings them has
   * written in it. Answers its id; undefined when there is an open draft, which stays as it is.
   */
  async startWith(
    given: { title: string; slug: string },
    files: CourseFiles,
    personId: string,
  ): Promise<string | undefined> {
    return this.database.transaction(async () => {
      await this.database.lock(`course draft ${given.slug}`);
      if ((await this.queries.openId(given.slug)) !== undefined) return undefined;
      return this.write(given.slug, given.title, await this.versions.newestId(given.slug), files, personId, 'saved');
    });
  }

  /** Throws NotFoundException when there is none. */
  async known(id: string): Promise<Draft> {
    const draft = isId(id) ? await this.queries.draft(id) : undefined;
    if (!draft) throw new NotFoundException('There is no such draft.');
    return draft;
  }

  /** As `known`; throws ConflictException when it is closed. */
  async open(id: string): Promise<Draft> {
    const draft = await this.known(id);
    if (draft.state === 'published' || draft.state === 'discarded')
      throw new ConflictException(`This draft is ${draft.state}: begin a new one to change the course again.`);
    return draft;
  }

  /** What has to be put right before it can be published, and in which file. */
  async problems(files: readonly DraftFile[]): Promise<readonly CourseProblem[]> {
    return this.publishing.problemsIn(courseFiles(files));
  }

  /** Adds a lesson at the end. Answers the id of its file; undefined when a lesson of the draft has the slug. */
  async addLesson(draftId: string, lesson: NewLesson, personId: string): Promise<string | undefined> {
    return this.inDraft(draftId, async (lessons) => {
      if (lessons.some(({ name }) => stemOf(name) === lesson.slug)) return undefined;
      const { slug, title, minutes, outcomes, summary } = lesson;
      const text = `---\n${stringify({ slug, title, minutes, outcomes, summary })}---\n`;
      const name = `lessons/${String(lessons.length + 1).padStart(2, '0')}-${slug}.md`;
      const [id = ''] = await this.files.add(draftId, new Map([[name, text]]), 'saved', personId);
      await this.rename([...lessons, { id, name }]);
      return id;
    });
  }

  /** Moves a lesson one place up or down; at either end it stays. */
  async moveLesson(fileId: string, by: -1 | 1): Promise<void> {
    const file = await this.files.known(fileId);
    await this.inDraft(file.draftId, async (lessons) => {
      const at = lessons.findIndex(({ id }) => id === fileId);
      const to = at + by;
      const lesson = lessons[at];
      if (!lesson || to < 0 || to >= lessons.length) return;
      await this.rename(lessons.toSpliced(at, 1).toSpliced(to, 0, lesson));
      await this.record('course_drafts.reordered', file.draftId);
    });
  }

  /** The same lesson again behind it, under a slug of its own. Answers the id of its file. */
  async copyLesson(fileId: string, personId: string): Promise<string> {
    const file = await this.lesson(fileId);
    return this.inDraft(file.draftId, async (lessons) => {
      const taken = new Set(lessons.map(({ name }) => stemOf(name)));
      const slug = Array.from(
        { length: 100 },
        (_, n) => `${stemOf(file.name)}-copy${n === 0 ? '' : String(n + 1)}`,
      ).find((wish) => !taken.has(wish));
      if (slug === undefined) throw new ConflictException('There are a hundred copies of this lesson already.');
      const text = file.text
        .replace(/^slug: .*$/m, `slug: ${slug}`)
        .replace(/^title: (.*)$/m, (_, title: string) => `title: ${JSON.stringify(`${unquoted(title)} (copy)`)}`);
      const [id = ''] = await this.files.add(file.draftId, new Map([[`lessons/${slug}.md`, text]]), 'copied', personId);
      const at = lessons.findIndex((lesson) => lesson.id === fileId);
      await this.rename(lessons.toSpliced(at + 1, 0, { id, name: `lessons/${slug}.md` }));
      return id;
    });
  }

  /** Takes a lesson out; it can be put back. */
  async removeLesson(fileId: string): Promise<DraftFile> {
    const file = await this.lesson(fileId);
    await this.inDraft(file.draftId, async (lessons) => {
      await this.database.query('update course_draft_file set removed_at = $2 where id = $1', [
        fileId,
        this.clock.now(),
      ]);
      await this.rename(lessons.filter(({ id }) => id !== fileId));
      await this.record('course_drafts.lesson_removed', file.draftId, { file: fileId });
    });
    return file;
  }

  /** Puts a lesson back that was taken out, where its name says. */
  async putBack(draftId: string, fileId: string): Promise<void> {
    await this.inDraft(draftId, async (lessons) => {
      const [row] = await this.database.query<{ id: string; name: string }>(
        `update course_draft_file set removed_at = null where id = $1 and draft_id = $2 and removed_at is not null returning id, name`,
        [isId(fileId) ? fileId : null, draftId],
      );
      if (!row) throw new NotFoundException('There is no such lesson to put back.');
      await this.rename([...lessons, row].sort((one, other) => (one.name < other.name ? -1 : 1)));
      await this.record('course_drafts.lesson_restored', draftId, { file: fileId });
    });
  }

  /** Lays a draft aside. Its words stay kept; the course stays as it is published. */
  async discard(draftId: string): Promise<void> {
    await this.inDraft(draftId, async () => {
      await this.database.query(`update course_draft set state = 'discarded' where id = $1`, [draftId]);
      await this.record('course_drafts.discarded', draftId);
    });
  }

  private async write(
    slug: string,
    title: string,
    baseVersionId: string | null,
    files: CourseFiles,
    personId: string,
    how: SavedHow = 'began',
  ): Promise<string> {
    const id = newId();
    await this.database.query(
      `insert into course_draft (id, slug, title, state, base_version_id, created_at, created_by_id) values ($1, $2, $3, 'draft', $4, $5, $6)`,
      [id, slug, title, baseVersionId, this.clock.now(), personId],
    );
    await this.files.add(id, files, how, personId);
    await this.record('course_drafts.began', id, { slug });
    return id;
  }

  private async lesson(fileId: string): Promise<DraftFile> {
    const file = await this.files.known(fileId);
    if (!isLesson(file)) throw new NotFoundException('This page of the draft is no lesson.');
    return file;
  }

  /** Does the work alone with the draft, given its lessons in their order. Throws when it is closed. */
  private async inDraft<T>(draftId: string, work: (lessons: { id: string; name: string }[]) => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.query('select id from course_draft where id = $1 for update', [
        isId(draftId) ? draftId : null,
      ]);
      await this.open(draftId);
      return work((await this.queries.files(draftId)).filter(isLesson).map(({ id, name }) => ({ id, name })));
    });
  }

  /** Names the lessons so that they stand in this order; those that stand rightly keep their names. */
  private async rename(lessons: readonly { id: string; name: string }[]): Promise<void> {
    const names = renumbered(lessons.map(({ name }) => name));
    await this.database.query(
      `update course_draft_file f set name = n.name from unnest($1::uuid[], $2::text[]) as n(id, name) where f.id = n.id`,
      [lessons.map(({ id }) => id), names],
    );
  }

  private async record(action: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'course_draft', subjectId: id, details });
  }
}

export const isLesson = ({ name }: { name: string }): boolean => name.startsWith('lessons/');

export const isQuestions = ({ name }: { name: string }): boolean => name.startsWith('questions/');

/** The files of a draft as publishing takes them. */
export function courseFiles(files: readonly DraftFile[]): CourseFiles {
  return new Map(files.map(({ name, text }) => [name, text]));
}

const unquoted = (yaml: string): string => yaml.trim().replace(/^(['"])(.*)\1$/, '$2');

function emptyCourse({ title, slug }: { title: string; slug: string }): CourseFiles {
  const fields = {
    slug,
    title,
    code: '',
    summary: '',
    minutes: 60,
    pass_mark: 80,
    attempts: 'unlimited',
    fact_age_limit_months: 24,
    audience: '',
    outcomes: [],
    credits: [],
  };
  return new Map([
    ['course.md', `---\n${stringify(fields)}---\n`],
    ['sources.yaml', '[]\n'],
    ['questions/01-questions.md', ''],
  ]);
}
