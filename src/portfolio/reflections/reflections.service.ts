import { Injectable, NotFoundException } from '@nestjs/common';
import { convert } from 'html-to-text';
import { CoursesService } from '../../courses/courses.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { Activity, ReflectionWords } from '../portfolio.types.js';
import { DAYS_TO_RESTORE } from '../restoring.rules.js';
import { ReflectionsQueries } from './reflections.queries.js';

export const PURGE_REFLECTION_JOB = 'portfolio.purge-reflection';
const DAY_MS = 86_400_000;

/** Which open page saves, and what it had seen. */
export interface Saving {
  complete: boolean;
  page: string | null;
  revision: number;
}

/** Changes one person's reflective accounts: every statement names the person. */
@Injectable()
export class ReflectionsService {
  constructor(
    private readonly database: Database,
    private readonly queries: ReflectionsQueries,
    private readonly courses: CoursesService,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Starts an empty draft, or one about an entry of the portfolio; answers its id. */
  start(personId: string, activity: Activity | null): Promise<string> {
    const title = activity === null ? '' : activity.title;
    return this.insert(personId, { title, ground: activity && 'cpd', activityId: activity?.id ?? null });
  }

  /**
   * The draft that a prompt of a lesson starts: the one that it started before, when there is one; answers its id.
   * Throws NotFoundException unless the person takes the course and the lesson has this prompt.
   */
  async startFromPrompt(personId: string, at: { enrolment: string; lesson: string; block: string }): Promise<string> {
    const versionId = await this.queries.versionOf(personId, at.enrolment);
    const version = versionId === undefined ? undefined : await this.courses.version(versionId);
    const lesson = version?.lessons.find(({ slug }) => slug === at.lesson);
    const content = lesson && (await this.courses.lesson(lesson.id));
    const block = content?.blocks.find(({ kind, key }) => kind === 'reflect' && key === at.block);
    if (!version || !content || block?.kind !== 'reflect')
      throw new NotFoundException('There is no such prompt to reflect on. Open the lesson again.');
    return this.insert(personId, {
      title: content.title.slice(0, 200),
      ground: 'cpd',
      nature: `The lesson “${content.title}” of the course “${version.title}”.`,
      enrolmentId: at.enrolment,
      lessonId: content.id,
      blockKey: block.key,
      prompt: convert(block.html, {
        wordwrap: false,
        selectors: [
          { selector: 'a', options: { ignoreHref: true } },
          { selector: 'img', format: 'skip' },
        ],
      }),
    });
  }

  /**
   * Keeps the words. False when another page saved since this one was opened: then nothing is changed. A draft that is
   * kept while one types makes no complete account a draft again unless its writer says so.
   */
  async save(personId: string, id: string, words: ReflectionWords, saving: Saving): Promise<boolean> {
    return this.database.transaction(async () => {
      const [before] = await this.database.query<{ completedOn: string | null }>(
        `select completed_on as "completedOn" from portfolio_reflection
         where id = $1 and person_id = $2 and (revision = $3 or saved_by_page = $4) for update`,
        [id, personId, saving.revision, saving.page],
      );
      if (!before) return false;
      const completedOn = saving.complete ? (before.completedOn ?? this.clock.today()) : null;
      const { title, ground, nature, learned, changed, relevance, themes } = words;
      await this.database.query(
        `update portfolio_reflection set title = $3, ground = $4, nature = $5, learned = $6, changed = $7, relevance = $8,
           themes = $9, completed_on = $10, saved_by_page = $11, changed_at = $12, revision = revision + 1
         where id = $1 and person_id = $2`,
        [
          id,
          personId,
          title,
          ground,
          nature,
          learned,
          changed,
          relevance,
          themes,
          completedOn,
          saving.page,
          this.clock.now(),
        ],
      );
      if (completedOn !== before.completedOn)
        await this.record(
          completedOn === null ? 'portfolio_reflections.reopened' : 'portfolio_reflections.completed',
          id,
        );
      return true;
    });
  }

  /** Takes an account out, for good after some days; answers whether it was there. */
  async remove(personId: string, id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const removed = await this.database.query(
        `update portfolio_reflection set removed_at = $3
         where id = $1 and person_id = $2 and removed_at is null returning id`,
        [id, personId, this.clock.now()],
      );
      if (removed.length === 0) return false;
      await this.record('portfolio_reflections.removed', id);
      // In the queue's time, which is the machine's.
      const runAt = new Date(Date.now() + DAYS_TO_RESTORE * DAY_MS);
      await this.jobs.add(PURGE_REFLECTION_JOB, { reflectionId: id }, { key: `${PURGE_REFLECTION_JOB}:${id}`, runAt });
      return true;
    });
  }

  /** Puts back what was taken out. What has begun anew from the same prompt since stays: the one put back lets go of it. */
  async restore(personId: string, id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const restored = await this.database.query(
        `update portfolio_reflection r set removed_at = null,
           block_key = case when exists (select from portfolio_reflection o where o.person_id = r.person_id
             and o.enrolment_id = r.enrolment_id and o.lesson_id = r.lesson_id and o.block_key = r.block_key
             and o.removed_at is null) then null else block_key end
         where id = $1 and person_id = $2 and removed_at is not null returning id`,
        [id, personId],
      );
      if (restored.length > 0) await this.record('portfolio_reflections.restored', id);
      return restored.length > 0;
    });
  }

  /** Deletes for good what was taken out long enough ago. Repeatable. */
  async purge(reflectionId: string): Promise<void> {
    await this.database.transaction(async () => {
      const deleted = await this.database.query(
        'delete from portfolio_reflection where id = $1 and removed_at <= $2 returning id',
        [reflectionId, new Date(this.clock.now().getTime() - DAYS_TO_RESTORE * DAY_MS)],
      );
      if (deleted.length > 0) await this.record('portfolio_reflections.deleted', reflectionId);
    });
  }

  private async insert(
    personId: string,
    from: {
      title: string;
      ground: 'cpd' | null;
      nature?: string;
      activityId?: string | null;
      enrolmentId?: string;
      lessonId?: string;
      blockKey?: string;
      prompt?: string;
    },
  ): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      const [row] = await this.database.query<{ id: string; isNew: boolean }>(
        `insert into portfolio_reflection (id, person_id, activity_id, enrolment_id, lesson_id, block_key, prompt, title,
           ground, nature, learned, changed, relevance, themes, started_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', '{}', $11, $11)
         on conflict (person_id, enrolment_id, lesson_id, block_key) where removed_at is null
           do update set person_id = excluded.person_id
         returning id, id = $1 as "isNew"`,
        [
          id,
          personId,
          from.activityId ?? null,
          from.enrolmentId ?? null,
          from.lessonId ?? null,
          from.blockKey ?? null,
          from.prompt ?? null,
          from.title,
          from.ground,
          from.nature ?? '',
          this.clock.now(),
        ],
      );
      if (row?.isNew === true) await this.record('portfolio_reflections.started', id);
      return row?.id ?? id;
    });
  }

  private record(action: string, id: string): Promise<void> {
    return this.audit.record({ action, subjectKind: 'portfolio_reflection', subjectId: id });
  }
}
