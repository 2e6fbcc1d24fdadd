import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { STANDING_REVOCATION } from '../certificate-status.rules.js';
import { CertificatesDeleted } from '../certificates.events.js';

/** Certificates that nobody has to be able to check any more, where this installation sets an end. */
@Injectable()
export class OldCertificates {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /**
   * Deletes what a person was certified of a course once all of it ended before the day: each on its last valid day, or as it
   * was issued where it has none. One that is newer keeps the older ones, which it refers to,
   * and one that is revoked keeps them all: its badge would count as valid again once nothing says otherwise. At most `limit` persons and
   * courses; answers how many. In the transaction of the nightly job, to which alone the database lets them go.
   */
  async deleteBefore(day: CivilDate, limit: number): Promise<number> {
    const ended = (row: string) => `greatest(${row}.issued_on, coalesce(${row}.valid_until, ${row}.issued_on)) < $1`;
    const awards = await this.database.query<{ personId: string; courseId: string }>(
      `select distinct c.person_id as "personId", c.course_id as "courseId" from certificate c
        where c.issued_on < $1 and ${ended('c')}
          and not exists (select from certificate x where x.person_id = c.person_id and x.course_id = c.course_id
            and (not (${ended('x')})
              or exists (select from certificate_change r where r.certificate_id = x.id and ${STANDING_REVOCATION})))
        order by 1, 2 limit $2`,
      [day, limit],
    );
    if (awards.length === 0) return 0;
    const certificates = await this.database.query<{ id: string; enrolmentId: string | null }>(
      `select c.id, c.enrolment_id as "enrolmentId" from unnest($1::uuid[], $2::uuid[]) as a(person_id, course_id)
         join certificate c on c.person_id = a.person_id and c.course_id = a.course_id order by c.id`,
      [awards.map(({ personId }) => personId), awards.map(({ courseId }) => courseId)],
    );
    const ids = certificates.map(({ id }) => id);
    await this.events.publish(new CertificatesDeleted(ids));
    await this.database.query('update certificate_list_row set certificate_id = null where certificate_id = any($1)', [
      ids,
    ]);
    await this.database.query('delete from certificate_addendum where enrolment_id = any($1)', [
      certificates.map(({ enrolmentId }) => enrolmentId).filter((id) => id !== null),
    ]);
    await this.database.query('delete from certificate_document where certificate_id = any($1)', [ids]);
    await this.database.query('delete from certificate_change where certificate_id = any($1)', [ids]);
    await this.database.query('delete from certificate where id = any($1)', [ids]);
    return awards.length;
  }
}
