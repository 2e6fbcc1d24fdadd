import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Seals } from '../../platform/http/seals.js';

const PURPOSE = 'lesson-shown';

const shownLesson = z.object({
  enrolmentId: z.string(),
  lessonId: z.string(),
  workplaceId: z.string().nullable(),
  profileRevisionId: z.string().nullable(),
  shownOn: z.string(),
  shown: z.array(z.unknown()),
});

/** What stood in a lesson for one learner. It travels through the page, signed, because a GET writes nothing. */
export type ShownLesson = z.infer<typeof shownLesson>;

/** Records that lessons were read, with what they said. */
@Injectable()
export class LessonCompletionsService {
  constructor(
    private readonly database: Database,
    private readonly seals: Seals,
    private readonly clock: Clock,
  ) {}

  /** For the hidden field of the lesson's form. */
  seal(lesson: ShownLesson): string {
    return this.seals.seal(PURPOSE, lesson);
  }

  /**
   * Completes the lesson as it was shown; a second time changes nothing. Answers false, and does nothing, when the field was
   * not made by this product for this enrolment and lesson.
   */
  async complete(sealed: unknown, expected: { enrolmentId: string; lessonId: string }): Promise<boolean> {
    const opened = shownLesson.safeParse(this.seals.open(PURPOSE, sealed));
    if (!opened.success) return false;
    const lesson = opened.data;
    if (lesson.enrolmentId !== expected.enrolmentId || lesson.lessonId !== expected.lessonId) return false;
    await this.database.query(
      `insert into lesson_completion
         (enrolment_id, lesson_id, completed_at, shown_on, workplace_id, profile_revision_id, shown)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (enrolment_id, lesson_id) do nothing`,
      [
        lesson.enrolmentId,
        lesson.lessonId,
        this.clock.now(),
        lesson.shownOn,
        lesson.workplaceId,
        lesson.profileRevisionId,
        JSON.stringify(lesson.shown),
      ],
    );
    return true;
  }
}
