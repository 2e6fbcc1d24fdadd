import { Injectable, NotFoundException } from '@nestjs/common';
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
   * Enrols the person on the newest version of the course. Who is enrolled already stays on their version.
   * Answers whether the enrolment is new. Throws NotFoundException when no such course is published.
   */
  async enrol(personId: string, courseSlug: string): Promise<boolean> {
    const version = await this.courses.newest(courseSlug);
    if (!version) throw new NotFoundException('There is no course at this address.');
    return this.database.transaction(async () => {
      const id = newId();
      const made = await this.database.query<{ id: string }>(
        `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, course_id) where withdrawn_at is null do nothing returning id`,
        [id, personId, version.courseId, version.id, this.clock.now()],
      );
      if (made.length === 0) return false;
      await this.audit.record({ action: 'enrolments.made', subjectKind: 'enrolment', subjectId: id });
      return true;
    });
  }
}
