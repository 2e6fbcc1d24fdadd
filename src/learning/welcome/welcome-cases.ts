import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { measuredSeconds } from './measured-time.rules.js';
import { Visits } from './visits.js';

/** The two-minute cases of people who registered afterwards. */
@Injectable()
export class WelcomeCases {
  constructor(
    private readonly database: Database,
    private readonly visits: Visits,
  ) {}

  /** Keeps what the browser that registered had done before, if it was within a day. In the caller's transaction. */
  async keepFor(personId: string, visitCookie: string | null): Promise<void> {
    const visit = this.visits.open(visitCookie);
    if (!visit) return;
    await this.database.query(
      `insert into welcome_case (person_id, nation, answer, opened_at, seconds) values ($1, $2, $3, $4, $5)
       on conflict (person_id) do nothing`,
      [personId, visit.nation, visit.answer, new Date(visit.openedAt), measuredSeconds(visit)],
    );
  }
}
