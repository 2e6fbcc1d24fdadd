import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CertificatesDeleted, CertificatesIssued } from '../certificates/certificates.events.js';
import { Events } from '../platform/events.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Retention } from '../platform/retention/retention.js';
import { Holdings } from '../platform/holdings/holdings.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ActivitiesController } from './activities/activities.controller.js';
import { ActivitiesQueries } from './activities/activities.queries.js';
import { ActivitiesService, PURGE_JOB } from './activities/activities.service.js';
import { ActivityEntity } from './activities/activity.entity.js';
import { EvidenceFiles, SWEEP_JOB } from './evidence/evidence-files.js';
import { EvidenceEntity } from './evidence/evidence.entity.js';
import { PortfolioErasure } from './own-data/portfolio-erasure.js';
import { portfolioHoldings } from './own-data/portfolio-holdings.js';
import { ReflectionEntity } from './reflections/reflection.entity.js';
import { ReflectionsController } from './reflections/reflections.controller.js';
import { ReflectionsQueries } from './reflections/reflections.queries.js';
import { PURGE_REFLECTION_JOB, ReflectionsService } from './reflections/reflections.service.js';
import { AbsenceEntity, RegisterDateEntity } from './registers/register.entity.js';
import { RegistersController } from './registers/registers.controller.js';
import { RegistersService } from './registers/registers.service.js';
import { RemovedController } from './removed/removed.controller.js';
import { CoursesModule } from '../courses/courses.module.js';
import { CertificatesModule } from '../certificates/certificates.module.js';
import { EvidenceZip } from './export/evidence-zip.js';
import { ExportController } from './export/export.controller.js';
import { PortfolioCollection } from './export/portfolio-collection.js';
import { PortfolioRenderer } from './export/portfolio-renderer.js';
import { Standings } from './registers/standings.js';
import { FilingService } from './filing/filing.service.js';

/** A learner's portfolio: what was completed here files itself, CPD done elsewhere is told, and nobody else reads it. */
@Module({
  imports: [
    CoursesModule,
    CertificatesModule,
    TypeOrmModule.forFeature([ActivityEntity, EvidenceEntity, ReflectionEntity, RegisterDateEntity, AbsenceEntity]),
  ],
  controllers: [ActivitiesController, ReflectionsController, RegistersController, ExportController, RemovedController],
  providers: [
    PortfolioErasure,
    ActivitiesQueries,
    ActivitiesService,
    EvidenceFiles,
    FilingService,
    ReflectionsQueries,
    ReflectionsService,
    RegistersService,
    Standings,
    PortfolioCollection,
    PortfolioRenderer,
    EvidenceZip,
  ],
})
export class PortfolioModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly filing: FilingService,
    private readonly activities: ActivitiesService,
    private readonly files: EvidenceFiles,
    private readonly reflections: ReflectionsService,
    private readonly holdings: Holdings,
    private readonly retention: Retention,
    @Inject(CONFIG) private readonly config: Config,
    private readonly erasure: PortfolioErasure,
  ) {}

  onModuleInit(): void {
    this.retention.register({ period: 'evidence', deleteBefore: (day, limit) => this.files.deleteBefore(day, limit) });
    this.holdings.register({
      order: 40,
      held: portfolioHoldings(this.config.retention),
      erase: (personId) => this.erasure.erase(personId),
    });
    this.events.on(CertificatesIssued, (event) => this.filing.file(event));
    this.events.on(CertificatesDeleted, (event) => this.filing.keepWithout(event));
    this.jobs.handle<{ activityId: string }>(PURGE_JOB, ({ activityId }) => this.activities.purge(activityId));
    this.jobs.handle<{ reflectionId: string }>(PURGE_REFLECTION_JOB, ({ reflectionId }) =>
      this.reflections.purge(reflectionId),
    );
    this.jobs.handle<{ stored: string }>(SWEEP_JOB, ({ stored }) => this.files.sweep(stored));
  }
}
