import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { CivilDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { CoursesService } from '../courses/courses.service.js';
import { EnrollingService } from './enrolling/enrolling.service.js';

/** Taking a course again, for what follows from that in other rooms of the house. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly enrolling: EnrollingService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a person who completed the course begin it anew, on its newest version, to be finished by a day. What they
   * completed stays, and stands no more. Who is under way goes on as they are. Answers the enrolment's id.
   */
  async renew(personId: string, courseSlug: string, dueOn: CivilDate | null): Promise<{ id: string; isNew: boolean }> {
    const { courseId } = await this.courses.newest(courseSlug);
    return this.database.transaction(async () => {
      await this.database.lock(`renewal of ${personId} ${courseId}`);
      const [completed] = await this.database.query<{ id: string }>(
        `update enrolment set withdrawn_at = $3 where person_id = $1 and course_id = $2
           and withdrawn_at is null and completed_at is not null returning id`,
        [personId, courseId, this.clock.now()],
      );
      if (completed)
        await this.audit.record({
          action: 'enrolments.renewed',
          subjectKind: 'enrolment',
          subjectId: completed.id,
        });
      return this.enrolling.enrol(personId, courseSlug, { origin: 'self', reason: null, dueOn });
    });
  }
}
