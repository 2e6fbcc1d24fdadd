import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import type { Addendum, AddendumContent, AddendumContext, Certificate } from './certificates.types.js';

/** What holders learned after their certificates were issued. */
@Injectable()
export class CertificateAddendaService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All of one completion, the first one first. A session that was held has none. */
  async of({
    enrolmentId,
    courseVersionId,
  }: Pick<Certificate, 'enrolmentId' | 'courseVersionId'>): Promise<Addendum[]> {
    if (enrolmentId === null) return [];
    return this.database.query<Addendum>(
      `select number, recorded_on as "recordedOn", context, content from certificate_addendum
       where enrolment_id = $1 and course_version_id = $2 order by number`,
      [enrolmentId, courseVersionId],
    );
  }

  /**
   * Records the addendum with this number; a second time changes nothing, so that two tabs and a double press leave one.
   * The content is what the holder was shown, which the caller has made sure of.
   */
  async record(
    completion: { enrolmentId: string; courseVersionId: string },
    addendum: { number: number; context: AddendumContext; content: AddendumContent },
  ): Promise<void> {
    await this.database.transaction(async () => {
      const [added] = await this.database.query<{ id: string }>(
        `insert into certificate_addendum
           (id, enrolment_id, course_version_id, number, recorded_at, recorded_on, context, content)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (enrolment_id, course_version_id, number) do nothing
         returning id`,
        [
          newId(),
          completion.enrolmentId,
          completion.courseVersionId,
          addendum.number,
          this.clock.now(),
          this.clock.today(),
          JSON.stringify(addendum.context),
          JSON.stringify(addendum.content),
        ],
      );
      if (added)
        await this.audit.record({
          action: 'certificates.addendum',
          subjectKind: 'certificate_addendum',
          subjectId: added.id,
        });
    });
  }
}
