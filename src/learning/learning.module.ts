import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { EnrollingController } from './enrolling/enrolling.controller.js';
import { EnrollingService } from './enrolling/enrolling.service.js';
import { EnrolmentChangesService } from './enrolling/enrolment-changes.service.js';
import { EnrolmentChangeEntity, EnrolmentEntity } from './enrolling/enrolment.entity.js';
import { EnrolmentsController } from './enrolling/enrolments.controller.js';
import { EnrolmentsQueries } from './enrolling/enrolments.queries.js';
import { VersionChangesService } from './enrolling/version-changes.service.js';
import { AttemptAnswerEntity, AttemptEntity } from './knowledge-check/attempt.entity.js';
import { AttemptsController } from './knowledge-check/attempts.controller.js';
import { AttemptsQueries } from './knowledge-check/attempts.queries.js';
import { AttemptsService } from './knowledge-check/attempts.service.js';
import { LessonCompletionEntity } from './lesson/lesson-completion.entity.js';
import { LessonCompletionsService } from './lesson/lesson-completions.service.js';
import { LessonWordsMaker } from './lesson/lesson-words.js';
import { LessonController } from './lesson/lesson.controller.js';
import { Enrolments } from './progress/enrolments.js';
import { LearnerQueries } from './progress/learner.queries.js';
import { Learners } from './progress/learners.js';
import { ProgressController } from './progress/progress.controller.js';
import { WelcomeModule } from './welcome/welcome.module.js';

/** Learning: find a course, join it, read its lessons, take its knowledge check, and see where one stands. */
@Module({
  imports: [
    WelcomeModule,
    CoursesModule,
    PoliciesModule,
    TypeOrmModule.forFeature([
      EnrolmentEntity,
      EnrolmentChangeEntity,
      LessonCompletionEntity,
      AttemptEntity,
      AttemptAnswerEntity,
    ]),
  ],
  controllers: [
    CatalogueController,
    EnrollingController,
    EnrolmentsController,
    ProgressController,
    LessonController,
    AttemptsController,
  ],
  providers: [
    LearnerQueries,
    Learners,
    Enrolments,
    EnrollingService,
    EnrolmentChangesService,
    EnrolmentsQueries,
    VersionChangesService,
    LessonCompletionsService,
    LessonWordsMaker,
    AttemptsQueries,
    AttemptsService,
  ],
})
export class LearningModule {}
