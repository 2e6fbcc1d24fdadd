import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface AuditLine {
  id: string;
  at: Date;
  actorId: string | null;
  actorKind: string;
  /** Null when nobody signed in did it. */
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  /** The person, when it was one. */
  subjectName: string | null;
  details: Record<string, unknown>;
}

export interface AuditFilter {
  action: string | null;
  /** Changes of this person's account. */
  person: string | null;
  /** The last line of the page before; ids are made in the order of time. */
  before: string | null;
}

/** Reads the audit rows, which nobody can change. */
@Injectable()
export class AuditTrailQueries {
  constructor(private readonly database: Database) {}

  /** At most `limit` lines, the newest first. */
  list(filter: AuditFilter, limit: number): Promise<AuditLine[]> {
    return this.database.query<AuditLine>(
      `select a.id, a.at, a.actor_id as "actorId", a.actor_kind as "actorKind", p.name as "actorName", a.action,
         a.subject_kind as "subjectKind", a.subject_id as "subjectId", s.name as "subjectName", a.details
       from audit_entry a left join person p on p.id = a.actor_id
         left join person s on a.subject_kind = 'person' and s.id::text = a.subject_id
       where ($1::uuid is null or a.id < $1) and ($2::text is null or a.action = $2)
         and ($3::text is null or (a.subject_kind = 'person' and a.subject_id = $3))
       order by a.id desc limit $4`,
      [filter.before, filter.action, filter.person, limit],
    );
  }

  /** Every action there is, in the order of the alphabet: one step of the index for each, however many rows there are. */
  async actions(): Promise<string[]> {
    const rows = await this.database.query<{ action: string }>(
      `with recursive known as (
         (select action from audit_entry order by action limit 1)
         union all
         select (select a.action from audit_entry a where a.action > k.action order by a.action limit 1)
         from known k where k.action is not null)
       select action from known where action is not null`,
    );
    return rows.map((row) => row.action);
  }
}
