import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsChanged } from '../organisations/organisations.events.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Events } from '../platform/events.js';
import { PersonLoader } from '../platform/http/person-loader.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Holdings } from '../platform/holdings/holdings.js';
import { ShippedData } from '../platform/shipped-data.js';
import { AccountController } from './account/account.controller.js';
import { OwnDetailsService } from './account/own-details.service.js';
import { AccountsService } from './accounts.service.js';
import { AdministratorsService } from './administrators.service.js';
import { AuditTrailController } from './audit-trail/audit-trail.controller.js';
import { AuditTrailQueries } from './audit-trail/audit-trail.queries.js';
import { AccountMails } from './mailed-links/account-mails.js';
import { AccountErasure } from './erasing/account-erasure.js';
import { ErasingController } from './erasing/erasing.controller.js';
import { ErasingService } from './erasing/erasing.service.js';
import { MailedLinks } from './mailed-links/mailed-links.js';
import { accountHoldings } from './own-data/account-holdings.js';
import { OwnDataController } from './own-data/own-data.controller.js';
import { PasswordResetController } from './password-reset/password-reset.controller.js';
import { PasswordResetService } from './password-reset/password-reset.service.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleQueries } from './people/people.queries.js';
import { PeopleService } from './people/people.service.js';
import { PersonRecords } from './person/person-records.js';
import { AccountTokenEntity, PersonEntity, PersonRoleEntity } from './person/person.entity.js';
import { WorkplaceEntity } from './person/workplace.entity.js';
import { ConfirmationController } from './registering/confirmation.controller.js';
import { RegistrationController } from './registering/registration.controller.js';
import { RegistrationService } from './registering/registration.service.js';
import { SampleAccounts } from './sample/sample-accounts.js';
import { AccountPersonLoader } from './signing-in/account-person-loader.js';
import { AttemptLimits } from './signing-in/attempt-limits.js';
import { Passwords } from './signing-in/passwords.js';
import { SignInController } from './signing-in/sign-in.controller.js';
import { SignInService } from './signing-in/sign-in.service.js';
import { ChoosingWorkplace } from './workplace/choosing.js';
import { WorkplacesController } from './workplace/workplaces.controller.js';
import { WorkplacesQueries } from './workplace/workplaces.queries.js';
import { WorkplacesService } from './workplaces.service.js';

/** People: register, sign in, say where they work; what each may do. Tells platform who is behind a session. */
@Global()
@Module({
  imports: [
    OrganisationsModule,
    TypeOrmModule.forFeature([PersonEntity, PersonRoleEntity, AccountTokenEntity, WorkplaceEntity]),
  ],
  controllers: [
    SignInController,
    RegistrationController,
    ConfirmationController,
    PasswordResetController,
    AccountController,
    OwnDataController,
    ErasingController,
    WorkplacesController,
    PeopleController,
    AuditTrailController,
  ],
  providers: [
    AccountErasure,
    { provide: PersonLoader, useClass: AccountPersonLoader },
    AccountMails,
    AccountsService,
    AdministratorsService,
    AttemptLimits,
    AuditTrailQueries,
    ChoosingWorkplace,
    ErasingService,
    MailedLinks,
    OwnDetailsService,
    PasswordResetService,
    Passwords,
    PeopleQueries,
    PeopleService,
    PersonRecords,
    RegistrationService,
    SampleAccounts,
    SignInService,
    WorkplacesQueries,
    WorkplacesService,
  ],
  exports: [PersonLoader, AccountsService, AdministratorsService, WorkplacesService],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly shipped: ShippedData,
    private readonly workplaces: WorkplacesService,
    private readonly samples: SampleAccounts,
    private readonly holdings: Holdings,
    @Inject(CONFIG) private readonly config: Config,
    private readonly erasure: AccountErasure,
  ) {}

  onModuleInit(): void {
    this.holdings.register({
      order: 10,
      held: accountHoldings(this.config.retention),
      erase: (personId) => this.erasure.erase(personId),
    });
    this.events.on(OrganisationsChanged, (event) => this.workplaces.followSuccessors(event.organisationIds));
    this.shipped.register({
      name: 'sample accounts',
      order: 50,
      files: [],
      sampleOnly: true,
      load: () => this.samples.load(),
    });
  }
}
