import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsChanged } from '../organisations/organisations.events.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Events } from '../platform/events.js';
import { ShippedData } from '../platform/shipped-data.js';
import { DocumentsService } from './documents.service.js';
import { AddingDocumentsController } from './documents/adding/adding.controller.js';
import { KeptFiles } from './documents/adding/kept-files.js';
import { DocumentChangesController } from './documents/comparing/changes.controller.js';
import { DocumentCorrectionsController } from './documents/correcting/corrections.controller.js';
import { DocumentsListQueries } from './documents/listing/documents-list.queries.js';
import { DocumentsController } from './documents/showing/documents.controller.js';
import { DocumentWithdrawalsController } from './documents/withdrawing/withdrawals.controller.js';
import { DocumentsJob } from './documents/documents.job.js';
import { DocumentsQueries } from './documents/documents.queries.js';
import { DocumentsWriter } from './documents/documents-writer.js';
import { FileShelf } from './documents/file-shelf.js';
import { PolicyFileEntity, PolicyFilePageEntity } from './documents/policy-file.entity.js';
import { TextReading } from './documents/text/text-reading.js';
import { ConfirmationsService } from './confirmations.service.js';
import { FactsImportService } from './facts-import.service.js';
import { FactsService } from './facts.service.js';
import { documentsPaths } from './paths.js';
import { FurtherQueues } from './further-queues.service.js';
import { FactsQueries } from './facts/facts.queries.js';
import { FactsWriter } from './facts/facts-writer.js';
import { PolicyDocumentEntity } from './facts/policy-document.entity.js';
import { PolicyFactEntity, PolicyVerificationEntity } from './facts/policy-fact.entity.js';
import { GoodPracticeController } from './good-practice/good-practice.controller.js';
import { GoodPracticeEntity } from './good-practice/good-practice.entity.js';
import { GoodPracticeQueries } from './good-practice/good-practice.queries.js';
import { GoodPracticeService } from './good-practice/good-practice.service.js';
import { ProfilesService } from './profiles.service.js';
import { PolicyProfileEntity, PolicyProfileRevisionEntity } from './profiles/policy-profile.entity.js';
import { ProfileRevisions } from './profiles/profile-revisions.js';
import { ProfilesQueries } from './profiles/profiles.queries.js';
import { PolicyQuestionEntity } from './questions/policy-question.entity.js';
import { catalogueFile, QuestionCatalogue } from './questions/question-catalogue.js';
import { QuestionsService } from './questions.service.js';
import { factsFile, sampleFactsFile, ShippedFacts } from './shipped-facts/shipped-facts.js';
import { BoardController } from './requests/board.controller.js';
import { BodiesController } from './requests/bodies.controller.js';
import { CampaignsController } from './requests/campaigns.controller.js';
import { CampaignsService } from './requests/campaigns.service.js';
import { ChaseController } from './requests/chase.controller.js';
import { LettersController } from './requests/letters.controller.js';
import { RegisterController } from './requests/register.controller.js';
import { RegisterFilters } from './requests/register-filters.js';
import { RegisterQueries } from './requests/register.queries.js';
import { RequestController } from './requests/request.controller.js';
import { RequestLogService } from './requests/request-log.service.js';
import { SendingsController } from './requests/sendings.controller.js';
import { AnswersService } from './extracting/answers.service.js';
import { Desks } from './extracting/desk.js';
import { DraftsService } from './extracting/drafts.service.js';
import { ExtractionController } from './extracting/extraction.controller.js';
import { ExtractionQueries } from './extracting/extraction.queries.js';
import { PolicyDraftEntity } from './extracting/policy-draft.entity.js';
import { QueuesController } from './queues/queues.controller.js';
import { QueuesQueries } from './queues/queues.queries.js';
import { AttributesController } from './documents/verifying/attributes.controller.js';
import { CorrectionsController } from './verifying/corrections.controller.js';
import { PolicyVerificationOutcomeEntity } from './verifying/verification-outcome.entity.js';
import { PolicyCampaignEntity } from './requests/campaign.entity.js';
import { PolicyRequestEntity, PolicyRequestEventEntity } from './requests/request.entity.js';
import { RequestsQueries } from './requests/requests.queries.js';
import { RequestsWriter } from './requests/requests-writer.js';
import { RequestsService } from './requests.service.js';
import { BodyMatching } from './importing/body-matching.js';
import { NamesController } from './importing/names/names.controller.js';
import { ImportsController } from './importing/imports.controller.js';
import { ImportDecisionsController } from './importing/import-decisions.controller.js';
import { ImportsService } from './importing/imports.service.js';
import { ImportComparison } from './importing/comparison.js';
import { ColumnMappings } from './importing/column-mappings.js';
import { ImportsQueries } from './importing/imports.queries.js';
import { ImportsWriter } from './importing/imports-writer.js';
import { RequestsImportService } from './requests-import.service.js';
import { BodyNamesQueries } from './importing/body-names.queries.js';
import { PolicyBodyMatchEntity, PolicyColumnMappingEntity } from './importing/decisions.entity.js';
import { PolicyImportEntity, PolicyImportRowEntity } from './importing/import.entity.js';
import { VerificationsController } from './verifying/verifications.controller.js';
import { VerificationsQueries } from './verifying/verifications.queries.js';
import { VerificationsService } from './verifying/verifications.service.js';

/** What policies say: the questions, the facts with their provenance, who verified them, and the profiles they make. */
@Module({
  imports: [
    OrganisationsModule,
    TypeOrmModule.forFeature([
      PolicyQuestionEntity,
      PolicyDocumentEntity,
      PolicyFactEntity,
      PolicyFileEntity,
      PolicyFilePageEntity,
      PolicyVerificationEntity,
      PolicyVerificationOutcomeEntity,
      PolicyDraftEntity,
      PolicyProfileEntity,
      PolicyProfileRevisionEntity,
      GoodPracticeEntity,
      PolicyCampaignEntity,
      PolicyRequestEntity,
      PolicyRequestEventEntity,
      PolicyBodyMatchEntity,
      PolicyColumnMappingEntity,
      PolicyImportEntity,
      PolicyImportRowEntity,
    ]),
  ],
  // The queues come before a single fact: `/facts/differences` is no fact's id.
  controllers: [
    QueuesController,
    VerificationsController,
    NamesController,
    ImportsController,
    ImportDecisionsController,
    CampaignsController,
    RegisterController,
    LettersController,
    ChaseController,
    SendingsController,
    BodiesController,
    RequestController,
    BoardController,
    AddingDocumentsController,
    DocumentsController,
    DocumentChangesController,
    DocumentCorrectionsController,
    AttributesController,
    DocumentWithdrawalsController,
    CorrectionsController,
    ExtractionController,
    GoodPracticeController,
  ],
  providers: [
    QuestionsService,
    QuestionCatalogue,
    FactsService,
    FactsQueries,
    FactsWriter,
    FactsImportService,
    ConfirmationsService,
    ShippedFacts,
    ProfilesService,
    ProfilesQueries,
    ProfileRevisions,
    VerificationsQueries,
    VerificationsService,
    QueuesQueries,
    FurtherQueues,
    BodyNamesQueries,
    BodyMatching,
    ColumnMappings,
    ImportComparison,
    ImportsQueries,
    ImportsWriter,
    ImportsService,
    RequestsImportService,
    Desks,
    ExtractionQueries,
    AnswersService,
    DraftsService,
    GoodPracticeQueries,
    GoodPracticeService,
    DocumentsService,
    DocumentsQueries,
    DocumentsWriter,
    DocumentsJob,
    DocumentsListQueries,
    KeptFiles,
    FileShelf,
    TextReading,
    RequestsService,
    RequestsQueries,
    RequestsWriter,
    RegisterQueries,
    RegisterFilters,
    RequestLogService,
    CampaignsService,
  ],
  exports: [
    DocumentsService,
    QuestionsService,
    FactsService,
    FactsImportService,
    ConfirmationsService,
    FurtherQueues,
    ProfilesService,
    RequestsService,
    RequestsImportService,
  ],
})
export class PoliciesModule implements OnModuleInit {
  constructor(
    private readonly shipped: ShippedData,
    private readonly events: Events,
    private readonly catalogue: QuestionCatalogue,
    private readonly facts: ShippedFacts,
    private readonly profiles: ProfileRevisions,
    private readonly furtherQueues: FurtherQueues,
    private readonly documentsList: DocumentsListQueries,
  ) {}

  onModuleInit(): void {
    this.furtherQueues.register({
      name: 'Details of documents',
      href: documentsPaths.list({ copy: 'one_reader' }),
      count: () => this.documentsList.withOneReader(),
    });
    this.shipped.register({
      name: 'policy questions',
      order: 20,
      files: [catalogueFile],
      load: async () => {
        await this.catalogue.load();
        await this.profiles.reviseMade();
      },
    });
    this.shipped.register({
      name: 'policy facts',
      order: 30,
      files: [factsFile],
      load: () => this.facts.load(factsFile),
    });
    this.shipped.register({
      name: 'sample policy facts',
      order: 31,
      files: [sampleFactsFile],
      sampleOnly: true,
      load: () => this.facts.load(sampleFactsFile),
    });
    this.events.on(OrganisationsChanged, async ({ organisationIds }) => {
      await this.profiles.reviseOnceMade(organisationIds);
    });
  }
}
