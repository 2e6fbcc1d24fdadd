import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Nation } from '../../organisations/organisations.types.js';
import { PartnerReplyEntity } from '../replies/partner-reply.entity.js';

/** Why things are as they are, in the Trust's words. Kept apart from facts; confidential unless the Trust says otherwise. */
@Entity('trust_context')
@Index('trust_context_organisation', ['organisationId'])
export class TrustContextEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_trust_context' })
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  @ForeignKey('OrganisationEntity', { name: 'trust_context_organisation_fk' })
  organisationId: string;

  /** The reply that it came with; null when staff recorded it. */
  @Column('uuid', { name: 'reply_id', nullable: true })
  @ForeignKey(() => PartnerReplyEntity, { name: 'trust_context_reply_fk' })
  replyId: string | null;

  @Column('text')
  text: string;

  /** Whose words they are: a role, never a name. */
  @Column('text')
  role: string;

  @Column('date', { name: 'given_on' })
  givenOn: string;

  @Column('boolean', { default: true })
  confidential: boolean;

  @Column('uuid', { name: 'recorded_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'trust_context_person_fk' })
  recordedById: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}

/** What a lawyer found on one gap: without it nothing is said to be inconsistent with the law. Withdrawn, never edited. */
@Entity('legal_review')
@Index('legal_review_organisation', ['organisationId'])
export class LegalReviewEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_legal_review' })
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  @ForeignKey('OrganisationEntity', { name: 'legal_review_organisation_fk' })
  organisationId: string;

  @Column('text', { name: 'gap_key' })
  gapKey: string;

  /** Whose law it was reviewed against. */
  @Column('text')
  nation: Nation;

  @Column('text')
  provision: string;

  @Column('text')
  finding: string;

  @Column('text', { name: 'reviewer_role' })
  reviewerRole: string;

  @Column('date', { name: 'reviewed_on' })
  reviewedOn: string;

  @Column('uuid', { name: 'recorded_by_id' })
  @ForeignKey('PersonEntity', { name: 'legal_review_person_fk' })
  recordedById: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}
