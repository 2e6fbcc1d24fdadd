import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { AccreditationPack } from './accreditation/accreditation-pack.js';
import { AccreditationPackController } from './accreditation/accreditation-pack.controller.js';
import { ReviewRecordQueries } from './accreditation/review-record.queries.js';
import { EvaluationsReportController } from './evaluations/evaluations.controller.js';
import { EvaluationsQueries } from './evaluations/evaluations.queries.js';
import { ImpactController } from './impact/impact.controller.js';
import { ImpactQueries } from './impact/impact.queries.js';
import { LessonsController } from './lessons/lessons.controller.js';
import { LessonsQueries } from './lessons/lessons.queries.js';
import { WhomInWords } from './lessons/whom.js';
import { QuestionsController } from './questions/questions.controller.js';
import { QuestionsQueries } from './questions/questions.queries.js';

/** What can be counted of how courses do, with small numbers hidden, and what accreditors are given of them. */
@Module({
  imports: [OrganisationsModule, CoursesModule],
  controllers: [
    LessonsController,
    QuestionsController,
    EvaluationsReportController,
    AccreditationPackController,
    ImpactController,
  ],
  providers: [
    LessonsQueries,
    QuestionsQueries,
    EvaluationsQueries,
    ImpactQueries,
    WhomInWords,
    ReviewRecordQueries,
    AccreditationPack,
  ],
})
export class ReportsModule {}
