import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { CivilDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import type { FieldError } from '../platform/http/form.js';
import { CoursesService } from './courses.service.js';
import { isRetiredSql } from './retirement.rules.js';
import { reviewDayProblem } from './review-day.rules.js';

/** A course that is due to be read through again. */
export interface DueReview {
  courseId: string;
  slug: string;
  title: string;
  reviewBy: CivilDate;
}

/** By when each course is read through again. */
@Injectable()
export class ReviewDaysService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The day that holds for a course, and who set it; undefined where nobody has. */
  async of(courseId: string): Promise<{ reviewBy: CivilDate; setAt: Date; setBy: string } | undefined> {
    const [row] = await this.database.query<{ reviewBy: CivilDate; setAt: Date; setBy: string }>(
      `select d.review_by as "reviewBy", d.set_at as "setAt", p.name as "setBy" from course_review_day d
       join person p on p.id = d.set_by_id where d.course_id = $1 order by d.id desc limit 1`,
      [courseId],
    );
    return row;
  }

  /** Sets the day in place of the one before. Answers why not when it will not do. */
  async set(slug: string, reviewBy: CivilDate, personId: string): Promise<FieldError | null> {
    const problem = reviewDayProblem(reviewBy, this.clock.today());
    if (problem !== null) return { field: 'reviewBy', message: problem };
    const { courseId } = await this.courses.newest(slug);
    await this.database.transaction(async () => {
      await this.database.query(
        'insert into course_review_day (id, course_id, review_by, set_at, set_by_id) values ($1, $2, $3, $4, $5)',
        [newId(), courseId, reviewBy, this.clock.now(), personId],
      );
      await this.audit.record({
        action: 'courses.review_day_set',
        subjectKind: 'course',
        subjectId: courseId,
        details: { reviewBy },
      });
    });
    return null;
  }

  /** Courses that are not retired and whose day lies between the two, the first to be due first; at most 500. */
  between(from: CivilDate, to: CivilDate): Promise<DueReview[]> {
    return this.database.query<DueReview>(
      `select d.course_id as "courseId", c.slug, v.title, d.review_by as "reviewBy"
         from (select distinct on (course_id) course_id, review_by from course_review_day order by course_id, id desc) d
         join course c on c.id = d.course_id
         cross join lateral (select content->>'title' as title from course_version
           where course_id = c.id order by number desc limit 1) v
        where d.review_by between $1 and $2
          and not ${isRetiredSql('c.id')}
        order by d.review_by, c.slug limit 500`,
      [from, to],
    );
  }
}
