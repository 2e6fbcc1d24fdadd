import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PartnerReplyEntity } from '../replies/partner-reply.entity.js';

/** That a Trust's contact said of a fact: still so on this date. */
@Entity('fact_confirmation')
@Index('fact_confirmation_once', ['replyId', 'factId'], { unique: true })
export class FactConfirmationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_fact_confirmation' })
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  @ForeignKey('OrganisationEntity', { name: 'fact_confirmation_organisation_fk' })
  organisationId: string;

  @Column('uuid', { name: 'reply_id' })
  @ForeignKey(() => PartnerReplyEntity, { name: 'fact_confirmation_reply_fk' })
  replyId: string;

  /** What the contact was shown. */
  @Column('uuid', { name: 'fact_id' })
  @ForeignKey('PolicyFactEntity', { name: 'fact_confirmation_fact_fk' })
  factId: string;

  /** The fact of the standing `confirmed` that came of it. */
  @Column('uuid', { name: 'confirmed_fact_id' })
  @ForeignKey('PolicyFactEntity', { name: 'fact_confirmation_confirmed_fk' })
  confirmedFactId: string;

  @Column('date', { name: 'confirmed_on' })
  confirmedOn: string;

  @Column('text')
  role: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
