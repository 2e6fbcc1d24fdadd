import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import type { Answer } from '../extracting/answer.form.js';
import { FactsWriter } from '../facts/facts-writer.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { type FactToVerify, VerificationsQueries } from './verifications.queries.js';
import { type Outcome, whyNotChange, whyNotSendBack, whyNotVerify } from './verifying.rules.js';

/** What a second person says about a fact after comparing it with its source. Each verb answers why not, when not. */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly database: Database,
    private readonly queries: VerificationsQueries,
    private readonly writer: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Records that the fact agrees with its source; lessons may use it from now on. */
  async verify(factId: string, personId: string, note: string | null): Promise<string[]> {
    return this.settle(
      factId,
      'facts.verified',
      (fact) => whyNotVerify(fact, personId),
      async () => {
        await this.database.query(
          `insert into policy_verification (id, fact_id, verified_on, verified_by_id, note, recorded_at) values ($1, $2, $3, $4, $5, $6)`,
          [newId(), factId, this.clock.today(), personId, note, this.clock.now()],
        );
        await this.record(factId, personId, 'agreed', null);
      },
    );
  }

  /** Records what the source says instead. It is the second reader's own fact, and waits for somebody else. */
  async correct(factId: string, personId: string, answer: Answer, reason: string): Promise<string[]> {
    return this.settle(
      factId,
      'facts.corrected',
      (fact) => whyNotVerify(fact, personId),
      async (fact) => {
        const { under, ...said } = answer;
        const { documentLineage, lineage, questionId, organisationId, standing, agesFrom } = fact;
        await this.writer.write(
          [],
          [
            {
              ...{ documentLineage, lineage, questionId, organisationId, standing, agesFrom },
              ...said,
              answeredUnderId: under === fact.answeredUnder?.key ? fact.answeredUnder.id : null,
              extractedById: personId,
              verifiedOn: null,
            },
          ],
          { facts: new Map(), documents: new Map() },
        );
        await this.record(factId, personId, 'corrected', reason, lineage);
      },
    );
  }

  /** Gives it back to whoever recorded it, who finds it in their queue with the reason. */
  async sendBack(factId: string, personId: string, reason: string): Promise<string[]> {
    return this.settle(
      factId,
      'facts.sent_back',
      (fact) => whyNotSendBack(fact, personId),
      () => this.record(factId, personId, 'sent_back', reason),
    );
  }

  /** Takes back a fact that its source does not bear out, with the reason. It stays readable as of its time. */
  async withdraw(factId: string, personId: string, reason: string): Promise<string[]> {
    return this.settle(factId, 'facts.withdrawn', whyNotChange, async (fact) => {
      await this.database.query('update policy_fact set superseded_at = $2, withdrawn_for = $3 where id = $1', [
        factId,
        this.clock.now(),
        reason,
      ]);
      // Taking back one's own is no second reading, and one that was sent back has had its own.
      if (fact.extractedById !== personId && fact.sentBackFor === null)
        await this.record(factId, personId, 'withdrawn', reason);
    });
  }

  private settle(
    factId: string,
    action: string,
    whyNot: (fact: FactToVerify) => string[],
    change: (fact: FactToVerify) => Promise<unknown>,
  ): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-facts');
      // Two people with the same fact before them: the second sees what the first did.
      await this.database.query('select id from policy_fact where id = $1 for update', [factId]);
      const fact = await this.known(factId);
      const reasons = whyNot(fact);
      if (reasons.length > 0) return reasons;
      await change(fact);
      await this.audit.record({ action, subjectKind: 'policy_fact', subjectId: factId, details: { key: fact.key } });
      await this.profiles.revise([fact.organisationId]);
      return [];
    });
  }

  /** `corrected`: the place in the source at which the second reader's own fact stands now. */
  private record(factId: string, personId: string, outcome: Outcome, reason: string | null, corrected?: string) {
    return this.database.query(
      `insert into policy_verification_outcome (id, fact_id, outcome, reason, corrected_fact_id, read_by_id, read_at)
       values ($1, $2, $3, $4, (select id from policy_fact where lineage = $5 and superseded_at is null), $6, $7)`,
      [newId(), factId, outcome, reason, corrected ?? null, personId, this.clock.now()],
    );
  }

  private async known(factId: string): Promise<FactToVerify> {
    const fact = await this.queries.one(factId);
    if (!fact) throw new NotFoundException('There is no such fact.');
    return fact;
  }
}
