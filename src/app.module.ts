import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { AccountsModule } from './accounts/accounts.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { ChangesModule } from './changes/changes.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { LearningModule } from './learning/learning.module.js';
import { SiteNavigation } from './navigation.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import type { Config } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';
import { Navigation } from './platform/views/navigation.js';
import { PartnershipsModule } from './partnerships/partnerships.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { PortfolioModule } from './portfolio/portfolio.module.js';
import { TrustsModule } from './trusts/trusts.module.js';

/** The whole product, wired. */
@Global()
@Module({})
export class AppModule {
  static forRoot(config: Config, databaseUrl: string, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, databaseUrl, logger),
        OrganisationsModule,
        AccountsModule,
        PoliciesModule,
        CoursesModule,
        LearningModule,
        CertificatesModule,
        PortfolioModule,
        ChangesModule,
        PartnershipsModule,
        TrustsModule,
        NotificationsModule,
        ReportsModule,
      ],
      providers: [{ provide: Navigation, useClass: SiteNavigation }],
    };
  }
}
