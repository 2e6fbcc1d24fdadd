import { Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { LessonContent } from '../../courses/courses.types.js';
import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import { renderLesson } from '../../courses/lesson-rendering.rules.js';
import { isId } from '../../platform/database/new-id.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import { type Learner, Learners } from '../progress/learners.js';
import { RemarksQueries } from './remarks.queries.js';
import type { Remark } from './remarks.types.js';

/** A block as one learner reads it. */
export interface BlockSeen {
  lesson: LessonContent;
  block: RenderedBlock;
  /** Of a tailored block or a fact; null for what everyone reads alike. */
  variant: string | null;
}

/** Finds a block as somebody reads it now, or read it when they remarked on it: the same rules make both. */
@Injectable()
export class RemarkedBlocks {
  constructor(
    private readonly queries: RemarksQueries,
    private readonly learners: Learners,
    private readonly courses: CoursesService,
    private readonly profiles: ProfilesService,
  ) {}

  /** For a learner of the course. Throws NotFoundException for others, and where they do not meet the block. */
  async current(
    personId: string,
    lessonId: string,
    key: string,
  ): Promise<BlockSeen & { learner: Learner; context: TailoringContext }> {
    const enrolmentId = isId(lessonId) ? await this.queries.enrolmentFor(personId, lessonId) : null;
    if (enrolmentId === null) throw noBlock();
    const learner = await this.learners.find(personId, enrolmentId);
    if (!learner.context) throw noBlock();
    const seen = blockIn(await this.courses.lesson(lessonId), learner.context, key);
    if (!seen) throw noBlock();
    return { ...seen, learner, context: learner.context };
  }

  /** As it was read when the remark was made; null when the lesson cannot be made again. */
  async asSent(remark: Remark): Promise<BlockSeen | null> {
    const lesson = await this.courses.lesson(remark.lesson.id);
    const { factAgeLimitMonths } = await this.courses.version(lesson.versionId);
    const profile = remark.profileRevisionId === null ? null : await this.profiles.revision(remark.profileRevisionId);
    const { nation, regionCode, icbCode, profession, shownOn: on } = remark;
    const context = { profile, nation, regionCode, icbCode, profession, on, factAgeLimitMonths };
    return blockIn(lesson, context, remark.blockKey) ?? null;
  }
}

function blockIn(lesson: LessonContent, context: TailoringContext, key: string): BlockSeen | undefined {
  const { blocks, shown } = renderLesson(lesson, context);
  const block = blocks.find((each) => each.key === key);
  return block && { lesson, block, variant: shown.find(({ blockKey }) => blockKey === key)?.variant ?? null };
}

const noBlock = () =>
  new NotFoundException('You read no such passage. It may have changed since: open the lesson again from My learning.');
