import { ConflictException, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type CivilDate, dateInWords, londonDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { Events } from '../platform/events.js';
import type { FieldError } from '../platform/http/form.js';
import { CourseReopened, CourseRetired } from './courses.events.js';
import { CoursesService } from './courses.service.js';
import type { CourseVersion } from './courses.types.js';
import { finishByProblem, type Retired } from './retirement.rules.js';

export interface Retirement extends Retired {
  id: string;
  courseId: string;
  courseSlug: string;
  /** In words for learners. */
  reason: string;
  retiredAt: Date;
  retiredBy: string;
  /** When it was reopened, or retired otherwise. */
  endedAt: Date | null;
}

const RETIREMENT = `select r.id, r.course_id as "courseId", c.slug as "courseSlug", r.finish_by as "finishBy", r.reason,
    r.retired_at as "retiredAt", p.name as "retiredBy", r.ended_at as "endedAt"
  from course_retirement r join course c on c.id = r.course_id join person p on p.id = r.retired_by_id`;

const retiringOf = (courseId: string): string => `retiring of course ${courseId}`;

/** Retires courses and reopens them. What was published, completed and certified stays as it is. */
@Injectable()
export class RetirementsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** How the course is retired; undefined for one that is open. */
  async standing(courseId: string): Promise<Retirement | undefined> {
    const [row] = await this.database.query<Retirement>(`${RETIREMENT} where r.course_id = $1 and r.ended_at is null`, [
      courseId,
    ]);
    return row;
  }

  /** Undefined when there is no such retirement. */
  async one(id: string): Promise<Retirement | undefined> {
    const [row] = await this.database.query<Retirement>(`${RETIREMENT} where r.id = $1`, [id]);
    return row;
  }

  /**
   * The newest version of a course that people can be enrolled on. Throws NotFoundException when there is no such course,
   * and ConflictException when it is retired.
   */
  async openCourse(slug: string): Promise<CourseVersion> {
    const version = await this.courses.newest(slug);
    await this.refuseRetired(version);
    return version;
  }

  /**
   * For whoever enrols people on the course in the ambient transaction: nobody retires it before that ends, so that all who
   * are under way by then are told. Throws ConflictException when it is retired.
   */
  async keepOpen(course: Pick<CourseVersion, 'courseId' | 'title'>): Promise<void> {
    await this.database.share(retiringOf(course.courseId));
    await this.refuseRetired(course);
  }

  private async refuseRetired({ courseId, title }: Pick<CourseVersion, 'courseId' | 'title'>): Promise<void> {
    const retired = await this.standing(courseId);
    if (retired)
      throw new ConflictException(
        `“${title}” was retired on ${dateInWords(londonDate(retired.retiredAt))}: nobody can join it any more.`,
      );
  }

  /**
   * Retires a course: nobody joins any more, and learners under way can finish until a day, or not any more when none is
   * given. Of a retired course it changes the day. Answers why not when the day will not do. Pressing twice is once.
   */
  async retire(
    slug: string,
    { finishBy, reason }: { finishBy: CivilDate | null; reason: string },
    personId: string,
  ): Promise<FieldError | null> {
    const problem = finishBy === null ? null : finishByProblem(finishBy, this.clock.today());
    if (problem !== null) return { field: 'finishBy', message: problem };
    const { courseId } = await this.courses.newest(slug);
    await this.database.transaction(async () => {
      await this.database.lock(retiringOf(courseId));
      const before = await this.standing(courseId);
      if (before?.finishBy === finishBy && before.reason === reason) return;
      await this.end(courseId, personId);
      const id = newId();
      await this.database.query(
        `insert into course_retirement (id, course_id, finish_by, reason, retired_at, retired_by_id)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, courseId, finishBy, reason, this.clock.now(), personId],
      );
      await this.record('courses.retired', courseId, { retirement: id, finishBy });
      await this.events.publish(new CourseRetired(id));
    });
    return null;
  }

  /** Opens a retired course again, as it is published. Pressing twice is once. */
  async reopen(slug: string, personId: string): Promise<void> {
    const { courseId } = await this.courses.newest(slug);
    await this.database.transaction(async () => {
      await this.database.lock(retiringOf(courseId));
      const ended = await this.end(courseId, personId);
      if (ended === undefined) return;
      await this.record('courses.reopened', courseId, { retirement: ended });
      await this.events.publish(new CourseReopened(courseId, ended));
    });
  }

  private async end(courseId: string, personId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      'update course_retirement set ended_at = $2, ended_by_id = $3 where course_id = $1 and ended_at is null returning id',
      [courseId, this.clock.now(), personId],
    );
    return row?.id;
  }

  private async record(action: string, courseId: string, details: Record<string, unknown>): Promise<void> {
    await this.audit.record({ action, subjectKind: 'course', subjectId: courseId, details });
  }
}
