import { Injectable } from '@nestjs/common';
import { addMonths } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { containing } from '../../platform/database/like-pattern.js';
import type { Source } from '../courses.types.js';
import {
  type AskedOf,
  LOOK_UP_MONTHS,
  type RegisterChange,
  type RegisterEntry,
  type RegisterFilter,
  type SourceInCourse,
} from './register.types.js';

const columns = `s.id, s.key, s.kind, s.title, s.short, s.publisher, s.url, s.nation, s.provision, s.commencement, s.checked_on as "checkedOn",
  s.owner_id as "ownerId", s.number, (select p.name from person p where p.id = s.owner_id) as "ownerName", s.link_state as "linkState",
  s.link_status as "linkStatus", s.link_leads_to as "linkLeadsTo", s.link_checked_at as "linkCheckedAt", s.link_since as "linkSince"`;

const where = `($1 = '' or s.search_key like $1) and ($2 = '' or s.kind = $2) and ($3 = '' or s.nation = $3)
  and case $4 when 'links' then s.link_state in ('moved', 'dead', 'unreachable') when 'old' then s.checked_on < $5::date
    when 'unowned' then s.owner_id is null when 'mine' then s.owner_id = $6::uuid else true end`;

/** Reads the legal register. */
@Injectable()
export class RegisterQueries {
  constructor(private readonly database: Database) {}

  /** A page of the entries, by title, and how many there are in all. */
  async list(
    filter: RegisterFilter,
    asked: AskedOf,
    page: { limit: number; offset: number },
  ): Promise<{ all: number; rows: RegisterEntry[] }> {
    const parameters = [
      filter.text === '' ? '' : containing(filter.text.toLowerCase()),
      filter.kind,
      filter.nation,
      filter.show,
      addMonths(asked.today, -LOOK_UP_MONTHS),
      asked.personId,
    ];
    const [rows, [count]] = await Promise.all([
      this.database.query<RegisterEntry>(
        `select ${columns} from legal_source s where ${where} order by s.title, s.id limit $7 offset $8`,
        [...parameters, page.limit, page.offset],
      ),
      this.database.query<{ all: number }>(
        `select count(*)::int as "all" from legal_source s where ${where}`,
        parameters,
      ),
    ]);
    return { all: count?.all ?? 0, rows };
  }

  async entry(id: string): Promise<RegisterEntry | undefined> {
    const [row] = await this.database.query<RegisterEntry>(`select ${columns} from legal_source s where s.id = $1`, [
      id,
    ]);
    return row;
  }

  /** Entries by their keys. */
  byKeys(keys: readonly string[]): Promise<RegisterEntry[]> {
    return this.database.query(`select ${columns} from legal_source s where s.key = any($1) order by s.title`, [keys]);
  }

  /** Which of the keys the register has. */
  async keysAmong(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ key: string }>('select key from legal_source where key = any($1)', [keys]);
    return new Set(rows.map(({ key }) => key));
  }

  /** What an entry said, the newest first; at most 100. */
  changes(id: string): Promise<RegisterChange[]> {
    return this.database.query(
      `select c.number, c.fields, c.note, c.made_at as "madeAt", p.name as "madeBy", o.name as "ownerName"
       from legal_source_change c left join person p on p.id = c.made_by_id left join person o on o.id = (c.fields->>'ownerId')::uuid
       where c.source_id = $1 order by c.number desc limit 100`,
      [id],
    );
  }

  /** What the newest version of every course says of the source, where it names it. */
  inCourses(key: string): Promise<SourceInCourse[]> {
    return this.database.query<SourceInCourse & { source: Source }>(
      `select n.slug, n.content->>'title' as title, n.number, s as source
       from (select distinct on (v.course_id) c.slug, v.number, v.content
         from course_version v join course c on c.id = v.course_id order by v.course_id, v.number desc) as n
       cross join jsonb_array_elements(n.content->'sources') as s
       where s->>'id' = $1 order by n.slug`,
      [key],
    );
  }
}
