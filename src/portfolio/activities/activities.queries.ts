import { Injectable, NotFoundException } from '@nestjs/common';
import { STANDING_REVOCATION } from '../../certificates/certificate-status.rules.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { containingWords } from '../../platform/database/like-pattern.js';
import { isId } from '../../platform/database/new-id.js';
import type { Activity, ActivityKind } from '../portfolio.types.js';
import type { CountedActivity, Period } from '../registers/register.types.js';
import type { Lack, Sort } from './activities.form.js';

const REVOKED = `exists (select from certificate_change r where r.certificate_id = a.certificate_id and ${STANDING_REVOCATION})`;
const NOT_COUNTED = `case when a.certificate_id is null then null when c.sample then 'sample' when ${REVOKED} then 'revoked' end`;
const COLUMNS = `a.id, a.title, a.kind, a.provider, a.started_on as "startedOn", a.ended_on as "endedOn", a.hours,
  a.participatory, a.setting, a.themes, a.relevance, a.benefit, a.removed_at as "removedAt", c.number as "certificateNumber",
  ${NOT_COUNTED} as "notCounted",
  (select count(*)::int from portfolio_evidence e where e.activity_id = a.id) as evidence`;
const TABLES = 'portfolio_activity a left join certificate c on c.id = a.certificate_id';

/** The value by which a list is sorted, and which way. Every order is made whole by the id. */
const ORDERS: Record<Sort, { by: string; way: 'asc' | 'desc' }> = {
  newest: { by: 'a.ended_on', way: 'desc' },
  oldest: { by: 'a.ended_on', way: 'asc' },
  hours: { by: 'a.hours', way: 'desc' },
  title: { by: 'lower(a.title)', way: 'asc' },
};

/** What narrows a list. `from` and `to`: the days between which an entry ended. */
export interface Narrowed {
  text: string;
  kind: ActivityKind | '';
  lacks: Lack | '';
  from: CivilDate | null;
  to: CivilDate | null;
}

export interface Asked extends Narrowed {
  sort: Sort;
  after: string | null;
}

const LACKING: Record<Lack, string> = {
  relevance: `a.relevance = ''`,
  benefit: `a.benefit = ''`,
  themes: `a.themes = '{}'`,
  setting: 'a.setting is null',
  // A certificate is evidence.
  evidence: 'a.certificate_id is null and not exists (select from portfolio_evidence e where e.activity_id = a.id)',
};

/** An entry with the names of its files. */
export type ExportedActivity = Activity & { files: string[] };

export interface Totals {
  count: number;
  hours: number;
  participatory: number;
}

/** Reads one person's activities: every statement names the person. One statement each, however many there are. */
@Injectable()
export class ActivitiesQueries {
  constructor(private readonly database: Database) {}

  /** At most `limit`, after the one that ended the page before. */
  list(personId: string, asked: Asked, limit: number): Promise<Activity[]> {
    const { by, way } = ORDERS[asked.sort];
    const params: unknown[] = [personId, limit];
    const narrowed = narrowing(asked, params);
    let beyond = '';
    if (asked.after !== null) {
      params.push(asked.after);
      const last = `(select ${by.replaceAll('a.', 'l.')} from portfolio_activity l where l.id = $${String(params.length)} and l.person_id = $1)`;
      beyond = `and (${by}, a.id) ${way === 'desc' ? '<' : '>'} (${last}, $${String(params.length)}::uuid)`;
    }
    return this.database.query<Activity>(
      `select ${COLUMNS} from ${TABLES} where a.person_id = $1 and a.removed_at is null ${narrowed} ${beyond}
       order by ${by} ${way}, a.id ${way} limit $2`,
      params,
    );
  }

  /** Of all that the list holds, on this page and others: how many, and the hours that count. */
  async totals(personId: string, asked: Narrowed): Promise<Totals> {
    const params: unknown[] = [personId];
    const [row] = await this.database.query<Totals>(
      `select count(*)::int as count, coalesce(sum(hours) filter (where counts), 0) as hours,
         coalesce(sum(participatory) filter (where counts), 0) as participatory
       from (select a.hours, a.participatory, (${NOT_COUNTED}) is null as counts from ${TABLES}
              where a.person_id = $1 and a.removed_at is null ${narrowing(asked, params)}) listed`,
      params,
    );
    return row ?? { count: 0, hours: 0, participatory: 0 };
  }

  /** What the rules of registers look at, of all that ended within the period. */
  counted(personId: string, period: Period): Promise<CountedActivity[]> {
    return this.database.query<CountedActivity>(
      `select a.kind, a.started_on as "startedOn", a.ended_on as "endedOn", a.hours, a.participatory, a.setting,
         ${NOT_COUNTED} as "notCounted", a.themes <> '{}' as "hasThemes", a.relevance <> '' as "hasRelevance",
         a.benefit <> '' as "hasBenefit"
       from ${TABLES} where a.person_id = $1 and a.removed_at is null and a.ended_on between $2 and $3`,
      [personId, period.from, period.to],
    );
  }

  /** At most `limit` of what ended within the period (null: ever), the oldest first, with the names of their files. */
  exported(
    personId: string,
    period: Period | null,
    after: { endedOn: CivilDate; id: string } | null,
    limit: number,
  ): Promise<ExportedActivity[]> {
    return this.database.query<ExportedActivity>(
      `select ${COLUMNS}, (select coalesce(array_agg(e.name order by e.id), '{}') from portfolio_evidence e
         where e.activity_id = a.id) as files
       from ${TABLES} where a.person_id = $1 and a.removed_at is null
         and ($2::date is null or a.ended_on between $2 and $3) and ($4::date is null or (a.ended_on, a.id) > ($4, $5::uuid))
       order by a.ended_on, a.id limit $6`,
      [personId, period?.from ?? null, period?.to ?? null, after?.endedOn ?? null, after?.id ?? null, limit],
    );
  }

  /** What was taken out and may be put back, the last first. */
  removed(personId: string): Promise<Activity[]> {
    return this.database.query<Activity>(
      `select ${COLUMNS} from ${TABLES} where a.person_id = $1 and a.removed_at is not null
       order by a.removed_at desc, a.id limit 200`,
      [personId],
    );
  }

  /** Throws NotFoundException for what is not there and for what is somebody else's, in the same words. */
  async known(personId: string, id: string): Promise<Activity> {
    const [row] = isId(id)
      ? await this.database.query<Activity>(`select ${COLUMNS} from ${TABLES} where a.person_id = $1 and a.id = $2`, [
          personId,
          id,
        ])
      : [];
    if (!row) throw new NotFoundException('You have no such entry in your portfolio.');
    return row;
  }
}

/** The conditions of a search: every word stands somewhere in the entry. Adds to the parameters. */
function narrowing({ text, kind, lacks, from, to }: Narrowed, params: unknown[]): string {
  const conditions = containingWords(text).map((pattern) => {
    params.push(pattern);
    return `and lower(a.title || ' ' || a.provider || ' ' || a.relevance || ' ' || a.benefit) like $${String(params.length)}`;
  });
  if (kind !== '') {
    params.push(kind);
    conditions.push(`and a.kind = $${String(params.length)}`);
  }
  if (lacks !== '') conditions.push(`and ${LACKING[lacks]}`);
  for (const [day, sign] of [
    [from, '>='],
    [to, '<='],
  ] as const) {
    if (day === null) continue;
    params.push(day);
    conditions.push(`and a.ended_on ${sign} $${String(params.length)}`);
  }
  return conditions.join(' ');
}
