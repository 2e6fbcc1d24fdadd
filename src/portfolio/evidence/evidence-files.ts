import { createHash } from 'node:crypto';
import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Storage } from '../../platform/storage/storage.js';
import type { Evidence } from '../portfolio.types.js';
import type { Period } from '../registers/register.types.js';
import { decipher, encipher } from './cipher.js';
import { evidenceKind } from './evidence-kind.js';

export const SWEEP_JOB = 'portfolio.sweep-evidence';
export const MOST_FILE_BYTES = 10 * 1_048_576;
export const MOST_FILES = 10;
export const MOST_BYTES = 250 * 1_048_576;
const DAY_MS = 86_400_000;

const COLUMNS = `e.id, e.activity_id as "activityId", e.name, e.media_type as "mediaType", e.size, e.added_at as "addedAt"`;

/**
 * The files of evidence of one person: every statement names the person. Bytes are enciphered, each file under a key of
 * its own: nobody who sees the storage reads them, and no two files share bytes, so that deleting one takes no other's.
 */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Of one activity, in the order in which they were added. */
  ofActivity(personId: string, activityId: string): Promise<Evidence[]> {
    return this.database.query<Evidence>(
      `select ${COLUMNS} from portfolio_evidence e where e.activity_id = $1 and e.person_id = $2 order by e.id`,
      [activityId, personId],
    );
  }

  /** Adds a file to an activity of the person; answers what is wrong with it when it is not taken. */
  async add(personId: string, activityId: string, file: { name: string; bytes: Buffer }): Promise<string | null> {
    const found = await evidenceKind(file.bytes, file.name);
    if (!found.ok) return found.problem;
    const { key, enciphered } = encipher(file.bytes);
    // Asked for before there are bytes: whatever stops us, they do not stay without a row.
    await this.jobs.add(
      SWEEP_JOB,
      { stored: createHash('sha256').update(enciphered).digest('hex') },
      { runAt: new Date(Date.now() + DAY_MS) },
    );
    const stored = await this.storage.put(enciphered);
    return this.database.transaction(async () => {
      await this.database.lock(`portfolio evidence of ${personId}`);
      const problem = await this.full(personId, activityId, file.bytes.length);
      if (problem !== null) return problem;
      const id = newId();
      await this.database.query(
        `insert into portfolio_evidence (id, activity_id, person_id, name, media_type, size, stored, key, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, activityId, personId, found.name, found.mediaType, file.bytes.length, stored, key, this.clock.now()],
      );
      await this.record('portfolio_evidence.added', id);
      return null;
    });
  }

  /** A file with its bytes. Throws NotFoundException for what is not there and for what is somebody else's. */
  async read(personId: string, activityId: string, id: string): Promise<{ file: Evidence; bytes: Buffer }> {
    const [row] = isId(id)
      ? await this.database.query<Evidence & { stored: string; key: Buffer }>(
          `select ${COLUMNS}, e.stored, e.key from portfolio_evidence e
           where e.id = $1 and e.activity_id = $2 and e.person_id = $3`,
          [id, activityId, personId],
        )
      : [];
    if (!row) throw new NotFoundException('You have no such file in your portfolio.');
    const { stored, key, ...file } = row;
    return { file, bytes: await decipher(await this.storage.open(stored), key) };
  }

  /** Of all activities that stand in the portfolio and ended within the period (null: ever), the oldest first. */
  ofPeriod(personId: string, period: Period | null): Promise<(Evidence & { stored: string })[]> {
    return this.database.query<Evidence & { stored: string }>(
      `select ${COLUMNS}, e.stored from portfolio_evidence e join portfolio_activity a on a.id = e.activity_id
       where e.person_id = $1 and a.removed_at is null and ($2::date is null or a.ended_on between $2 and $3)
       order by a.ended_on, a.id, e.id`,
      [personId, period?.from ?? null, period?.to ?? null],
    );
  }

  /** Whether the storage still has the bytes. */
  has(stored: string): Promise<boolean> {
    return this.storage.has(stored);
  }

  /** Deletes a file for good; answers whether it was there. */
  async remove(personId: string, activityId: string, id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const gone = await this.database.query<{ id: string; stored: string }>(
        'delete from portfolio_evidence where id = $1 and activity_id = $2 and person_id = $3 returning id, stored',
        [id, activityId, personId],
      );
      await this.letGo(gone);
      return gone.length > 0;
    });
  }

  /** Deletes all files of an activity, inside the transaction that deletes it. */
  async deleteAllOf(activityId: string): Promise<void> {
    await this.letGo(
      await this.database.query('delete from portfolio_evidence where activity_id = $1 returning id, stored', [
        activityId,
      ]),
    );
  }

  /** Deletes all files of a person, inside the transaction that erases them. */
  async deleteAllOfPerson(personId: string): Promise<void> {
    await this.letGo(
      await this.database.query('delete from portfolio_evidence where person_id = $1 returning id, stored', [personId]),
    );
  }

  /** Deletes files of what ended before the day, inside the caller's transaction; answers how many. */
  async deleteBefore(day: CivilDate, limit: number): Promise<number> {
    const gone = await this.database.query<{ id: string; stored: string }>(
      `delete from portfolio_evidence where id in (select e.id from portfolio_activity a
         join portfolio_evidence e on e.activity_id = a.id where a.ended_on < $1 order by a.ended_on, e.id limit $2)
       returning id, stored`,
      [day, limit],
    );
    await this.letGo(gone);
    return gone.length;
  }

  /** Removes the bytes that no row names. Repeatable. */
  async sweep(stored: string): Promise<void> {
    const needed = await this.database.query('select from portfolio_evidence where stored = $1', [stored]);
    if (needed.length === 0) await this.storage.remove(stored);
  }

  private async letGo(gone: readonly { id: string; stored: string }[]): Promise<void> {
    await this.jobs.addAll(
      SWEEP_JOB,
      gone.map(({ stored }) => ({ stored })),
    );
    for (const { id } of gone) await this.record('portfolio_evidence.deleted', id);
  }

  /** Why no further file is taken; null while there is room. */
  private async full(personId: string, activityId: string, size: number): Promise<string | null> {
    const [held] = await this.database.query<{ files: number; bytes: number }>(
      `select count(*) filter (where activity_id = $2)::int as files, coalesce(sum(size), 0)::double precision as bytes
       from portfolio_evidence where person_id = $1`,
      [personId, activityId],
    );
    if ((held?.files ?? 0) >= MOST_FILES)
      return `This entry has ${String(MOST_FILES)} files, the most it can have. Delete one first`;
    if ((held?.bytes ?? 0) + size > MOST_BYTES)
      return `Your portfolio holds ${String(MOST_BYTES / 1_048_576)} MB of files at most. Delete some that you no longer need first`;
    return null;
  }

  private record(action: string, id: string): Promise<void> {
    return this.audit.record({ action, subjectKind: 'portfolio_evidence', subjectId: id });
  }
}
