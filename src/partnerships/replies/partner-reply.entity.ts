import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PartnerContactEntity } from '../contacts/partner-contact.entity.js';
import type { PointAnswer, PointKind } from '../partnerships.types.js';

/** A Trust's right of reply: what would be said of it is shown to its contact before it is public. */
@Entity('partner_reply')
@Index('partner_reply_organisation', ['organisationId', 'id'])
@Index('partner_reply_draft', ['organisationId'], {
  unique: true,
  where: '"sent_at" is null and "withdrawn_at" is null',
})
@Check('partner_reply_sent', `"sent_at" is null or ("contact_id" is not null and "answer_by" is not null)`)
@Check('partner_reply_answered', `"answered_at" is null or "sent_at" is not null`)
export class PartnerReplyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_partner_reply' })
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  @ForeignKey('OrganisationEntity', { name: 'partner_reply_organisation_fk' })
  organisationId: string;

  /** Of the profile from which its points were taken. */
  @Column('uuid', { name: 'profile_revision_id', nullable: true })
  @ForeignKey('PolicyProfileRevisionEntity', { name: 'partner_reply_revision_fk' })
  profileRevisionId: string | null;

  @Column('uuid', { name: 'contact_id', nullable: true })
  @ForeignKey(() => PartnerContactEntity, { name: 'partner_reply_contact_fk' })
  contactId: string | null;

  /** As it was when the request was sent. */
  @Column('text', { name: 'contact_role', nullable: true })
  contactRole: string | null;

  /** A few words of ours to the contact. */
  @Column('text', { nullable: true })
  message: string | null;

  @Column('date', { name: 'answer_by', nullable: true })
  answerBy: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_id' })
  @ForeignKey('PersonEntity', { name: 'partner_reply_person_fk' })
  createdById: string;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  /** What the contact says besides the points. */
  @Column('text', { nullable: true })
  remark: string | null;
}

/** One thing that would be said, as it was when it was drafted, and what the contact answers to it. */
@Entity('partner_reply_point')
@Index('partner_reply_point_key', ['replyId', 'key'], { unique: true })
@Check('partner_reply_point_kind', `"kind" in ('gap', 'comparison', 'law')`)
@Check('partner_reply_point_answer', `"answer" in ('agree', 'wrong', 'newer')`)
export class PartnerReplyPointEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_partner_reply_point' })
  id: string;

  @Column('uuid', { name: 'reply_id' })
  @ForeignKey(() => PartnerReplyEntity, { name: 'partner_reply_point_reply_fk' })
  replyId: string;

  @Column('integer')
  position: number;

  @Column('text')
  kind: PointKind;

  /** The gap's key, `comparison`, or `law:` and a gap's key. */
  @Column('text')
  key: string;

  @Column('text')
  title: string;

  @Column('jsonb')
  reasons: string[];

  @Column('jsonb', { name: 'question_keys' })
  questionKeys: string[];

  @Column('text', { nullable: true })
  answer: PointAnswer | null;

  @Column('text', { name: 'answer_text', nullable: true })
  answerText: string | null;
}
