import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { valueInWords } from '../profiles/profile.rules.js';
import { type FactToShare, GoodPracticeQueries } from './good-practice.queries.js';
import { type Shareable, whyNotShare } from './good-practice.rules.js';

/** Marks passages for other Trusts to learn from, and takes that back. */
@Injectable()
export class GoodPracticeService {
  constructor(
    private readonly database: Database,
    private readonly queries: GoodPracticeQueries,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Marks a fact, with why. Answers why not, when not. Throws NotFoundException. */
  mark(factId: string, why: string, personId: string): Promise<string[]> {
    return this.database.transaction(async () => {
      // Whoever withdraws the fact at this moment comes before or after, not between.
      await this.database.query('select id from policy_fact where id = $1 for update', [factId]);
      const fact = await this.queries.fact(factId);
      if (!fact) throw new NotFoundException('There is no such fact.');
      const reasons = whyNotShare(asShareable(fact));
      if (reasons.length > 0) return reasons;
      const id = newId();
      const rows = await this.database.query(
        `insert into policy_good_practice (id, fact_id, why, marked_at, marked_by_id) values ($1, $2, $3, $4, $5)
         on conflict (fact_id) where withdrawn_at is null do nothing returning id`,
        [id, factId, why, this.clock.now(), personId],
      );
      if (rows.length === 0) return ['Somebody shares it already.'];
      await this.audit.record({
        action: 'good_practice.shared',
        subjectKind: 'policy_good_practice',
        subjectId: id,
        details: { factId, key: fact.key },
      });
      return [];
    });
  }

  /** Takes a passage back, with why. Throws NotFoundException when it is not shared. */
  withdraw(practiceId: string, reason: string, personId: string): Promise<void> {
    return this.database.transaction(async () => {
      const rows = await this.database.query(
        `update policy_good_practice set withdrawn_at = $2, withdrawn_by_id = $3, withdrawn_for = $4
         where id = $1 and withdrawn_at is null returning id`,
        [practiceId, this.clock.now(), personId, reason],
      );
      if (rows.flat().length === 0) throw new NotFoundException('It is not shared, or no longer.');
      await this.audit.record({
        action: 'good_practice.withdrawn',
        subjectKind: 'policy_good_practice',
        subjectId: practiceId,
      });
    });
  }
}

export function asShareable(fact: FactToShare): Shareable {
  const { state, superseded, quote, paraphrase, mayPublish, verifiedOn, question, value } = fact;
  return {
    state,
    superseded,
    quote,
    paraphrase,
    mayPublish,
    verified: verifiedOn !== null,
    valueInWords: valueInWords(question, value),
  };
}
