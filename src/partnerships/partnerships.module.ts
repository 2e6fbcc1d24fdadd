import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FactConfirmationEntity } from './answering/fact-confirmation.entity.js';
import { PartnerContactEntity } from './contacts/partner-contact.entity.js';
import { LegalReviewEntity, TrustContextEntity } from './context/context.entity.js';
import { PartnerLinkEntity } from './links/partner-link.entity.js';
import { TrainingOfferEntity, TrainingOfferVersionEntity } from './offers/training-offer.entity.js';
import { RepliesService } from './replies.service.js';
import { PartnerReplyEntity, PartnerReplyPointEntity } from './replies/partner-reply.entity.js';
import { RepliesQueries } from './replies/replies.queries.js';

/** What we do together with Trusts: their contacts, their right of reply, and the training that they are offered. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      PartnerContactEntity,
      PartnerReplyEntity,
      PartnerReplyPointEntity,
      FactConfirmationEntity,
      TrustContextEntity,
      LegalReviewEntity,
      TrainingOfferEntity,
      TrainingOfferVersionEntity,
      PartnerLinkEntity,
    ]),
  ],
  providers: [RepliesQueries, RepliesService],
  exports: [RepliesService],
})
export class PartnershipsModule {}
