import { ConflictException, Injectable } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import { CoursesService } from '../../courses/courses.service.js';
import type { Nation } from '../../organisations/organisations.types.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import { EnrollingService } from '../enrolling/enrolling.service.js';
import { EnrolmentChangesService } from '../enrolling/enrolment-changes.service.js';
import { type CohortBy, type CohortDue, dueDateOf, type MemberBy } from './cohort.rules.js';
import { type Cohort, CohortsQueries } from './cohorts.queries.js';

export interface NewCohort extends CohortDue {
  courseId: string;
  name: string;
  by: CohortBy;
  organisationId: string | null;
  professions: Profession[] | null;
  nation: Nation | null;
  areaCode: string | null;
  reason: string;
}

const origins = { hand: 'cohort', rule: 'rule', code: 'invitation' } as const;

/** Makes cohorts and takes people into them. Nothing here takes anybody off a course. */
@Injectable()
export class CohortsService {
  constructor(
    private readonly database: Database,
    private readonly queries: CohortsQueries,
    private readonly courses: CoursesService,
    private readonly enrolling: EnrollingService,
    private readonly enrolments: EnrolmentChangesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Makes a cohort with nobody in it; answers its id. A rule takes nobody in before it is started. */
  async make(cohort: NewCohort): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      const now = this.clock.now();
      await this.database.query(
        `insert into cohort (id, course_id, name, by, organisation_id, professions, nation, area_code, reason, due_on,
           due_days, made_at, made_by_id, started_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [
          id,
          cohort.courseId,
          cohort.name,
          cohort.by,
          cohort.organisationId,
          cohort.professions,
          cohort.nation,
          cohort.areaCode,
          cohort.reason,
          cohort.dueOn,
          cohort.dueDays,
          now,
          actingPersonId(),
          cohort.by === 'hand' ? now : null,
        ],
      );
      await this.record('cohorts.made', id, { by: cohort.by });
      return id;
    });
  }

  /** Lets a rule take people in from now on. Answers false when it did before. */
  async start(id: string): Promise<boolean> {
    return this.turn(id, 'started_at', 'cohorts.started');
  }

  /** From now on it takes in nobody. Who is in it stays, and stays enrolled. Answers false when it had ended before. */
  async end(id: string): Promise<boolean> {
    return this.turn(id, 'ended_at', 'cohorts.ended');
  }

  /**
   * Takes people in and enrols them on the newest version of the course; who is enrolled already stays so, with
   * the cohort's due date where they had none. A rule takes nobody in a second time. Answers the people who are new in it. A few statements, however many people.
   */
  async takeIn(cohort: Cohort, personIds: readonly string[], by: MemberBy): Promise<string[]> {
    if (cohort.endedAt !== null) throw new ConflictException('The cohort has ended: it takes in nobody any more.');
    return this.database.transaction(async () => {
      const back = {
        rule: 'nothing',
        hand: 'update set left_at = null, by = excluded.by where cohort_member.left_at is not null',
        // Who joins with the Trust's code agrees to be seen, however they had come before.
        code: 'update set left_at = null, by = excluded.by',
      }[by];
      const taken = await this.database.query<{ personId: string }>(
        `insert into cohort_member (cohort_id, person_id, by, joined_at, added_by_id)
         select $1, id, $3, $4, $5 from unnest($2::uuid[]) as id
         on conflict (cohort_id, person_id) do ${back} returning person_id as "personId"`,
        [cohort.id, personIds, by, this.clock.now(), by === 'hand' ? actingPersonId() : null],
      );
      const people = taken.map(({ personId }) => personId);
      if (people.length === 0) return [];
      const dueOn = dueDateOf(cohort, this.clock.today());
      await this.enrolling.enrolAll(await this.courses.newest(cohort.courseSlug), people, {
        origin: origins[by],
        reason: cohort.reason,
        dueOn,
        cohort: { id: cohort.id, madeById: cohort.madeById },
      });
      if (dueOn !== null)
        await this.enrolments.giveDueDate(cohort.courseId, people, {
          on: dueOn,
          reason: cohort.reason,
          decidedById: cohort.madeById,
          cohortId: cohort.id,
        });
      await this.record('cohorts.people_taken_in', cohort.id, { by, people: people.length });
      return people;
    });
  }

  /** Takes somebody out of the cohort, so that its contact sees them no more. They stay enrolled. */
  async takeOut(cohort: Cohort, personId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const rows = await this.database.query(
        'update cohort_member set left_at = $3 where cohort_id = $1 and person_id = $2 and left_at is null returning person_id',
        [cohort.id, isId(personId) ? personId : null, this.clock.now()],
      );
      if (rows.length > 0) await this.record('cohorts.person_taken_out', cohort.id, { person: personId });
      return rows.length > 0;
    });
  }

  /** Names a contact, who sees the cohort from now on, for as long as they work at its Trust. */
  async nameContact(cohort: Cohort, personId: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `insert into cohort_contact (cohort_id, person_id, named_at, named_by_id) values ($1, $2, $3, $4)
         on conflict do nothing returning person_id`,
        [cohort.id, personId, this.clock.now(), actingPersonId()],
      );
      if (rows.length > 0) await this.record('cohorts.contact_named', cohort.id, { person: personId });
    });
  }

  async removeContact(cohort: Cohort, personId: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        'delete from cohort_contact where cohort_id = $1 and person_id = $2 returning person_id',
        [cohort.id, isId(personId) ? personId : null],
      );
      if (rows.length > 0) await this.record('cohorts.contact_removed', cohort.id, { person: personId });
    });
  }

  /** The cohort with its row held, so that two who change it come one after the other. */
  async hold(id: string): Promise<Cohort> {
    await this.database.query('select id from cohort where id = $1 for update', [id]);
    const cohort = await this.queries.one(id);
    if (!cohort) throw new Error(`There is no cohort ${id}`);
    return cohort;
  }

  private async turn(id: string, column: 'started_at' | 'ended_at', action: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const rows = await this.database.query(
        `update cohort set ${column} = $2 where id = $1 and ${column} is null and ended_at is null returning id`,
        [id, this.clock.now()],
      );
      if (rows.length > 0) await this.record(action, id);
      return rows.length > 0;
    });
  }

  private async record(action: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'cohort', subjectId: id, details });
  }
}
