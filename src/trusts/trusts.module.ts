import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { KnownPolicyQueries } from './list/known-policy.queries.js';
import { TrustListController } from './list/trust-list.controller.js';

/** The public face of the data: the list, the Trust page, the card. */
@Module({
  imports: [OrganisationsModule],
  controllers: [TrustListController],
  providers: [KnownPolicyQueries],
})
export class TrustsModule {}
