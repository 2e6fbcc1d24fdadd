import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { professions } from '../../accounts/accounts.types.js';
import { londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Seals } from '../../platform/http/seals.js';
import { Enrolments } from '../progress/enrolments.js';
import { madeAt } from '../progress/made-at.rules.js';

const PURPOSE = 'lesson-shown';

const shownLesson = z.object({
  enrolmentId: z.string(),
  lessonId: z.string(),
  /** An ISO instant; missing in pages that were opened before we noted it. */
  openedAt: z.string().optional(),
  shownOn: z.string(),
  profession: z.enum(professions),
  workplaceId: z.string().nullable(),
  profileRevisionId: z.string().nullable(),
  shown: z.array(z.object({ blockKey: z.string(), variant: z.string(), factIds: z.array(z.string()) })),
});

/** What stood in a lesson for one learner. It travels through the page, signed, because a GET writes nothing. */
export type ShownLesson = z.infer<typeof shownLesson>;

/** Records that lessons were read, with what they said. */
@Injectable()
export class LessonCompletionsService {
  constructor(
    private readonly database: Database,
    private readonly enrolments: Enrolments,
    private readonly seals: Seals,
    private readonly clock: Clock,
  ) {}

  /** For the hidden field of the lesson's form. */
  seal(lesson: Omit<ShownLesson, 'openedAt'>): string {
    return this.seals.seal(PURPOSE, { ...lesson, openedAt: this.clock.now().toISOString() });
  }

  /**
   * Completes the lesson as it was shown, and with the last one perhaps the course; a second time changes nothing.
   * `keptFor`: how long the browser kept it, in milliseconds.
   * Answers 'refused', and does nothing, when the field was not made by this product for this enrolment and lesson.
   * Throws NotFoundException when the enrolment is not the person's.
   */
  async complete(
    personId: string,
    lesson: { enrolmentId: string; lessonId: string },
    sealed: unknown,
    keptFor?: unknown,
  ): Promise<'refused' | 'read' | 'course completed'> {
    const opened = shownLesson.safeParse(this.seals.open(PURPOSE, sealed));
    const shown = opened.data;
    if (shown?.enrolmentId !== lesson.enrolmentId || shown.lessonId !== lesson.lessonId) return 'refused';
    return this.database.transaction(async () => {
      const openedAt = shown.openedAt === undefined ? null : new Date(shown.openedAt);
      const completedAt = madeAt(this.clock.now(), keptFor, openedAt);
      // What was read on the last day of a retired course counts, whenever it arrives.
      await this.enrolments.hold(personId, lesson.enrolmentId, londonDate(completedAt));
      await this.database.query(
        `insert into lesson_completion
           (enrolment_id, lesson_id, completed_at, shown_on, profession, workplace_id, profile_revision_id, shown, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (enrolment_id, lesson_id) do nothing`,
        [
          shown.enrolmentId,
          shown.lessonId,
          completedAt,
          shown.shownOn,
          shown.profession,
          shown.workplaceId,
          shown.profileRevisionId,
          JSON.stringify(shown.shown),
          shown.openedAt ?? null,
        ],
      );
      return (await this.enrolments.completeIfDone(lesson.enrolmentId)) ? 'course completed' : 'read';
    });
  }
}
