import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { EnrolmentCompleted } from '../learning/learning.events.js';
import { Events } from '../platform/events.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Holdings } from '../platform/holdings/holdings.js';
import { Retention } from '../platform/retention/retention.js';
import { ShippedData } from '../platform/shipped-data.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { BadgesController } from './badge/badges.controller.js';
import { BadgesService } from './badge/badges.service.js';
import { IssuerKeyEntity } from './badge/issuer-key.entity.js';
import { IssuerKeysService } from './issuer-keys.service.js';
import { CorrectionsController } from './correction/corrections.controller.js';
import { CorrectionsService } from './correction/corrections.service.js';
import { CertificateDocuments } from './document/certificate-documents.js';
import { DocumentSigner } from './document/document-signer.js';
import { CertificateRenderer } from './document/certificate-renderer.js';
import { CertificatesController } from './holding/certificates.controller.js';
import { CertificateListEntity, CertificateListRowEntity } from './lists/certificate-list.entity.js';
import { ListIssuing, RENDER_SOME_JOB } from './lists/list-issuing.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsQueries } from './lists/lists.queries.js';
import { CertificateAddendaService } from './certificate-addenda.service.js';
import { CertificateFilesService } from './certificate-files.service.js';
import { CertificateListsService, ISSUE_LIST_JOB } from './certificate-lists.service.js';
import { IssuesController } from './issuing/issues.controller.js';
import { IssuingService, RENDER_JOB } from './issuing/issuing.service.js';
import {
  CertificateAddendumEntity,
  CertificateChangeEntity,
  CertificateDocumentEntity,
  CertificateEntity,
} from './register/certificate.entity.js';
import { CertificatesQueries } from './register/certificates.queries.js';
import { CertificateCoursesService } from './courses/certificate-courses.service.js';
import { RenewalsController } from './renewal/renewals.controller.js';
import { CertificateCoursesController } from './courses/courses.controller.js';
import { Designs } from './templates/designs.js';
import {
  CertificateCourseEntity,
  CertificateLogoEntity,
  CertificateTemplateEntity,
  CertificateTemplateVersionEntity,
} from './templates/template.entity.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesQueries } from './templates/templates.queries.js';
import { TemplatesService } from './templates/templates.service.js';
import { OldCertificates } from './own-data/old-certificates.js';
import { certificateHoldings } from './own-data/certificate-holdings.js';
import { RevocationsController } from './revocation/revocations.controller.js';
import { RevocationsService } from './revocation/revocations.service.js';
import { SessionCertificatesController } from './sessions/session-certificates.controller.js';
import { SessionIssuingService } from './sessions/session-issuing.service.js';
import { VerificationController } from './verification/verification.controller.js';

/** Certificates: issued as a course is completed, rendered once, checked by anybody, taken back by administrators. */
@Module({
  imports: [
    CoursesModule,
    LearningModule,
    TypeOrmModule.forFeature([
      CertificateEntity,
      CertificateDocumentEntity,
      CertificateChangeEntity,
      CertificateAddendumEntity,
      IssuerKeyEntity,
      CertificateListEntity,
      CertificateListRowEntity,
      CertificateTemplateEntity,
      CertificateTemplateVersionEntity,
      CertificateLogoEntity,
      CertificateCourseEntity,
    ]),
  ],
  // Lists and revocations first: /certificates/all is not the number of a certificate.
  controllers: [
    ListsController,
    TemplatesController,
    CertificateCoursesController,
    SessionCertificatesController,
    CorrectionsController,
    RevocationsController,
    CertificatesController,
    RenewalsController,
    IssuesController,
    BadgesController,
    VerificationController,
  ],
  exports: [CertificateAddendaService, CertificateFilesService],
  providers: [
    CertificateAddendaService,
    CertificateFilesService,
    CertificateListsService,
    CorrectionsService,
    Designs,
    CertificateCoursesService,
    TemplatesQueries,
    TemplatesService,
    ListIssuing,
    SessionIssuingService,
    ListsQueries,
    BadgesService,
    IssuerKeysService,
    CertificateDocuments,
    CertificateRenderer,
    DocumentSigner,
    CertificatesQueries,
    IssuingService,
    RevocationsService,
    OldCertificates,
  ],
})
export class CertificatesModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly issuing: IssuingService,
    private readonly documents: CertificateDocuments,
    private readonly shipped: ShippedData,
    private readonly keys: IssuerKeysService,
    private readonly lists: ListIssuing,
    private readonly holdings: Holdings,
    private readonly retention: Retention,
    private readonly old: OldCertificates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.retention.register({
      period: 'certificates',
      deleteBefore: (day, limit) => this.old.deleteBefore(day, limit),
    });
    // Whoever was shown a certificate must be able to check it: none of it goes.
    this.holdings.register({
      order: 30,
      held: certificateHoldings(this.config.retention),
      erase: () => Promise.resolve(),
    });
    this.events.on(EnrolmentCompleted, (event) => this.issuing.issueFor(event));
    this.shipped.register({
      name: 'issuer key',
      order: 5,
      files: [],
      fingerprint: () => this.keys.fingerprint(),
      load: () => this.keys.register(),
    });
    this.jobs.handle<{ listId: string }>(ISSUE_LIST_JOB, ({ listId }) => this.lists.issueAll(listId));
    this.jobs.handle<{ certificateIds: string[] }>(RENDER_SOME_JOB, ({ certificateIds }) =>
      this.documents.renderSome(certificateIds),
    );
    this.jobs.handle<{ certificateId: string }>(RENDER_JOB, ({ certificateId }) =>
      this.documents.render(certificateId),
    );
  }
}
