import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsChanged } from '../organisations/organisations.events.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Events } from '../platform/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ShippedData } from '../platform/shipped-data.js';
import { DocumentsService } from './documents.service.js';
import { DocumentsQueries } from './documents/documents.queries.js';
import { DocumentsWriter } from './documents/documents-writer.js';
import { FileShelf, READ_TEXT_JOB, SWEEP_JOB } from './documents/file-shelf.js';
import { PolicyFileEntity, PolicyFilePageEntity } from './documents/policy-file.entity.js';
import { TextReading } from './documents/text/text-reading.js';
import { FactsImportService } from './facts-import.service.js';
import { FactsService } from './facts.service.js';
import { FactsQueries } from './facts/facts.queries.js';
import { FactsWriter } from './facts/facts-writer.js';
import { PolicyDocumentEntity } from './facts/policy-document.entity.js';
import { PolicyFactEntity, PolicyVerificationEntity } from './facts/policy-fact.entity.js';
import { ProfilesService } from './profiles.service.js';
import { PolicyProfileEntity, PolicyProfileRevisionEntity } from './profiles/policy-profile.entity.js';
import { ProfileRevisions } from './profiles/profile-revisions.js';
import { ProfilesQueries } from './profiles/profiles.queries.js';
import { PolicyQuestionEntity } from './questions/policy-question.entity.js';
import { catalogueFile, QuestionCatalogue } from './questions/question-catalogue.js';
import { QuestionsService } from './questions.service.js';
import { factsFile, sampleFactsFile, ShippedFacts } from './shipped-facts/shipped-facts.js';
import { AnswersService } from './extracting/answers.service.js';
import { Desks } from './extracting/desk.js';
import { DraftsService } from './extracting/drafts.service.js';
import { ExtractionController } from './extracting/extraction.controller.js';
import { ExtractionQueries } from './extracting/extraction.queries.js';
import { PolicyDraftEntity } from './extracting/policy-draft.entity.js';
import { QueuesController } from './queues/queues.controller.js';
import { QueuesQueries } from './queues/queues.queries.js';
import { CorrectionsController } from './verifying/corrections.controller.js';
import { PolicyVerificationOutcomeEntity } from './verifying/verification-outcome.entity.js';
import { PolicyCampaignEntity } from './requests/campaign.entity.js';
import { PolicyRequestEntity, PolicyRequestEventEntity } from './requests/request.entity.js';
import { RequestsQueries } from './requests/requests.queries.js';
import { RequestsWriter } from './requests/requests-writer.js';
import { RequestsService } from './requests.service.js';
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
      PolicyCampaignEntity,
      PolicyRequestEntity,
      PolicyRequestEventEntity,
    ]),
  ],
  controllers: [QueuesController, VerificationsController, CorrectionsController, ExtractionController],
  providers: [
    QuestionsService,
    QuestionCatalogue,
    FactsService,
    FactsQueries,
    FactsWriter,
    FactsImportService,
    ShippedFacts,
    ProfilesService,
    ProfilesQueries,
    ProfileRevisions,
    VerificationsQueries,
    VerificationsService,
    QueuesQueries,
    Desks,
    ExtractionQueries,
    AnswersService,
    DraftsService,
    DocumentsService,
    DocumentsQueries,
    DocumentsWriter,
    FileShelf,
    TextReading,
    RequestsService,
    RequestsQueries,
    RequestsWriter,
  ],
  exports: [DocumentsService, QuestionsService, FactsService, FactsImportService, ProfilesService, RequestsService],
})
export class PoliciesModule implements OnModuleInit {
  constructor(
    private readonly shipped: ShippedData,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly shelf: FileShelf,
    private readonly reading: TextReading,
    private readonly catalogue: QuestionCatalogue,
    private readonly facts: ShippedFacts,
    private readonly profiles: ProfileRevisions,
  ) {}

  onModuleInit(): void {
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
    this.jobs.handle<{ sha256: string }>(SWEEP_JOB, ({ sha256 }) => this.shelf.sweep(sha256));
    this.jobs.handle<{ fileId: string }>(READ_TEXT_JOB, ({ fileId }) => this.reading.read(fileId));
    this.events.on(OrganisationsChanged, async ({ organisationIds }) => {
      await this.profiles.reviseOnceMade(organisationIds);
    });
  }
}
