import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { CoursesService } from '../courses/courses.service.js';
import { coursesPaths } from '../courses/paths.js';
import { RetirementsService } from '../courses/retirements.service.js';
import { ReviewDaysService } from '../courses/review-days.service.js';
import { learningPaths } from '../learning/paths.js';
import { addDays } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { inBatches } from '../platform/database/in-batches.js';
import { type Notice, reviewNoticeFor, stages } from './telling/notice.rules.js';
import { reopenedWords, retiredWords, reviewWords, type Words } from './telling/notice-words.rules.js';
import { RemindersQueries, type UnderWayRow } from './telling/reminders.queries.js';
import { Telling, type Told } from './telling/telling.js';

/** One commit; a run that was cut off is taken up again, and nobody is told twice. */
const BATCH = 1000;

/** Tells authors that a course is to be read through again, and learners that it is retired or open again. */
@Injectable()
export class CourseNoticesService {
  constructor(
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly reviewDays: ReviewDaysService,
    private readonly accounts: AccountsService,
    private readonly queries: RemindersQueries,
    private readonly telling: Telling,
    private readonly clock: Clock,
  ) {}

  /** Tells everybody who may write courses what is to be read through again. Answers how many notices that were. */
  async remindAuthors(): Promise<number> {
    const today = this.clock.today();
    const days = stages.review.flatMap(({ from, to }) => [addDays(today, -to), addDays(today, -from)]).sort();
    const due = await this.reviewDays.between(days[0] ?? today, days.at(-1) ?? today);
    if (due.length === 0) return 0;
    const authors = await this.accounts.holding('courses.author');
    const people = await this.queries.addressees(authors.map(({ id }) => id));
    return this.telling.tell(
      due.flatMap(({ courseId: subjectId, slug, ...course }) => {
        const notice = reviewNoticeFor(course.reviewBy, today);
        if (!notice) return [];
        const words = reviewWords(course, today);
        return [...people.values()].map((person) => ({
          person,
          notice,
          subjectId,
          words,
          path: coursesPaths.keeping(slug),
        }));
      }),
    );
  }

  /** Tells learners under way that their course is retired, if it still is as it was then. */
  async tellOfRetirement(retirementId: string): Promise<void> {
    const retirement = await this.retirements.one(retirementId);
    if (!retirement || retirement.endedAt !== null) return;
    const { title: course } = await this.courses.newest(retirement.courseSlug);
    const notice = { kind: 'retired', occasion: retirementId } as const;
    await this.tellUnderWay(retirement.courseId, notice, retiredWords({ ...retirement, course }));
  }

  /** Tells learners who had not finished that their course is open again, unless it was retired anew meanwhile. */
  async tellOfReopening(retirementId: string): Promise<void> {
    const retirement = await this.retirements.one(retirementId);
    if (!retirement || (await this.retirements.standing(retirement.courseId))) return;
    const { title: course } = await this.courses.newest(retirement.courseSlug);
    await this.tellUnderWay(retirement.courseId, { kind: 'reopened', occasion: retirementId }, reopenedWords(course));
  }

  private async tellUnderWay(courseId: string, notice: Notice, words: Words): Promise<void> {
    const batches = inBatches<UnderWayRow>(BATCH, (last, size) =>
      this.queries.underWay(courseId, last?.id ?? null, size),
    );
    for await (const rows of batches)
      await this.telling.tell(
        rows.map(({ id, person }): Told => ({
          person,
          notice,
          subjectId: id,
          words,
          path: learningPaths.enrolment(id),
        })),
      );
  }
}
