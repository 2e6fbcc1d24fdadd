import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import type { Absence, Period, Register } from './register.types.js';

/** Nobody explains more times than these. */
const MOST_ABSENCES = 50;

/** By when a learner's registers ask for their record, and when they could not learn: every statement names the person. */
@Injectable()
export class RegistersService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The dates that a person gave, by register. */
  async dates(personId: string): Promise<Partial<Record<Register, CivilDate>>> {
    const rows = await this.database.query<{ register: Register; endsOn: CivilDate }>(
      'select register, ends_on as "endsOn" from portfolio_date where person_id = $1',
      [personId],
    );
    return Object.fromEntries(rows.map(({ register, endsOn }) => [register, endsOn]));
  }

  /** Keeps the date, or forgets it when there is none. */
  async setDate(personId: string, register: Register, endsOn: CivilDate | null): Promise<void> {
    await this.database.transaction(async () => {
      if (endsOn === null)
        await this.database.query('delete from portfolio_date where person_id = $1 and register = $2', [
          personId,
          register,
        ]);
      else
        await this.database.query(
          `insert into portfolio_date (person_id, register, ends_on) values ($1, $2, $3)
           on conflict (person_id, register) do update set ends_on = excluded.ends_on`,
          [personId, register, endsOn],
        );
      await this.record('portfolio_dates.changed', personId);
    });
  }

  absences(personId: string): Promise<Absence[]> {
    return this.database.query<Absence>(
      `select id, from_on as "from", to_on as "to", reason from portfolio_absence where person_id = $1
       order by from_on desc, id limit $2`,
      [personId, MOST_ABSENCES],
    );
  }

  /** Answers whether there was room for one more. The same days explained again are explained anew. */
  async explain(personId: string, { from, to }: Period, reason: string): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.database.lock(`portfolio absences of ${personId}`);
      await this.database.query('delete from portfolio_absence where person_id = $1 and from_on = $2 and to_on = $3', [
        personId,
        from,
        to,
      ]);
      const kept = await this.database.query(
        `insert into portfolio_absence (id, person_id, from_on, to_on, reason)
         select $1, $2, $3, $4, $5 where (select count(*) from portfolio_absence where person_id = $2) < $6 returning id`,
        [newId(), personId, from, to, reason, MOST_ABSENCES],
      );
      if (kept.length > 0) await this.record('portfolio_absences.explained', personId);
      return kept.length > 0;
    });
  }

  async forget(personId: string, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const gone = await this.database.query(
        'delete from portfolio_absence where id = $1 and person_id = $2 returning id',
        [id, personId],
      );
      if (gone.length > 0) await this.record('portfolio_absences.deleted', personId);
    });
  }

  private record(action: string, personId: string): Promise<void> {
    return this.audit.record({ action, subjectKind: 'person', subjectId: personId });
  }
}
