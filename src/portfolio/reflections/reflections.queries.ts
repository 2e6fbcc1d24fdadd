import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { containingWords } from '../../platform/database/like-pattern.js';
import { isId } from '../../platform/database/new-id.js';
import type { Reflection } from '../portfolio.types.js';
import type { CountedReflection, Period } from '../registers/register.types.js';

const COLUMNS = `r.id, r.title, r.ground, r.nature, r.learned, r.changed, r.relevance, r.themes, r.prompt,
  r.completed_on as "completedOn", r.changed_at as "changedAt", r.removed_at as "removedAt", r.revision,
  a.id as "activityId", a.title as "activityTitle"`;
/** What a lesson started is about what its enrolment led to, once it has. */
const TABLES = `portfolio_reflection r left join portfolio_activity a on a.person_id = r.person_id and a.removed_at is null
  and (a.id = r.activity_id or a.award = r.enrolment_id::text)`;

export interface AskedReflections {
  text: string;
  state: '' | 'draft' | 'complete';
  after: string | null;
}

/** Reads one person's reflective accounts: every statement names the person. */
@Injectable()
export class ReflectionsQueries {
  constructor(private readonly database: Database) {}

  /** At most `limit`, what was changed last first, after the one that ended the page before. */
  list(personId: string, { text, state, after }: AskedReflections, limit: number): Promise<Reflection[]> {
    const params: unknown[] = [personId, limit, after];
    const words = containingWords(text).map((pattern) => {
      params.push(pattern);
      return `and lower(concat_ws(' ', r.title, r.nature, r.learned, r.changed, r.relevance)) like $${String(params.length)}`;
    });
    const standing = state === '' ? '' : `and r.completed_on is ${state === 'draft' ? '' : 'not'} null`;
    return this.database.query<Reflection>(
      `select ${COLUMNS} from ${TABLES} where r.person_id = $1 and r.removed_at is null ${standing} ${words.join(' ')}
         and ($3::uuid is null or (r.changed_at, r.id) <
           ((select l.changed_at from portfolio_reflection l where l.id = $3 and l.person_id = $1), $3::uuid))
       order by r.changed_at desc, r.id desc limit $2`,
      params,
    );
  }

  /** What the rules of registers look at, of all that was completed within the period. */
  counted(personId: string, period: Period): Promise<CountedReflection[]> {
    return this.database.query<CountedReflection>(
      `select completed_on as "completedOn", themes from portfolio_reflection
       where person_id = $1 and removed_at is null and completed_on between $2 and $3`,
      [personId, period.from, period.to],
    );
  }

  /** At most `limit`, the oldest first: of a period what was completed within it, else all with their drafts. */
  exported(personId: string, period: Period | null, limit: number): Promise<Reflection[]> {
    return this.database.query<Reflection>(
      `select ${COLUMNS} from ${TABLES} where r.person_id = $1 and r.removed_at is null
         and ($2::date is null or r.completed_on between $2 and $3)
       order by r.completed_on nulls last, r.changed_at, r.id limit $4`,
      [personId, period?.from ?? null, period?.to ?? null, limit],
    );
  }

  /** What was taken out and may be put back, the last first. */
  removed(personId: string): Promise<Reflection[]> {
    return this.database.query<Reflection>(
      `select ${COLUMNS} from ${TABLES} where r.person_id = $1 and r.removed_at is not null
       order by r.removed_at desc, r.id limit 200`,
      [personId],
    );
  }

  /** Throws NotFoundException for what is not there and for what is somebody else's, in the same words. */
  async known(personId: string, id: string): Promise<Reflection> {
    const [row] = isId(id)
      ? await this.database.query<Reflection>(`select ${COLUMNS} from ${TABLES} where r.person_id = $1 and r.id = $2`, [
          personId,
          id,
        ])
      : [];
    if (!row) throw new NotFoundException('You have no such reflective account.');
    return row;
  }

  /** The version of the course that somebody's own enrolment takes; undefined for any other. */
  async versionOf(personId: string, enrolmentId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ versionId: string }>(
      'select course_version_id as "versionId" from enrolment where id = $1 and person_id = $2',
      [enrolmentId, personId],
    );
    return row?.versionId;
  }
}
