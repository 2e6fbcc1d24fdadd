import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddressConfirmed } from '../accounts/accounts.events.js';
import { CoursesModule } from '../courses/courses.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Events } from '../platform/events.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Retention } from '../platform/retention/retention.js';
import { Holdings } from '../platform/holdings/holdings.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { CheckAdjustmentEntity } from './adjustments/adjustment.entity.js';
import { AdjustmentsController } from './adjustments/adjustments.controller.js';
import { AdjustmentsService } from './adjustments/adjustments.service.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { TrustPassagesCounter } from './catalogue/trust-passages.js';
import { CohortRules } from './cohorts/cohort-rules.js';
import { CohortContactEntity, CohortEntity, CohortMemberEntity } from './cohorts/cohort.entity.js';
import { CohortsController } from './cohorts/cohorts.controller.js';
import { CohortsQueries } from './cohorts/cohorts.queries.js';
import { CohortsService } from './cohorts/cohorts.service.js';
import { EsrController } from './cohorts/esr.controller.js';
import { EsrQueries } from './cohorts/esr.queries.js';
import { ContactController } from './cohorts/contact.controller.js';
import { ContactQueries } from './cohorts/contact.queries.js';
import { AttemptCorrectionEntity, QuestionCorrectionEntity } from './corrections/correction.entity.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { CorrectionsQueries } from './corrections/corrections.queries.js';
import { CorrectionsService } from './corrections/corrections.service.js';
import { EnrollingController } from './enrolling/enrolling.controller.js';
import { EnrollingService } from './enrolling/enrolling.service.js';
import { EnrolmentChangesService } from './enrolling/enrolment-changes.service.js';
import { EnrolmentChangeEntity, EnrolmentEntity } from './enrolling/enrolment.entity.js';
import { EnrolmentsController } from './enrolling/enrolments.controller.js';
import { EnrolmentsQueries } from './enrolling/enrolments.queries.js';
import { VersionChangesService } from './enrolling/version-changes.service.js';
import { EnrolmentImportService } from './enrolment-import.service.js';
import { EnrolmentImportEntity, EnrolmentImportRowEntity } from './importing/import.entity.js';
import { ImportWriter } from './importing/import-writer.js';
import { ImportsController } from './importing/imports.controller.js';
import { ImportsQueries } from './importing/imports.queries.js';
import { EvaluationEntity, EvaluationGivenEntity } from './evaluations/evaluation.entity.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { EvaluationsService } from './evaluations/evaluations.service.js';
import { InvitationEntity, RefusalEntity } from './invitations/invitation.entity.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { CodesController } from './joining/codes.controller.js';
import { JoiningCodeEntity } from './joining/joining-code.entity.js';
import { JoiningCodes } from './joining/joining-codes.js';
import { JoiningController } from './joining/joining.controller.js';
import { AttemptClosing, CLOSE_JOB } from './knowledge-check/attempt-closing.js';
import { AttemptAnswerEntity, AttemptEntity } from './knowledge-check/attempt.entity.js';
import { AttemptsController } from './knowledge-check/attempts.controller.js';
import { AttemptsQueries } from './knowledge-check/attempts.queries.js';
import { AttemptsService } from './knowledge-check/attempts.service.js';
import { LessonCompletionEntity } from './lesson/lesson-completion.entity.js';
import { LessonCompletionsService } from './lesson/lesson-completions.service.js';
import { LessonWordsMaker } from './lesson/lesson-words.js';
import { LessonController } from './lesson/lesson.controller.js';
import { LiveSessionsModule } from './live-sessions/live-sessions.module.js';
import { Enrolments } from './progress/enrolments.js';
import { LearnerQueries } from './progress/learner.queries.js';
import { Learners } from './progress/learners.js';
import { Outboxes } from './progress/outbox.js';
import { LessonNoteEntity } from './notes/note.entity.js';
import { NotesController } from './notes/notes.controller.js';
import { NotesService } from './notes/notes.service.js';
import { OldAttempts } from './own-data/old-attempts.js';
import { LearningErasure } from './own-data/learning-erasure.js';
import { learningHoldings } from './own-data/learning-holdings.js';
import { ProgressController } from './progress/progress.controller.js';
import { LessonRemarkAnswerEntity, LessonRemarkEntity } from './remarks/remark.entity.js';
import { RemarkedBlocks } from './remarks/remarked-block.js';
import { RemarksController } from './remarks/remarks.controller.js';
import { RemarksQueries } from './remarks/remarks.queries.js';
import { RemarksService } from './remarks/remarks.service.js';
import { TriageController } from './remarks/triage.controller.js';
import { RenewalsService } from './renewals.service.js';
import { SurveyAnswerEntity, SurveyQuestionEntity } from './surveys/survey.entity.js';
import { SurveysController } from './surveys/surveys.controller.js';
import { SurveysService } from './surveys/surveys.service.js';
import { WelcomeModule } from './welcome/welcome.module.js';

/** Learning: find a course, join it, read its lessons, take its knowledge check, and see where one stands. */
@Module({
  imports: [
    WelcomeModule,
    LiveSessionsModule,
    OrganisationsModule,
    CoursesModule,
    PoliciesModule,
    TypeOrmModule.forFeature([
      EnrolmentEntity,
      EnrolmentChangeEntity,
      CohortEntity,
      CohortMemberEntity,
      CohortContactEntity,
      JoiningCodeEntity,
      EnrolmentImportEntity,
      EnrolmentImportRowEntity,
      InvitationEntity,
      RefusalEntity,
      LessonCompletionEntity,
      AttemptEntity,
      AttemptAnswerEntity,
      CheckAdjustmentEntity,
      QuestionCorrectionEntity,
      AttemptCorrectionEntity,
      LessonRemarkEntity,
      LessonNoteEntity,
      LessonRemarkAnswerEntity,
      EvaluationEntity,
      EvaluationGivenEntity,
      SurveyAnswerEntity,
      SurveyQuestionEntity,
    ]),
  ],
  controllers: [
    CatalogueController,
    EnrollingController,
    ImportsController,
    CodesController,
    CohortsController,
    EnrolmentsController,
    AdjustmentsController,
    ContactController,
    EsrController,
    JoiningController,
    InvitationsController,
    RemarksController,
    NotesController,
    TriageController,
    EvaluationsController,
    SurveysController,
    ProgressController,
    LessonController,
    AttemptsController,
    CorrectionsController,
  ],
  providers: [
    OldAttempts,
    LearningErasure,
    TrustPassagesCounter,
    LearnerQueries,
    Learners,
    Enrolments,
    Outboxes,
    EnrollingService,
    EnrolmentChangesService,
    EnrolmentsQueries,
    CohortsQueries,
    CohortsService,
    CohortRules,
    ContactQueries,
    EsrQueries,
    JoiningCodes,
    EnrolmentImportService,
    ImportWriter,
    ImportsQueries,
    InvitationsService,
    VersionChangesService,
    LessonCompletionsService,
    LessonWordsMaker,
    AttemptsQueries,
    AttemptClosing,
    AttemptsService,
    AdjustmentsService,
    CorrectionsQueries,
    CorrectionsService,
    RemarksQueries,
    RemarksService,
    RemarkedBlocks,
    NotesService,
    RenewalsService,
    EvaluationsService,
    SurveysService,
  ],
  exports: [LiveSessionsModule, RenewalsService],
})
export class LearningModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly invitations: InvitationsService,
    private readonly holdings: Holdings,
    private readonly retention: Retention,
    private readonly attempts: OldAttempts,
    @Inject(CONFIG) private readonly config: Config,
    private readonly erasure: LearningErasure,
    private readonly jobs: Jobs,
    private readonly checks: AttemptsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ attemptId: string }>(CLOSE_JOB, ({ attemptId }) => this.checks.close(attemptId));
    this.retention.register({
      period: 'attempts',
      deleteBefore: (day, limit) => this.attempts.deleteFailedBefore(day, limit),
    });
    this.holdings.register({
      order: 20,
      held: learningHoldings(this.config.retention),
      erase: (personId) => this.erasure.erase(personId),
    });
    this.events.on(AddressConfirmed, ({ personId }) => this.invitations.takeAll(personId));
  }
}
