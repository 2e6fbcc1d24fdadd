import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import type { LegalReview } from '../partnerships.types.js';

export interface TrustContext {
  id: string;
  text: string;
  role: string;
  givenOn: CivilDate;
  confidential: boolean;
}

/** Why things are as they are at a Trust, and what lawyers found. Both are withdrawn, never edited. */
@Injectable()
export class ContextService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What the Trust told us, the newest first. For those who may read what is confidential. */
  contexts(organisationId: string): Promise<TrustContext[]> {
    return this.database.query(
      `select id, text, role, given_on as "givenOn", confidential from trust_context
       where organisation_id = $1 and withdrawn_at is null order by given_on desc, id desc limit 100`,
      [organisationId],
    );
  }

  /** The legal reviews that stand, of these organisations. */
  reviews(organisationIds: readonly string[]): Promise<LegalReview[]> {
    return this.database.query(
      `select id, organisation_id as "organisationId", gap_key as "gapKey", nation, provision, finding,
         reviewer_role as "reviewerRole", reviewed_on as "reviewedOn" from legal_review
       where organisation_id = any($1) and withdrawn_at is null order by reviewed_on desc, id desc`,
      [organisationIds],
    );
  }

  /** Records context, confidential unless the Trust said that it may be public. In the caller's transaction, if any. */
  async addContext(
    organisationId: string,
    given: Omit<TrustContext, 'id'> & { replyId: string | null },
    personId: string | null,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        `insert into trust_context (id, organisation_id, reply_id, text, role, given_on, confidential, recorded_by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          organisationId,
          given.replyId,
          given.text,
          given.role,
          given.givenOn,
          given.confidential,
          personId,
          this.clock.now(),
        ],
      );
      const details = { confidential: given.confidential };
      await this.audit.record({
        action: 'trust_contexts.recorded',
        subjectKind: 'trust_context',
        subjectId: id,
        details,
      });
    });
  }

  async addReview(given: Omit<LegalReview, 'id'>, personId: string): Promise<void> {
    await this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        `insert into legal_review (id, organisation_id, gap_key, nation, provision, finding, reviewer_role, reviewed_on,
           recorded_by_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          given.organisationId,
          given.gapKey,
          given.nation,
          given.provision,
          given.finding,
          given.reviewerRole,
          given.reviewedOn,
          personId,
          this.clock.now(),
        ],
      );
      const details = { gap: given.gapKey, nation: given.nation };
      await this.audit.record({
        action: 'legal_reviews.recorded',
        subjectKind: 'legal_review',
        subjectId: id,
        details,
      });
    });
  }

  /** Takes back one of either. Throws NotFoundException when the organisation has no such one. */
  async withdraw(table: 'trust_context' | 'legal_review', organisationId: string, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update ${table} set withdrawn_at = $3 where id::text = $1 and organisation_id = $2 and withdrawn_at is null returning id`,
        [id, organisationId, this.clock.now()],
      );
      if (rows.length === 0)
        throw new NotFoundException('There is no such record. It may have been withdrawn already.');
      await this.audit.record({ action: `${table}s.withdrawn`, subjectKind: table, subjectId: id });
    });
  }
}
