import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AnswerState, FactValue, Standing } from '../policies.types.js';

/** What one source says on one question. Never edited: a newer reading of the same place supersedes it. */
@Entity('policy_fact')
@Index('policy_fact_organisation', ['organisationId'])
@Index('policy_fact_question', ['questionId'])
@Index('policy_fact_document', ['documentId'])
@Index('policy_fact_current', ['lineage'], { unique: true, where: '"superseded_at" is null' })
@Check('policy_fact_withdrawn_is_superseded', `"withdrawn_for" is null or "superseded_at" is not null`)
export class PolicyFactEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('OrganisationEntity', { name: 'policy_fact_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @ForeignKey('PolicyQuestionEntity', { name: 'policy_fact_question_fk' })
  @Column('uuid', { name: 'question_id' })
  questionId: string;

  @ForeignKey('PolicyDocumentEntity', { name: 'policy_fact_document_fk' })
  @Column('uuid', { name: 'document_id' })
  documentId: string;

  @Column('text')
  state: AnswerState;

  @Column('jsonb', { nullable: true })
  value: FactValue;

  @Column('text', { nullable: true })
  quote: string | null;

  /** In our words, never verbatim. */
  @Column('text', { nullable: true })
  paraphrase: string | null;

  /** Where in the source. */
  @Column('text', { nullable: true })
  locator: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** The source answers this by pointing to its answer to that question ("as per Q1"). */
  @ForeignKey('PolicyQuestionEntity', { name: 'policy_fact_answered_under_fk' })
  @Column('uuid', { name: 'answered_under_id', nullable: true })
  answeredUnderId: string | null;

  @Column('text')
  standing: Standing;

  /** A partial date: confirmation, else reply, else the document's own. */
  @Column('text', { name: 'ages_from', nullable: true })
  agesFrom: string | null;

  /** Names the place that was read: organisation, question, source and part. */
  @Column('text')
  lineage: string;

  /** Null when it came with a file. */
  @Column('uuid', { name: 'extracted_by_id', nullable: true })
  extractedById: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;

  /** Why it was taken back, when nothing took its place. */
  @Column('text', { name: 'withdrawn_for', nullable: true })
  withdrawnFor: string | null;
}

/** That a second person compared a fact with its source. */
@Entity('policy_verification')
@Index('policy_verification_once', ['factId'], { unique: true })
export class PolicyVerificationEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('PolicyFactEntity', { name: 'policy_verification_fact_fk' })
  @Column('uuid', { name: 'fact_id' })
  factId: string;

  @Column('date', { name: 'verified_on' })
  verifiedOn: string;

  /** Null when the verification came with a file. */
  @Column('uuid', { name: 'verified_by_id', nullable: true })
  verifiedById: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
