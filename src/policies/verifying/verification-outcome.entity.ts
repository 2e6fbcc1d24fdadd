import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Outcome } from './verifying.rules.js';

/** What a second reader found of a fact. One for each fact: a fact that was read again is a new one. Never edited. */
@Entity('policy_verification_outcome')
@Index('policy_verification_outcome_once', ['factId'], { unique: true })
@Index('policy_verification_outcome_corrected', ['correctedFactId'])
@Check('policy_verification_outcome_kind', `"outcome" in ('agreed', 'corrected', 'sent_back', 'withdrawn')`)
@Check('policy_verification_outcome_reason', `("outcome" = 'agreed') or "reason" is not null`)
export class PolicyVerificationOutcomeEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('PolicyFactEntity', { name: 'policy_verification_outcome_fact_fk' })
  @Column('uuid', { name: 'fact_id' })
  factId: string;

  @Column('text')
  outcome: Outcome;

  @Column('text', { nullable: true })
  reason: string | null;

  /** The fact that the second reader recorded in its place. */
  @ForeignKey('PolicyFactEntity', { name: 'policy_verification_outcome_corrected_fk' })
  @Column('uuid', { name: 'corrected_fact_id', nullable: true })
  correctedFactId: string | null;

  @Column('uuid', { name: 'read_by_id' })
  readById: string;

  @Column('timestamptz', { name: 'read_at' })
  readAt: Date;
}
