import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AddressConfirmed, DetailsChanged, WorkplaceChanged } from '../../accounts/accounts.events.js';
import { CourseReopened } from '../../courses/courses.events.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import { OrganisationsChanged } from '../../organisations/organisations.events.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { CohortsQueries } from './cohorts.queries.js';
import { CohortsService } from './cohorts.service.js';

/** People who are taken in within one transaction. */
const CHUNK = 500;
const TAKE_IN = 'cohorts.take-in';

/**
 * Keeps rules: takes in all whom a rule fits when it is started, and whoever comes to fit it later, in the transaction in
 * which they confirm their address or say what they are or where they work.
 */
@Injectable()
export class CohortRules implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly queries: CohortsQueries,
    private readonly cohorts: CohortsService,
    private readonly retirements: RetirementsService,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ cohortId: string }>(TAKE_IN, ({ cohortId }) => this.takeInAll(cohortId));
    this.events.on(AddressConfirmed, ({ personId }) => this.takeIn(personId));
    this.events.on(WorkplaceChanged, ({ personId }) => this.takeIn(personId));
    this.events.on(DetailsChanged, ({ personId }) => this.takeIn(personId));
    this.events.on(OrganisationsChanged, async () => this.lookAgain(await this.queries.rulesByPlace()));
    this.events.on(CourseReopened, async ({ courseId }) => this.lookAgain(await this.queries.rulesOf(courseId)));
  }

  /** Starts a rule; the worker takes in whom it fits today. Pressing twice is once. */
  async start(cohortId: string): Promise<void> {
    await this.database.transaction(async () => {
      if (await this.cohorts.start(cohortId)) await this.later(cohortId);
    });
  }

  /** Takes the person in wherever a rule that stands fits them. */
  async takeIn(personId: string): Promise<void> {
    for (const cohort of await this.queries.rulesFor(personId)) await this.cohorts.takeIn(cohort, [personId], 'rule');
  }

  /** Takes in everybody whom the rule fits, some at a time. Cut off, it goes on with those who are left. */
  private async takeInAll(cohortId: string): Promise<void> {
    let last: string | null = null;
    for (;;) {
      const after: string | null = last;
      last = await this.database.transaction(async () => {
        const cohort = await this.cohorts.hold(cohortId);
        if (cohort.startedAt === null || cohort.endedAt !== null) return null;
        if (await this.retirements.standing(cohort.courseId)) return null;
        const people = await this.queries.fitting(cohort, after, CHUNK);
        if (people.length > 0) await this.cohorts.takeIn(cohort, people, 'rule');
        return people.at(-1) ?? null;
      });
      if (last === null) return;
    }
  }

  /** Others may fit now: an organisation lies in another area, or a course is open again. */
  private async lookAgain(cohortIds: readonly string[]): Promise<void> {
    for (const id of cohortIds) await this.later(id);
  }

  private async later(cohortId: string): Promise<void> {
    await this.jobs.add(TAKE_IN, { cohortId }, { key: `${TAKE_IN}.${cohortId}` });
  }
}
