import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { enrolmentShown, shownToContact, worksThere } from './cohorts.queries.js';

/** Somebody who completed the course, as their employer may record it. */
export interface CompletedMember {
  personId: string;
  name: string;
  completedAt: Date;
}

/** Reads who of a cohort has completed its course: of those whom the Trust's contact sees, whoever asks. */
@Injectable()
export class EsrQueries {
  constructor(private readonly database: Database) {}

  /** At most `limit`, before a person, the newest accounts first. */
  completed(cohortId: string, before: string | null, limit: number): Promise<CompletedMember[]> {
    return this.database.query(
      `select m.person_id as "personId", p.name, e.completed_at as "completedAt"
         from cohort c join cohort_member m on m.cohort_id = c.id join person p on p.id = m.person_id ${worksThere}
         ${enrolmentShown('c.course_id')}
        where c.id = $1 and ${shownToContact} and e.completed_at is not null and ($2::uuid is null or m.person_id < $2)
        order by m.person_id desc limit $3`,
      [cohortId, before, limit],
    );
  }
}
