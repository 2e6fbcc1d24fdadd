import { Injectable, NotFoundException } from '@nestjs/common';
import { isRetiredSql } from '../../courses/retirement.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { secretHash } from '../../platform/http/secret-links.js';
import { newNumber } from '../../platform/new-number.js';
import { readNumber } from '../../platform/readable-number.rules.js';
import { actingPersonId } from '../../platform/request-context.js';
import { type Cohort, CohortsQueries } from '../cohorts/cohorts.queries.js';
import { CohortsService } from '../cohorts/cohorts.service.js';
import { type CodeFacts, codeState, type CodeState, mayJoin } from './joining-code.rules.js';

export interface JoiningCode extends CodeFacts {
  id: string;
  ending: string;
  domains: string[];
  madeAt: Date;
  madeBy: string | null;
  stoppedBy: string | null;
}

/** A code that somebody has, with what it leads to. */
export interface FoundCode {
  code: JoiningCode;
  cohort: Cohort;
  state: CodeState;
}

export type Joining =
  | { outcome: 'joined' | 'was_in_it'; enrolmentId: string }
  | { outcome: 'refused'; state: Exclude<CodeState, 'open'> | 'unknown' | 'wrong_domain' };

const columns = `j.id, j.ending, j.most_uses as "mostUses", j.uses, j.domains, j.expires_on as "expiresOn",
  j.made_at as "madeAt", made.name as "madeBy", j.stopped_at is not null as stopped, stopper.name as "stoppedBy",
  (c.ended_at is not null or ${isRetiredSql('c.course_id')})
    as "cohortEnded"`;
const source = `joining_code j join cohort c on c.id = j.cohort_id left join person made on made.id = j.made_by_id
  left join person stopper on stopper.id = j.stopped_by_id`;

/** Codes with which the staff of a Trust join its cohorts: 80 random bits each, of which the database knows only the hash. */
@Injectable()
export class JoiningCodes {
  constructor(
    private readonly database: Database,
    private readonly queries: CohortsQueries,
    private readonly cohorts: CohortsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A new code of the cohort; nobody can read it again. */
  async make(
    cohort: Cohort,
    limits: { mostUses: number | null; expiresOn: CivilDate; domains: readonly string[] },
  ): Promise<string> {
    const code = newNumber();
    await this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        `insert into joining_code (id, hash, ending, cohort_id, most_uses, domains, expires_on, made_at, made_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          secretHash(code),
          code.slice(-6),
          cohort.id,
          limits.mostUses,
          limits.domains,
          limits.expiresOn,
          this.clock.now(),
          actingPersonId(),
        ],
      );
      await this.record('joining_codes.made', id);
    });
    return code;
  }

  /** Of a cohort, the newest first; at most 100. */
  ofCohort(cohortId: string): Promise<JoiningCode[]> {
    return this.database.query<JoiningCode>(
      `select ${columns} from ${source} where j.cohort_id = $1 order by j.id desc limit 100`,
      [cohortId],
    );
  }

  /** From now on nobody joins with it; who has joined stays. Throws NotFoundException when there is no such open code. */
  async stop(cohortId: string, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update joining_code set stopped_at = $3, stopped_by_id = $4
          where id = $1 and cohort_id = $2 and stopped_at is null returning id`,
        [isId(id) ? id : null, cohortId, this.clock.now(), actingPersonId()],
      );
      if (rows.length === 0) throw new NotFoundException('There is no such code that works.');
      await this.record('joining_codes.stopped', id);
    });
  }

  /** What a code leads to, however it was typed; undefined when there never was such a code. */
  async find(typed: string): Promise<FoundCode | undefined> {
    const read = readNumber(typed);
    if (!read.ok) return undefined;
    const [row] = await this.database.query<JoiningCode & { cohortId: string }>(
      `select ${columns}, j.cohort_id as "cohortId" from ${source} where j.hash = $1`,
      [secretHash(read.number)],
    );
    const cohort = row && (await this.queries.one(row.cohortId));
    return row && cohort && { code: row, cohort, state: codeState(row, this.clock.today()) };
  }

  /**
   * Takes the person into the cohort and enrols them. Who is in it already uses the code up no further. Two who take the
   * last use at the same moment come one after the other.
   */
  async join(typed: string, person: { id: string; email: string }): Promise<Joining> {
    const read = readNumber(typed);
    if (!read.ok) return { outcome: 'refused', state: 'unknown' };
    return this.database.transaction(async () => {
      await this.database.query('select id from joining_code where hash = $1 for update', [secretHash(read.number)]);
      const found = await this.find(read.number);
      if (!found) return { outcome: 'refused', state: 'unknown' };
      const { code, cohort } = found;
      const joined = await this.enrolmentOf(cohort, person.id);
      if (joined !== null) return { outcome: 'was_in_it', enrolmentId: joined };
      if (found.state !== 'open') return { outcome: 'refused', state: found.state };
      if (!mayJoin(person.email, code.domains)) return { outcome: 'refused', state: 'wrong_domain' };
      await this.cohorts.takeIn(cohort, [person.id], 'code');
      await this.database.query('update joining_code set uses = uses + 1 where id = $1', [code.id]);
      await this.record('joining_codes.used', code.id);
      const enrolmentId = await this.enrolmentOf(cohort, person.id);
      if (enrolmentId === null) throw new Error(`Person ${person.id} joined cohort ${cohort.id} and is not enrolled`);
      return { outcome: 'joined', enrolmentId };
    });
  }

  /** Of somebody who has joined with a code and takes the course; null for everybody else. */
  private async enrolmentOf(cohort: Cohort, personId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select e.id from cohort_member m join enrolment e on e.person_id = m.person_id
        where m.cohort_id = $1 and m.person_id = $2 and m.by = 'code' and m.left_at is null
          and e.course_id = $3 and e.withdrawn_at is null`,
      [cohort.id, personId, cohort.courseId],
    );
    return row?.id ?? null;
  }

  private async record(action: string, id: string): Promise<void> {
    await this.audit.record({ action, subjectKind: 'joining_code', subjectId: id });
  }
}
