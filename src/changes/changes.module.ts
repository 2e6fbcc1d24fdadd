import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WorkplaceChanged } from '../accounts/accounts.events.js';
import { CertificatesModule } from '../certificates/certificates.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';
import { Holdings } from '../platform/holdings/holdings.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ProfileRevised } from '../policies/policies.events.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { DifferenceReadEntity } from './differences/difference-read.entity.js';
import { DifferencesComposer } from './differences/composer.js';
import { DifferencesController } from './differences/differences.controller.js';
import { DifferencesQueries } from './differences/differences.queries.js';
import { COMPARE_JOB, DifferencesService } from './differences/differences.service.js';
import { ImpactController } from './impact/impact.controller.js';
import { LearningModule } from '../learning/learning.module.js';
import { ChangeDecisionEntity, ChangeImpactEntity } from './impact/impact.entity.js';
import { ImpactQueries } from './impact/impact.queries.js';
import { CHANGE_ERASURE, changeHoldings } from './own-data/change-holdings.js';
import { RestingController } from './resting/resting.controller.js';
import { RestingQueries } from './resting/resting.queries.js';
import { DecidedImpactsService } from './decided-impacts.service.js';
import { ImpactsService, RECKON_JOB } from './impacts.service.js';

/** What changes of policy change for learners, and what follows from them. */
@Module({
  imports: [
    PoliciesModule,
    CoursesModule,
    CertificatesModule,
    LearningModule,
    TypeOrmModule.forFeature([ChangeImpactEntity, ChangeDecisionEntity, DifferenceReadEntity]),
  ],
  controllers: [ImpactController, RestingController, DifferencesController],
  exports: [DecidedImpactsService],
  providers: [
    DecidedImpactsService,
    ImpactsService,
    ImpactQueries,
    RestingQueries,
    DifferencesComposer,
    DifferencesQueries,
    DifferencesService,
  ],
})
export class ChangesModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly impacts: ImpactsService,
    private readonly differences: DifferencesService,
    private readonly holdings: Holdings,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.holdings.register({
      order: 45,
      held: changeHoldings,
      erase: async (personId) => {
        await this.database.query(CHANGE_ERASURE, [personId]);
      },
    });
    this.events.on(ProfileRevised, (revised) => this.impacts.note(revised));
    this.jobs.handle<{ impactId: string }>(RECKON_JOB, ({ impactId }) => this.impacts.reckon(impactId));
    this.events.on(WorkplaceChanged, ({ personId, workplaceId }) => this.differences.note(personId, workplaceId));
    this.jobs.handle<{ personId: string; workplaceId: string }>(COMPARE_JOB, ({ personId, workplaceId }) =>
      this.differences.compare(personId, workplaceId),
    );
  }
}
