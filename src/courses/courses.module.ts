import { Module, type OnModuleInit } from '@nestjs/common';
import path from 'node:path';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PinoLogger } from 'nestjs-pino';
import { PRODUCT_FOLDER, ShippedData } from '../platform/shipped-data.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { CourseFilesService } from './course-files.service.js';
import { AccreditationController } from './accrediting/accreditation.controller.js';
import { CourseDeclarationEntity, CoursePilotEntity } from './accrediting/accreditation.entity.js';
import { AccreditationRecordsService } from './accreditation-records.service.js';
import { BlocksController } from './authoring/blocks.controller.js';
import { CheckQuestionsController } from './authoring/check-questions.controller.js';
import {
  CourseDraftEntity,
  CourseDraftFileEntity,
  CourseDraftPresenceEntity,
  CourseDraftRevisionEntity,
} from './authoring/draft.entity.js';
import { DraftFiles } from './authoring/draft-files.js';
import { DraftsController } from './authoring/drafts.controller.js';
import { DraftSourcesController } from './authoring/draft-sources.controller.js';
import { DraftsQueries } from './authoring/drafts.queries.js';
import { DraftsService } from './authoring/drafts.service.js';
import { FilesController } from './authoring/files.controller.js';
import { OutcomeMatrixController } from './authoring/outcome-matrix.controller.js';
import { LessonEdits } from './authoring/lesson-edits.js';
import { PieceVerbs } from './authoring/piece-verbs.js';
import { MarkdownHelp } from './authoring/markdown-help.js';
import { BlockReaches } from './authoring/block-reach.js';
import { Population } from './authoring/population.js';
import { TailoredPages } from './authoring/tailored-pages.js';
import { VariantsController } from './authoring/variants.controller.js';
import { StudioController } from './authoring/studio.controller.js';
import { CoursePreviewLinkEntity } from './previewing/preview-link.entity.js';
import { PreviewController } from './previewing/preview.controller.js';
import { PreviewLinks } from './previewing/preview-links.js';
import { Previews } from './previewing/previews.js';
import { SharedPreviewsController } from './previewing/shared-previews.controller.js';
import { CourseRetirementEntity, CourseReviewDayEntity } from './keeping/course-keeping.entity.js';
import { KeepingController } from './keeping/keeping.controller.js';
import { CommentsController } from './publishing/comments.controller.js';
import {
  CourseDraftCommentEntity,
  CourseDraftRequestEntity,
  CourseDraftVerdictEntity,
} from './publishing/draft-review.entity.js';
import { DraftPublishingService } from './publishing/draft-publishing.service.js';
import { DraftReviewController } from './publishing/draft-review.controller.js';
import { DraftReviewsQueries } from './publishing/draft-reviews.queries.js';
import { DraftReviewsService } from './publishing/draft-reviews.service.js';
import { CoursePublicationPlanEntity } from './publishing/publication-plan.entity.js';
import { PublicationPlans } from './publishing/publication-plans.js';
import { PublicationPlansController } from './publishing/publication-plans.controller.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CourseScormService } from './course-scorm.service.js';
import { CourseFindingService } from './course-finding.service.js';
import { CoursesService } from './courses.service.js';
import { CourseSearchEntity } from './finding/course-search.entity.js';
import { FindingQueries } from './finding/finding.queries.js';
import { CourseFilesController } from './portable/course-files.controller.js';
import { CourseImportEntity } from './portable/course-import.entity.js';
import { CourseImportsController } from './portable/course-imports.controller.js';
import { CourseImportsService } from './portable/course-imports.service.js';
import {
  CourseEntity,
  CourseFileEntity,
  CourseLessonEntity,
  CourseQuestionEntity,
  CourseReviewEntity,
  CourseVersionEntity,
} from './publishing/course.entity.js';
import { CourseMedia, SWEEP_JOB } from './media/course-media.js';
import { DraftMediaController } from './media/draft-media.controller.js';
import { DraftMedia } from './media/draft-media.js';
import { MediaController } from './media/media.controller.js';
import { CourseMediumEntity } from './media/medium.entity.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { VersionsQueries } from './publishing/versions.queries.js';
import { LegalRegisterService } from './legal-register.service.js';
import { CourseCitationEntity, LegalSourceChangeEntity, LegalSourceEntity } from './register/legal-source.entity.js';
import { LinkChecks } from './register/link-checks.js';
import { LinkProbe } from './register/link-probe.js';
import { RegisterController } from './register/register.controller.js';
import { RegisterQueries } from './register/register.queries.js';
import { PublishingService } from './publishing.service.js';
import { QuestionBankService } from './question-bank.service.js';
import { TakingController } from './questions/taking.controller.js';
import { BankController } from './questions/bank.controller.js';
import { BankQuestionEntity, BankQuestionVersionEntity } from './questions/bank-question.entity.js';
import { BankQueries } from './questions/bank.queries.js';
import { ScormController } from './scorm/scorm.controller.js';
import { ScormPages } from './scorm/scorm-pages.js';
import { ReviewsController } from './reviewing/reviews.controller.js';
import { RetirementsService } from './retirements.service.js';
import { ReviewDaysService } from './review-days.service.js';
import { ReviewsService } from './reviews.service.js';

/** The courses that ship, below the product's folder. */
const SHIPPED = ['content/advance-decisions'];

/** Courses: their files, their published versions, who reviewed them, and the studio in which they are written. */
@Module({
  imports: [
    OrganisationsModule,
    AccountsModule,
    PoliciesModule,
    TypeOrmModule.forFeature([
      CourseEntity,
      CourseSearchEntity,
      CourseFileEntity,
      CourseMediumEntity,
      CourseImportEntity,
      BankQuestionEntity,
      BankQuestionVersionEntity,
      CourseVersionEntity,
      CourseLessonEntity,
      CourseQuestionEntity,
      CourseReviewEntity,
      CourseDraftEntity,
      CourseDraftFileEntity,
      CourseDraftPresenceEntity,
      CourseDraftRevisionEntity,
      CoursePreviewLinkEntity,
      CourseDraftCommentEntity,
      CourseDraftRequestEntity,
      CourseDraftVerdictEntity,
      CoursePublicationPlanEntity,
      CourseRetirementEntity,
      CourseReviewDayEntity,
      CourseDeclarationEntity,
      CoursePilotEntity,
      LegalSourceEntity,
      LegalSourceChangeEntity,
      CourseCitationEntity,
    ]),
  ],
  controllers: [
    ReviewsController,
    CourseFilesController,
    CourseImportsController,
    BankController,
    TakingController,
    RegisterController,
    StudioController,
    DraftsController,
    DraftSourcesController,
    VariantsController,
    BlocksController,
    CheckQuestionsController,
    OutcomeMatrixController,
    DraftMediaController,
    MediaController,
    FilesController,
    DraftReviewController,
    PublicationPlansController,
    CommentsController,
    KeepingController,
    AccreditationController,
    ScormController,
    PreviewController,
    SharedPreviewsController,
  ],
  providers: [
    CoursesService,
    CourseFindingService,
    FindingQueries,
    VersionsQueries,
    CourseMedia,
    DraftMedia,
    PublishingService,
    ReviewsService,
    CourseFilesService,
    CourseImportsService,
    QuestionBankService,
    BankQueries,
    DraftsService,
    DraftsQueries,
    DraftFiles,
    LessonEdits,
    PieceVerbs,
    MarkdownHelp,
    Population,
    BlockReaches,
    TailoredPages,
    DraftReviewsQueries,
    DraftReviewsService,
    DraftPublishingService,
    PublicationPlans,
    RetirementsService,
    ReviewDaysService,
    AccreditationRecordsService,
    CourseScormService,
    ScormPages,
    PreviewLinks,
    Previews,
    LegalRegisterService,
    RegisterQueries,
    LinkProbe,
    LinkChecks,
  ],
  exports: [
    CoursesService,
    CourseFindingService,
    PublishingService,
    ReviewsService,
    RetirementsService,
    ReviewDaysService,
    AccreditationRecordsService,
    CourseFilesService,
    QuestionBankService,
    CourseScormService,
    LegalRegisterService,
  ],
})
export class CoursesModule implements OnModuleInit {
  constructor(
    private readonly shipped: ShippedData,
    private readonly publishing: PublishingService,
    private readonly media: CourseMedia,
    private readonly jobs: Jobs,
    private readonly log: PinoLogger,
  ) {
    this.log.setContext(CoursesModule.name);
  }

  onModuleInit(): void {
    this.jobs.handle<{ sha256: string }>(SWEEP_JOB, ({ sha256 }) => this.media.sweep(sha256));
    for (const folder of SHIPPED)
      this.shipped.register({
        name: `course ${folder}`,
        order: 40,
        files: [folder],
        load: async () => {
          const published = await this.publishing.publishShipped(path.join(PRODUCT_FOLDER, folder));
          if (published === 'ours no more')
            this.log.info({ course: folder }, 'a course that ships was published here since: what ships was left out');
        },
      });
  }
}
