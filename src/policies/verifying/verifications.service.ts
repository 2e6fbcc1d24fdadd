import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { type FactToVerify, VerificationsQueries } from './verifications.queries.js';
import { whyNotVerify } from './verifying.rules.js';

/** What a second person says about a fact after comparing it with its source. */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly database: Database,
    private readonly queries: VerificationsQueries,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Records that the fact agrees with its source; lessons may use it from now on. Answers why not, when not. */
  async verify(factId: string, personId: string, note: string | null): Promise<string[]> {
    return this.settle(factId, personId, 'facts.verified', () =>
      this.database.query(
        `insert into policy_verification (id, fact_id, verified_on, verified_by_id, note, recorded_at) values ($1, $2, $3, $4, $5, $6)`,
        [newId(), factId, this.clock.today(), personId, note, this.clock.now()],
      ),
    );
  }

  /** Takes back a fact that its source does not bear out, with the reason. It stays readable as of its time. */
  async withdraw(factId: string, personId: string, reason: string): Promise<string[]> {
    return this.settle(factId, personId, 'facts.withdrawn', () =>
      this.database.query('update policy_fact set superseded_at = $2, withdrawn_for = $3 where id = $1', [
        factId,
        this.clock.now(),
        reason,
      ]),
    );
  }

  private settle(factId: string, personId: string, action: string, change: () => Promise<unknown>): Promise<string[]> {
    return this.database.transaction(async () => {
      // Two people with the same fact before them: the second sees what the first did.
      await this.database.query('select id from policy_fact where id = $1 for update', [factId]);
      const fact = await this.known(factId);
      const reasons = whyNotVerify(fact, personId);
      if (reasons.length > 0) return reasons;
      await change();
      await this.audit.record({ action, subjectKind: 'policy_fact', subjectId: factId, details: { key: fact.key } });
      await this.profiles.revise([fact.organisationId]);
      return [];
    });
  }

  private async known(factId: string): Promise<FactToVerify> {
    const fact = await this.queries.one(factId);
    if (!fact) throw new NotFoundException('There is no such fact.');
    return fact;
  }
}
