import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TrainingOfferEntity } from '../offers/training-offer.entity.js';
import { PartnerReplyEntity } from '../replies/partner-reply.entity.js';

/** A link that opens one request for a reply, or one offer, to whoever has it. Only its hash is kept. */
@Entity('partner_link')
@Index('partner_link_hash', ['hash'], { unique: true })
@Index('partner_link_reply', ['replyId'])
@Index('partner_link_offer', ['offerId'])
@Check('partner_link_opens_one', `("reply_id" is null) <> ("offer_id" is null)`)
export class PartnerLinkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_partner_link' })
  id: string;

  @Column('text')
  hash: string;

  @Column('uuid', { name: 'reply_id', nullable: true })
  @ForeignKey(() => PartnerReplyEntity, { name: 'partner_link_reply_fk' })
  replyId: string | null;

  @Column('uuid', { name: 'offer_id', nullable: true })
  @ForeignKey(() => TrainingOfferEntity, { name: 'partner_link_offer_fk' })
  offerId: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('uuid', { name: 'made_by_id' })
  @ForeignKey('PersonEntity', { name: 'partner_link_person_fk' })
  madeById: string;

  /** The last day on which it opens. */
  @Column('date', { name: 'expires_on' })
  expiresOn: string;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}
