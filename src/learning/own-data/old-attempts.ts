import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';

/** Attempts that nobody needs any more. */
@Injectable()
export class OldAttempts {
  constructor(private readonly database: Database) {}

  /**
   * Deletes attempts that were not passed and were sent in before the London day, with their answers. Those of a course under
   * way stay: they count towards the attempts that one has. Answers how many went; in the caller's transaction.
   */
  async deleteFailedBefore(day: CivilDate, limit: number): Promise<number> {
    const gone = await this.database.query(
      `delete from attempt where id in (select a.id from attempt a join enrolment e on e.id = a.enrolment_id
         where not a.passed and a.submitted_at < $1::date::timestamp at time zone 'Europe/London'
           and (e.completed_at is not null or e.withdrawn_at is not null) order by a.submitted_at limit $2) returning id`,
      [day, limit],
    );
    return gone.length;
  }
}
