import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonRegistered } from '../../accounts/accounts.events.js';
import { OrganisationsModule } from '../../organisations/organisations.module.js';
import { Events } from '../../platform/events.js';
import { Cookies, VISIT_COOKIE } from '../../platform/http/cookies.js';
import { PoliciesModule } from '../../policies/policies.module.js';
import { Visits } from './visits.js';
import { WelcomeCaseEntity } from './welcome-case.entity.js';
import { WelcomeCases } from './welcome-cases.js';
import { WelcomeController } from './welcome.controller.js';
import { WorkplaceKnowledge } from './workplace-knowledge.js';

/** What a visitor finds before there is an account. */
@Module({
  imports: [OrganisationsModule, PoliciesModule, TypeOrmModule.forFeature([WelcomeCaseEntity])],
  controllers: [WelcomeController],
  providers: [Visits, WelcomeCases, WorkplaceKnowledge],
})
export class WelcomeModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly cases: WelcomeCases,
    private readonly cookies: Cookies,
  ) {}

  onModuleInit(): void {
    this.events.on(PersonRegistered, (event) => this.cases.keepFor(event.personId, event.visit));
    this.cookies.declare({
      name: VISIT_COOKIE,
      purpose: 'Remembers your answer to the two-minute case and the time it took, in case you register.',
      lasts: 'one day, or until you register',
    });
  }
}
