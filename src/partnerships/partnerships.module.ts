import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { AnswersController } from './answering/answers.controller.js';
import { AnswersService } from './answering/answers.service.js';
import { FactConfirmationEntity } from './answering/fact-confirmation.entity.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsService } from './contacts/contacts.service.js';
import { PartnerContactEntity } from './contacts/partner-contact.entity.js';
import { ContextController } from './context/context.controller.js';
import { ContextService } from './context/context.service.js';
import { LegalReviewEntity, TrustContextEntity } from './context/context.entity.js';
import { LinkLimits } from './links/link-limits.js';
import { PartnerLinks } from './links/partner-links.js';
import { PartnerLinkEntity } from './links/partner-link.entity.js';
import { OfferGrounds } from './offers/offer-grounds.js';
import { OfferRenderer } from './offers/offer-renderer.js';
import { OffersController } from './offers/offers.controller.js';
import { OffersQueries } from './offers/offers.queries.js';
import { OffersService } from './offers/offers.service.js';
import { SharedOffersController } from './offers/shared-offers.controller.js';
import { TrainingOfferEntity, TrainingOfferVersionEntity } from './offers/training-offer.entity.js';
import { PartnerRecords } from './partners/partner-record.js';
import { PartnersController } from './partners/partners.controller.js';
import { PartnersQueries } from './partners/partners.queries.js';
import { RepliesService } from './replies.service.js';
import { ReplyFollowUps } from './reply-follow-ups.service.js';
import { PartnerReplyEntity, PartnerReplyPointEntity } from './replies/partner-reply.entity.js';
import { RepliesController } from './replies/replies.controller.js';
import { ReplyRequestsService } from './replies/reply-requests.service.js';
import { RepliesQueries } from './replies/replies.queries.js';

/** What we do together with Trusts: their contacts, their right of reply, and the training that they are offered. */
@Module({
  imports: [
    CoursesModule,
    OrganisationsModule,
    PoliciesModule,
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
  controllers: [
    PartnersController,
    ContactsController,
    ContextController,
    RepliesController,
    AnswersController,
    OffersController,
    SharedOffersController,
  ],
  providers: [
    RepliesQueries,
    RepliesService,
    ReplyFollowUps,
    ReplyRequestsService,
    AnswersService,
    ContactsService,
    ContextService,
    PartnerRecords,
    PartnersQueries,
    PartnerLinks,
    LinkLimits,
    OffersService,
    OffersQueries,
    OfferGrounds,
    OfferRenderer,
  ],
  exports: [RepliesService, ReplyFollowUps],
})
export class PartnershipsModule {}
