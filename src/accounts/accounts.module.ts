import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PersonLoader } from '../platform/http/person-loader.js';
import { AccountTokenEntity, PersonEntity, PersonRoleEntity } from './person/person.entity.js';
import { WorkplaceEntity } from './person/workplace.entity.js';
import { AccountPersonLoader } from './signing-in/account-person-loader.js';

/** People: register, sign in, say where they work; what each may do. Tells platform who is behind a session. */
@Global()
@Module({
  imports: [
    OrganisationsModule,
    TypeOrmModule.forFeature([PersonEntity, PersonRoleEntity, AccountTokenEntity, WorkplaceEntity]),
  ],
  providers: [{ provide: PersonLoader, useClass: AccountPersonLoader }],
  exports: [PersonLoader],
})
export class AccountsModule {}
