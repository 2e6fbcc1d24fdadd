import { Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';

/** Lets people join courses. */
@Injectable()
export class EnrollingService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Enrols the person on the newest version of the course; who is enrolled already stays as they are. Answers the
   * enrolment's id, and whether it is new. Throws NotFoundException when no such course is published.
   */
  async enrol(personId: string, courseSlug: string): Promise<{ id: string; isNew: boolean }> {
    const version = await this.courses.newest(courseSlug);
    return this.database.transaction(async () => {
      const id = newId();
      const made = await this.database.query(
        `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, course_id) do nothing returning id`,
        [id, personId, version.courseId, version.id, this.clock.now()],
      );
      if (made.length > 0) {
        await this.audit.record({ action: 'enrolments.made', subjectKind: 'enrolment', subjectId: id });
        return { id, isNew: true };
      }
      const [standing] = await this.database.query<{ id: string }>(
        'select id from enrolment where person_id = $1 and course_id = $2',
        [personId, version.courseId],
      );
      return { id: standing?.id ?? id, isNew: false };
    });
  }
}
