import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { PersonRecords } from '../person/person-records.js';
import { SignInService } from '../signing-in/sign-in.service.js';
import { PeopleQueries } from './people.queries.js';
import { deactivationProblems, type GrantableRole, grantableRoles, roleChangeProblems } from './role-changes.rules.js';

/** What administrators do with other people's accounts. Each verb answers the reasons against it; none when it is done. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly queries: PeopleQueries,
    private readonly people: PersonRecords,
    private readonly sessions: SignInService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Leaves the person with these roles besides that of a learner, which everybody has. */
  async setRoles(actorId: string | null, personId: string, wanted: readonly GrantableRole[]): Promise<string[]> {
    return this.asOneOfAdmins(actorId, personId, async (standing) => {
      const problems = roleChangeProblems(wanted, standing);
      if (problems.length > 0) return problems;
      for (const role of grantableRoles) {
        if (wanted.includes(role)) {
          if (await this.people.giveRole(personId, role)) await this.record('roles.given', personId, { role });
        } else if (await this.people.takeRole(personId, role)) await this.record('roles.taken', personId, { role });
      }
      return [];
    });
  }

  /** The person can sign in no more and is signed out everywhere. What they did stays theirs. */
  async deactivate(actorId: string | null, personId: string): Promise<string[]> {
    return this.asOneOfAdmins(actorId, personId, async (standing) => {
      const problems = deactivationProblems(standing);
      if (problems.length > 0) return problems;
      const done = await this.database.query(
        'update person set deactivated_at = $2 where id = $1 and deactivated_at is null returning id',
        [personId, this.clock.now()],
      );
      if (done.length === 0) return [];
      await this.sessions.endAll(personId, null);
      await this.record('people.deactivated', personId);
      return [];
    });
  }

  async reactivate(personId: string): Promise<void> {
    await this.database.transaction(async () => {
      const done = await this.database.query(
        'update person set deactivated_at = null where id = $1 and deactivated_at is not null and erased_at is null returning id',
        [personId],
      );
      if (done.length > 0) await this.record('people.reactivated', personId);
    });
  }

  /** Two administrators who would take the role from each other at the same moment come one after the other. */
  private async asOneOfAdmins(
    actorId: string | null,
    personId: string,
    work: (standing: Parameters<typeof deactivationProblems>[0]) => Promise<string[]>,
  ): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock('administrators');
      const person = await this.queries.one(personId);
      if (!person) throw new NotFoundException('There is no such person.');
      const otherAdmins = await this.queries.otherAdmins(personId);
      return work({ actorId, personId, otherAdmins, isAdmin: person.roles.includes('admin') });
    });
  }

  private async record(action: string, personId: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'person', subjectId: personId, details });
  }
}
