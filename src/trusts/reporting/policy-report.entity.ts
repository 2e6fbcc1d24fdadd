import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReportKind, ReportState } from './reports.types.js';

/** What a reader of a Trust's page told us. The words stay as they were sent; the address goes when it is settled. */
@Entity('policy_report')
@Index('policy_report_reference', ['reference'], { unique: true })
@Index('policy_report_waiting', ['state', 'id'])
@Index('policy_report_organisation', ['organisationId'])
@Index('policy_report_reply_point', ['replyPointId'], { unique: true })
@Check('policy_report_kind', `"kind" in ('wrong', 'newer', 'other')`)
@Check('policy_report_state', `"state" in ('new', 'document', 'fact', 'closed')`)
@Check('policy_report_decided', `("state" = 'new') = ("decided_at" is null)`)
@Check('policy_report_address_goes', `"decided_at" is null or "email" is null`)
export class PolicyReportEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** The point of a right of reply at which a Trust said it; null when it came by the form. */
  @ForeignKey('PartnerReplyPointEntity', { name: 'policy_report_reply_point_fk' })
  @Column('uuid', { name: 'reply_point_id', nullable: true })
  replyPointId: string | null;

  /** Told to whoever sent it. */
  @Column('text')
  reference: string;

  @ForeignKey('OrganisationEntity', { name: 'policy_report_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  /** What it is about; null when whoever sent it did not say. */
  @ForeignKey('PolicyQuestionEntity', { name: 'policy_report_question_fk' })
  @Column('uuid', { name: 'question_id', nullable: true })
  questionId: string | null;

  @Column('text')
  kind: ReportKind;

  @Column('text')
  words: string;

  /** Of a newer policy. */
  @Column('text', { nullable: true })
  url: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  @Column('text')
  state: ReportState;

  /** The fact to look at. */
  @ForeignKey('PolicyFactEntity', { name: 'policy_report_fact_fk' })
  @Column('uuid', { name: 'fact_id', nullable: true })
  factId: string | null;

  /** Why it was settled so. */
  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @ForeignKey('PersonEntity', { name: 'policy_report_person_fk' })
  @Column('uuid', { name: 'decided_by_id', nullable: true })
  decidedById: string | null;
}
