import { Injectable } from '@nestjs/common';
import type { Profession, WorkplaceKind } from '../../accounts/accounts.types.js';
import { type Retired, retiredSql } from '../../courses/retirement.rules.js';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import type { CheckAdjustment } from '../knowledge-check/time-limit.rules.js';
import type { EnrolmentOrigin } from '../enrolling/enrolment.rules.js';

/** Everything that differs from learner to learner on a page: one row, read at once. */
export interface LearnerRow {
  enrolmentId: string;
  courseVersionId: string;
  /** Not once it was begun anew; it can be read then, and changed no more. */
  stands: boolean;
  enrolledAt: Date;
  completedAt: Date | null;
  dueOn: CivilDate | null;
  /** Null while the course is open. */
  retired: Retired | null;
  origin: EnrolmentOrigin;
  /** Why somebody else enrolled the person, in their words. */
  reason: string | null;
  profession: Profession;
  /** Null, with all that follows, for somebody who never said where they work. */
  workplaceId: string | null;
  workplaceKind: WorkplaceKind | null;
  workplaceName: string | null;
  nation: Nation | null;
  regionCode: string | null;
  icbCode: string | null;
  fictional: boolean;
  /** Set when the organisation has closed. */
  closedOn: string | null;
  profileRevisionId: string | null;
  /** When each lesson was read, as an ISO instant, by lesson id. Lessons of other versions may be among them. */
  readLessons: Record<string, string>;
  /** Whether the knowledge check of this version was passed. */
  checkPassed: boolean;
  /** Whether a clinician and a lawyer have reviewed this version. */
  reviewed: boolean;
  /** What is arranged for their knowledge check; null for nothing. */
  adjustment: CheckAdjustment | null;
  /** What the person keeps of the lesson that was asked for, by the key of the block; empty words for a bookmark. */
  notes: Record<string, string>;
}

export interface EnrolmentRow {
  enrolmentId: string;
  courseId: string;
  courseVersionId: string;
  /** Not once it was begun anew; it can be read then, and changed no more. */
  stands: boolean;
  enrolledAt: Date;
  completedAt: Date | null;
  dueOn: CivilDate | null;
  /** Null while the course is open. */
  retired: Retired | null;
  readLessonIds: string[];
  checkPassed: boolean;
}

const RETIRED = `${retiredSql('e.course_id')} as retired`;
const CHECK_PASSED = `exists (select 1 from attempt a where a.enrolment_id = e.id
  and a.course_version_id = e.course_version_id and a.passed) as "checkPassed"`;

/** Reads where a learner stands. Every read is bound to the person who asks. */
@Injectable()
export class LearnerQueries {
  constructor(private readonly database: Database) {}

  /**
   * The person's enrolment with all that their pages depend on, also one that they completed and began anew; undefined when
   * there is none or it is somebody else's.
   * An organisation's nation and area are read where they are kept, since it may move. `lesson`: the slug of the one whose
   * notes are wanted.
   */
  async one(personId: string, enrolmentId: string, lesson: string | null): Promise<LearnerRow | undefined> {
    const [row] = await this.database.query<LearnerRow>(
      `select e.id as "enrolmentId", e.course_version_id as "courseVersionId", e.withdrawn_at is null as stands,
              e.enrolled_at as "enrolledAt", e.completed_at as "completedAt", e.due_on as "dueOn", ${RETIRED}, e.origin, e.reason, p.profession,
              w.id as "workplaceId", w.kind as "workplaceKind", coalesce(o.name, w.name) as "workplaceName",
              coalesce(o.nation, w.nation) as nation,
              case when o.id is null then w.region_code else o.region_code end as "regionCode",
              case when o.id is null then w.icb_code else o.icb_code end as "icbCode",
              coalesce(o.fictional, false) as fictional, o.closed_on as "closedOn",
              profile.revision_id as "profileRevisionId",
              coalesce((select jsonb_object_agg(c.lesson_id, c.completed_at) from lesson_completion c
                where c.enrolment_id = e.id), '{}') as "readLessons",
              ${CHECK_PASSED},
              (select count(distinct r.kind) from course_review r where r.version_id = e.course_version_id) = 2
                as reviewed,
              (select jsonb_build_object('extraTime', k.extra_time, 'moreAttempts', k.more_attempts, 'noPause', k.no_pause)
                 from check_adjustment k where k.enrolment_id = e.id order by k.id desc limit 1) as adjustment,
              coalesce((select jsonb_object_agg(n.block_key, n.words) from lesson_note n
                where n.person_id = $1 and n.course_id = e.course_id and n.lesson_slug = $3), '{}') as notes
         from enrolment e
         join person p on p.id = e.person_id
         left join workplace w on w.person_id = p.id and w.is_current
         left join organisation o on o.id = w.organisation_id
         left join policy_profile profile on profile.organisation_id = w.organisation_id
        where e.id = $2 and e.person_id = $1 and (e.withdrawn_at is null or e.completed_at is not null)`,
      [personId, enrolmentId, lesson],
    );
    return row;
  }

  /** All that the person takes or has completed, the newest first; at most 200. */
  all(personId: string): Promise<EnrolmentRow[]> {
    return this.database.query<EnrolmentRow>(
      `select e.id as "enrolmentId", e.course_id as "courseId", e.course_version_id as "courseVersionId",
              e.withdrawn_at is null as stands, e.enrolled_at as "enrolledAt", e.completed_at as "completedAt", e.due_on as "dueOn", ${RETIRED},
              array(select c.lesson_id from lesson_completion c where c.enrolment_id = e.id) as "readLessonIds",
              ${CHECK_PASSED}
         from enrolment e where e.person_id = $1 and (e.withdrawn_at is null or e.completed_at is not null)
        order by e.enrolled_at desc, e.id desc limit 200`,
      [personId],
    );
  }
}
