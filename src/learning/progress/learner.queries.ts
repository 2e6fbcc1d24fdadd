import { Injectable } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import type { Nation } from '../../organisations/organisations.types.js';
import { Database } from '../../platform/database/database.js';

/** Everything that changes from request to request on a learner's page: one row, read once. */
export interface LearnerRow {
  enrolmentId: string;
  courseVersionId: string;
  enrolledAt: Date;
  completedAt: Date | null;
  profession: Profession;
  workplaceId: string | null;
  /** Null when the learner has no current workplace. */
  nation: Nation | null;
  workplaceName: string | null;
  organisationId: string | null;
  regionCode: string | null;
  icbCode: string | null;
  profileRevisionId: string | null;
  doneLessonIds: string[];
}

export interface EnrolmentRow {
  courseSlug: string;
  courseVersionId: string;
  enrolmentId: string;
  enrolledAt: Date;
  completedAt: Date | null;
  doneLessons: number;
  attempts: number;
}

/** Reads where a learner stands. Every read is bound to the person who asks. */
@Injectable()
export class LearnerQueries {
  constructor(private readonly database: Database) {}

  /** The person's live enrolment on the course, with their context; undefined when they are not enrolled. */
  async onCourse(personId: string, courseSlug: string): Promise<LearnerRow | undefined> {
    const [row] = await this.database.query<LearnerRow>(
      `select enrolment.id as "enrolmentId", enrolment.course_version_id as "courseVersionId",
              enrolment.enrolled_at as "enrolledAt", enrolment.completed_at as "completedAt",
              person.profession, workplace.id as "workplaceId", workplace.nation, workplace.name as "workplaceName",
              workplace.organisation_id as "organisationId", workplace.region_code as "regionCode",
              workplace.icb_code as "icbCode", revision.id as "profileRevisionId",
              array(select lesson_id from lesson_completion where enrolment_id = enrolment.id) as "doneLessonIds"
         from course
         join enrolment on enrolment.course_id = course.id and enrolment.person_id = $1
                       and enrolment.withdrawn_at is null
         join person on person.id = enrolment.person_id
         left join workplace on workplace.person_id = person.id and workplace.is_current
         left join policy_profile_revision revision
                on revision.organisation_id = workplace.organisation_id and revision.is_current
        where course.slug = $2`,
      [personId, courseSlug],
    );
    return row;
  }

  /** All live enrolments of the person, the newest first. */
  enrolmentsOf(personId: string): Promise<EnrolmentRow[]> {
    return this.database.query<EnrolmentRow>(
      `select course.slug as "courseSlug", enrolment.course_version_id as "courseVersionId", enrolment.id as "enrolmentId",
              enrolment.enrolled_at as "enrolledAt", enrolment.completed_at as "completedAt",
              (select count(*) from lesson_completion where enrolment_id = enrolment.id)::int as "doneLessons",
              (select count(*) from attempt where enrolment_id = enrolment.id and submitted_at is not null)::int as attempts
         from enrolment join course on course.id = enrolment.course_id
        where enrolment.person_id = $1 and enrolment.withdrawn_at is null
        order by enrolment.enrolled_at desc
        limit 200`,
      [personId],
    );
  }
}
