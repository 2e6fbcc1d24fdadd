import { ConflictException, Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import { isClosed, type Retired, retiredInWords, retiredSql } from '../../courses/retirement.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import { londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { EnrolmentCompleted } from '../learning.events.js';
import { percentOf, type Tally } from './score.rules.js';
import { noEnrolment } from './learners.js';
import { progressOf } from './progress.rules.js';
import { isId } from '../../platform/database/new-id.js';

interface HeldEnrolment {
  courseVersionId: string;
  completedAt: Date | null;
}

/** What every change of an enrolment shares: one at a time, and completing it when nothing is left to do. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds the person's enrolment until the transaction ends, so that two tabs change it one after the other. Throws
   * NotFoundException when it is not theirs, and ConflictException when the course is retired and they can go on no more.
   * `on`: the day on which what is done counts; today by default.
   */
  async hold(personId: string, enrolmentId: string, on = this.clock.today()): Promise<HeldEnrolment> {
    if (!isId(enrolmentId)) throw noEnrolment();
    const [row] = await this.database.query<HeldEnrolment & { retired: Retired | null }>(
      `select course_version_id as "courseVersionId", completed_at as "completedAt",
         ${retiredSql('e.course_id')} as retired
         from enrolment e where id = $2 and person_id = $1 and withdrawn_at is null for update`,
      [personId, enrolmentId],
    );
    if (!row) throw noEnrolment();
    const { retired, ...held } = row;
    if (retired && held.completedAt === null && isClosed(retired, on))
      throw new ConflictException(`This course is retired. ${retiredInWords(retired, on)}`);
    return held;
  }

  /**
   * Completes an enrolment that is held, once every lesson was read and the check passed, whichever came last; who
   * listens does their part in the same transaction. Answers whether it is complete, now or since long.
   */
  async completeIfDone(enrolmentId: string): Promise<boolean> {
    const [row] = await this.database.query<{
      personId: string;
      courseVersionId: string;
      enrolledAt: Date;
      completedAt: Date | null;
      workplaceId: string | null;
      readLessonIds: string[];
      score: Tally | null;
    }>(
      `select e.person_id as "personId", e.course_version_id as "courseVersionId", e.enrolled_at as "enrolledAt",
              e.completed_at as "completedAt", w.id as "workplaceId",
              array(select lesson_id from lesson_completion where enrolment_id = e.id) as "readLessonIds",
              (select jsonb_build_object('right', core_right, 'of', core_of) from attempt
                where enrolment_id = e.id and course_version_id = e.course_version_id and passed
                order by number limit 1) as score
         from enrolment e left join workplace w on w.person_id = e.person_id and w.is_current
        where e.id = $1`,
      [enrolmentId],
    );
    if (!row) return false;
    if (row.completedAt !== null) return true;
    const version = await this.courses.version(row.courseVersionId);
    const done = { readLessonIds: row.readLessonIds, checkPassed: row.score !== null };
    if (row.score === null || !progressOf(version, done).nothingLeft) return false;
    const now = this.clock.now();
    await this.database.query('update enrolment set completed_at = $2 where id = $1', [enrolmentId, now]);
    await this.audit.record({ action: 'enrolments.completed', subjectKind: 'enrolment', subjectId: enrolmentId });
    await this.events.publish(
      new EnrolmentCompleted({
        id: enrolmentId,
        personId: row.personId,
        courseVersionId: row.courseVersionId,
        workplaceId: row.workplaceId,
        enrolledOn: londonDate(row.enrolledAt),
        completedOn: londonDate(now),
        completedAt: now,
        score: { ...row.score, percent: percentOf(row.score) },
        minutes: null,
      }),
    );
    return true;
  }
}
