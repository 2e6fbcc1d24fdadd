import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { NO_END, type ValidityTerms } from '../renewal/renewal.rules.js';

/** What is decided for the certificates of a course. */
export interface CourseTerms extends ValidityTerms {
  /** Null: the default one. */
  templateId: string | null;
}

const UNDECIDED: CourseTerms = { templateId: null, ...NO_END };

/** What administrators decide for the certificates of each course. It holds for those that are issued from then on. */
@Injectable()
export class CertificateCoursesService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** What holds for a course. */
  async of(courseId: string): Promise<CourseTerms> {
    return (await this.all([courseId])).get(courseId) ?? UNDECIDED;
  }

  /** What was decided, by course; a course that is missing is as all are at first. One statement. */
  async all(courseIds: readonly string[]): Promise<Map<string, CourseTerms>> {
    const rows = await this.database.query<CourseTerms & { courseId: string }>(
      `select course_id as "courseId", template_id as "templateId", valid_months as "validMonths",
         renewal_days as "renewalDays" from certificate_course where course_id = any($1)`,
      [courseIds],
    );
    return new Map(rows.map(({ courseId, ...terms }) => [courseId, terms]));
  }

  async decide(courseId: string, { templateId, validMonths, renewalDays }: CourseTerms): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.query(
        `insert into certificate_course (course_id, template_id, valid_months, renewal_days) values ($1, $2, $3, $4)
         on conflict (course_id) do update set template_id = excluded.template_id,
           valid_months = excluded.valid_months, renewal_days = excluded.renewal_days`,
        [courseId, templateId, validMonths, renewalDays],
      );
      await this.audit.record({
        action: 'certificate-courses.decided',
        subjectKind: 'course',
        subjectId: courseId,
        details: { templateId, validMonths, renewalDays },
      });
    });
  }
}
