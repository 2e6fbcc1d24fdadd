import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { Events } from '../platform/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ProfileRevised } from '../policies/policies.events.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { ImpactController } from './impact/impact.controller.js';
import { ChangeDecisionEntity, ChangeImpactEntity } from './impact/impact.entity.js';
import { ImpactQueries } from './impact/impact.queries.js';
import { RestingController } from './resting/resting.controller.js';
import { RestingQueries } from './resting/resting.queries.js';
import { ImpactsService, RECKON_JOB } from './impacts.service.js';

/** What changes of policy change for learners, and what follows from them. */
@Module({
  imports: [PoliciesModule, CoursesModule, TypeOrmModule.forFeature([ChangeImpactEntity, ChangeDecisionEntity])],
  controllers: [ImpactController, RestingController],
  providers: [ImpactsService, ImpactQueries, RestingQueries],
})
export class ChangesModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly impacts: ImpactsService,
  ) {}

  onModuleInit(): void {
    this.events.on(ProfileRevised, (revised) => this.impacts.note(revised));
    this.jobs.handle<{ impactId: string }>(RECKON_JOB, ({ impactId }) => this.impacts.reckon(impactId));
  }
}
