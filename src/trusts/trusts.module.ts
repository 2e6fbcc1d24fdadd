import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PartnershipsModule } from '../partnerships/partnerships.module.js';
import { FurtherQueues } from '../policies/further-queues.service.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { AreasController } from './areas/areas.controller.js';
import { AreasQueries } from './areas/areas.queries.js';
import { AreaRecords } from './areas/area-record.js';
import { CardController } from './card/card.controller.js';
import { CompareController } from './compare/compare.controller.js';
import { KeptPages } from './keeping/kept-pages.js';
import { LandscapeEditionEntity } from './keeping/landscape-edition.entity.js';
import { KnownPolicyQueries } from './list/known-policy.queries.js';
import { TrustListController } from './list/trust-list.controller.js';
import { OpenDataController } from './open-data/open-data.controller.js';
import { OpenDataFiles } from './open-data/open-data-files.js';
import { OpenDataQueries } from './open-data/open-data.queries.js';
import { PolicyReportEntity } from './reporting/policy-report.entity.js';
import { ReportsController } from './reporting/reports.controller.js';
import { trustsPaths } from './paths.js';
import { ReportsOfReplies } from './reporting/reports-of-replies.js';
import { ReportsQueries } from './reporting/reports.queries.js';
import { ReportsService } from './reporting/reports.service.js';
import { TellUsController } from './reporting/tell-us.controller.js';
import { TrustPageController } from './trust-page/trust-page.controller.js';
import { TrustRecords } from './trust-page/trust-record.js';

/** The public face of the data: the list, the Trust page, the card, areas. */
@Module({
  imports: [
    OrganisationsModule,
    PoliciesModule,
    PartnershipsModule,
    TypeOrmModule.forFeature([PolicyReportEntity, LandscapeEditionEntity]),
  ],
  controllers: [
    TrustListController,
    TrustPageController,
    CardController,
    AreasController,
    OpenDataController,
    CompareController,
    TellUsController,
    ReportsController,
  ],
  providers: [
    KeptPages,
    KnownPolicyQueries,
    TrustRecords,
    AreasQueries,
    AreaRecords,
    OpenDataFiles,
    OpenDataQueries,
    ReportsOfReplies,
    ReportsQueries,
    ReportsService,
  ],
})
export class TrustsModule implements OnModuleInit {
  constructor(
    private readonly queues: FurtherQueues,
    private readonly reports: ReportsQueries,
  ) {}

  onModuleInit(): void {
    this.queues.register({
      name: 'Reported',
      href: trustsPaths.reports(),
      count: async () => (await this.reports.counts()).get('new') ?? 0,
    });
  }
}
